"""What the pages of forum days gather: the programme to read, and each item's figures."""
