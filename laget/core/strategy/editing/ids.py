"""Ids of what is new: short, made from the title, and never one that has been used."""

import re
from collections.abc import Container
from itertools import count
from unicodedata import combining, normalize

LONGEST = 40
_PLAIN = str.maketrans({"æ": "a", "ø": "o", "ß": "s", "œ": "o", "ð": "d", "þ": "t", "ł": "l"})


def new_id(title: str, *, taken: Container[str], otherwise: str) -> str:
    """Return an id for what is called `title`; `taken` are ids in small letters that have been used.

    `otherwise` is what the id is made of where the title has no letter that an address can have.
    """
    plain = "".join(one for one in normalize("NFKD", title.lower().translate(_PLAIN)) if not combining(one))
    words = re.findall("[a-z0-9]+", plain)
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        made = longer
    made = made or otherwise
    return next(
        one for number in count(1) if (one := made if number == 1 else f"{made}-{number}") not in taken
    )
