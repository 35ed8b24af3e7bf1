"""A passage of a text as it is read, found in the text as it is written: with its marks and its bindings."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from laget.core.words.binding import Ground, rendered

MARKED = re.compile(r"\[\[([^\[\]]*)\]\]")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
UNREAD = frozenset("*_`\\#>")  # letters of Markdown that a reader does not see
SPACE = " "


class Letter(NamedTuple):
    """A letter that is read, and the stretch of the source that it stands for."""

    letter: str
    start: int
    stop: int


def spans(text: str, passage: str, *, ground: Ground) -> list[tuple[int, int]]:
    """Return the stretches of the source where a passage is read, from the first to the last.

    Case, Markdown's marks and how it is broken into lines do not matter; of a bound number, of one in double
    square brackets and of a link the whole is taken, with the address that the link leads to. A passage that
    begins or ends with a digit is no part of a longer number.
    """
    letters = _letters(text, ground=ground)
    read = "".join(one.letter for one in letters)
    wanted = SPACE.join("".join(one for one in passage if one not in UNREAD).lower().split())
    if not wanted:
        return []
    before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1].isdigit() else ""
    found: list[tuple[int, int]] = []
    for match in re.finditer(f"{before}{re.escape(wanted)}{after}", read):
        start, stop = letters[match.start()].start, letters[match.end() - 1].stop
        for link in LINK.finditer(text):
            if start < link.end() and link.start() < stop:
                start, stop = min(start, link.start()), max(stop, link.end())
        if found and start < found[-1][1]:
            start = found.pop()[0]
        found.append((start, stop))
    return found


def as_read(text: str, *, ground: Ground) -> str:
    """Return a text as it is read, still in Markdown: bound numbers written, brackets taken away."""
    return MARKED.sub(r"\1", rendered(text, ground=ground, language="sv").text)


def _letters(text: str, *, ground: Ground) -> list[Letter]:
    """Return the letters of a text as it is read, in lower case, with one space between words."""
    found: list[Letter] = []
    for shown, start, stop in _stretches(text, ground=ground):
        is_whole = stop - start != len(shown) or text[start:stop] != shown
        for place, letter in enumerate(shown):
            if letter in UNREAD and not is_whole:
                continue
            own = (start, stop) if is_whole else (start + place, start + place + 1)
            if letter.isspace():
                if found and found[-1].letter != SPACE:
                    found.append(Letter(SPACE, *own))
                continue
            small = letter.lower()
            found.append(Letter(small if len(small) == 1 else letter, *own))
    return found


def _stretches(text: str, *, ground: Ground) -> Iterator[tuple[str, int, int]]:
    """Yield each stretch of a text as it is read, and where it stands in the source."""
    whole = [
        (found.start(), found.end(), rendered(found[0], ground=ground, language="sv").text)
        for found in re.finditer(r"\{\{[^{}]*\}\}", text)
    ]
    whole += [(found.start(), found.end(), found[1]) for found in MARKED.finditer(text)]
    for found in LINK.finditer(text):  # of a link its words are read, not where it leads
        whole += [(found.start(), found.start(1), ""), (found.end(1), found.end(), "")]
    at = 0
    for start, stop, shown in sorted(whole):
        if start < at:
            continue
        yield text[at:start], at, start
        yield shown, start, stop
        at = stop
    yield text[at:], at, len(text)
