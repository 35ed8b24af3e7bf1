"""What a strategy is judged to be, and the editions that are published of it."""
