"""What readers say of a page."""
