"""Who did what, when: a log that cannot be changed."""
