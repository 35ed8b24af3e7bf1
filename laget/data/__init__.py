"""Fetching, keeping and reading figures. No Django."""
