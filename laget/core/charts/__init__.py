"""Charts as values: what is drawn, its title and sentence, and the same as a table."""
