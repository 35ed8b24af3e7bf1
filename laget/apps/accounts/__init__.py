"""Organisations, people, their roles and how they sign in."""
