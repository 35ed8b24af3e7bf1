"""Evidence: the list, a piece of it with its file, and the pages where it is written."""
