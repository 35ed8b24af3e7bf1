"""Läget: a regional development strategy, followed up by figures anyone can judge again."""
