"""One file a page or a family of pages; each view gathers by the apps' queries."""
