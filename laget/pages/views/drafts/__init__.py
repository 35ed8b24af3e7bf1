"""The pages where a region writes the next version of its strategy."""
