"""Mobilisations: what is gathered around, each with its gaps, platforms, decisions, and how it went."""
