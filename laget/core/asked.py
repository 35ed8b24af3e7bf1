"""A number that somebody asks for in an address: what is no such number is none, however long it is."""

LONGEST = 9  # digits: every database holds such a number


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is, None where it is none or longer than any that is asked for."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
