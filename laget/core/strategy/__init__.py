"""The open strategy format, and what follows from a strategy alone."""
