"""A cell of a table for programs that holds people's words: never a formula to a spreadsheet program."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet program takes a cell to begin a formula by


def words_cell(text: str) -> str:
    """Return a text as a cell, behind an apostrophe where it would else be read as a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text
