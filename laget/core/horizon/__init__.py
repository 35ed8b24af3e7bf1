"""Signals drawn and held together: when a step is due, what drives what, the matrix and the graph."""
