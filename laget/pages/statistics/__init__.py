"""What stands behind the pages where a region looks after its figures."""
