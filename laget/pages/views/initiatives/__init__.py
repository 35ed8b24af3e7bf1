"""Initiatives: the list with its map and sums, each initiative with its log, writing, and a workbook."""
