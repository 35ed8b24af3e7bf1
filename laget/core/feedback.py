"""A reader's line about a page: cleaned, and without what leads to a person."""

import re
import unicodedata

from laget.core.words.said import Said

LONGEST_LINE = 500  # characters
REMOVED = Said("[borttaget]", "[removed]")
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;:!?]+")
_NUMBER = re.compile(r"(?<![\w.])\+?\d(?:[ \u00a0()–/-]{0,2}\d){7,14}(?!\w)")


def cleaned(line: str) -> str:
    """Return a line as it is kept: one line of signs that can be read, at most 500.

    E-mail addresses and numbers of eight to fifteen digits (telephone, personal identity number) are taken
    out. Other text stays: a name that somebody writes is not known as one.
    """
    plain = unicodedata.normalize("NFC", line)
    plain = "".join(sign if _is_read(sign) else " " for sign in plain)
    for what in (_MAIL, _NUMBER):
        plain = what.sub(REMOVED.sv, plain)
    return " ".join(plain.split())[:LONGEST_LINE].strip()


def _is_read(sign: str) -> bool:
    return not unicodedata.category(sign).startswith("C")
