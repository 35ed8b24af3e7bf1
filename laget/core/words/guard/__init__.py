"""The guard: reads finished text against figures and stops what they do not bear. One rule a file."""
