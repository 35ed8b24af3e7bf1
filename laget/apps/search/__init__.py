"""One table of folded text that every public page can be found in."""
