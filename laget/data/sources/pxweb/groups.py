"""Groups under one vocabulary, found by what a publisher calls its codes."""

import re

from laget.core.series import TOTAL

WOMEN, MEN = "women", "men"
BORN_HERE, BORN_ABROAD = "born_in_sweden", "born_abroad"
_WORDS = (  # of a code's name, in Swedish and English; the first that fits
    (BORN_ABROAD, r"(utrikes|utomlands) född\w*|född\w* (utomlands|utrikes)|foreign.born|born abroad"),
    (BORN_HERE, r"inrikes född\w*|född\w* (i sverige|inrikes)|born in sweden"),
    (WOMEN, r"kvinn(a|or)|flick(a|or)|wom[ae]n|females?|girls?"),
    (MEN, r"män|man|pojk(e|ar)|m[ae]n|males?|boys?"),
)
_EVERYONE = re.compile(r"\b(totalt?|samtliga|båda könen|alla|hela|total|both sexes|all)\b", re.IGNORECASE)


def group_word(name: str) -> str | None:
    """Return the group that a code's name says: total where it names both sexes or everyone, else None."""
    said = {word for word, form in _WORDS if re.search(rf"\b({form})\b", name, re.IGNORECASE)}
    if said == {WOMEN, MEN} or (not said and is_total(name)):
        return TOTAL
    return said.pop() if len(said) == 1 else None


def group_named(name: str) -> str:
    """Return the group that a code is where nobody says otherwise: what its name says, else its name."""
    return group_word(name) or name


def is_total(name: str) -> bool:
    """Tell whether a code's name says that it counts everyone."""
    return _EVERYONE.match(name.strip()) is not None
