"""Papers as PDF that a screen reader reads too: the same values made at the same time are the same bytes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from laget.core.words.said import Language, Refusal, Said

PAPERS = Path(__file__).with_name("papers")
LACKS = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed with font')
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)


class CannotPrint(Refusal):
    """A paper that cannot be made of its values."""


def pdf(
    paper: str,
    data: Mapping[str, Any],
    *,
    title: str,
    language: Language = "sv",
    created: datetime | None = None,
) -> bytes:
    """Return a paper filled with values as PDF/UA-1 and PDF/A-2a, with its title, language and tags.

    `data` is written as JSON and read as values: no text in it is ever read as markup. The letters are those
    that come with typst, and for others the system's. A sign that no font has is drawn as a box, and read
    aloud as what it is. Raises CannotPrint.
    """
    values = {**data, "title": title, "language": language}
    try:
        if lacking := _lacking(values):
            values["lacking"] = "|".join(map(re.escape, lacking))
        return _made(paper, values, created)
    except typst.TypstError as broken:
        raise CannotPrint(
            Said(f"Det gick inte att göra PDF: {broken}", f"The PDF could not be made: {broken}")
        ) from broken


def _made(paper: str, values: Mapping[str, Any], created: datetime | None) -> bytes:
    return typst.compile(
        PAPERS / f"{paper}.typ",
        root=PAPERS,
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],  # read aloud, and kept for long
        timestamp=int((created or LONG_AGO).timestamp()),
    )


def _lacking(values: Mapping[str, Any]) -> list[str]:
    """Return the signs in these values that no font has, longest first; raises TypstError."""
    words = sorted({word for text in _texts(values) for word in text.split() if not _is_plain(word)})
    found: set[str] = set()
    while words:
        try:
            _made("signs", {"title": "-", "language": "sv", "words": words}, None)
        except typst.TypstError as broken:
            told = LACKS.search(str(broken))
            sign = ESCAPED.sub(_unescaped, told[1]) if told is not None else ""
            if not sign or sign in found:
                raise
            found.add(sign)
            words = [word.replace(sign, "") for word in words]
        else:
            break
    return sorted(found, key=len, reverse=True)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value that is written as JSON; drawings are none."""
    if isinstance(value, str):
        if not value.startswith("<svg"):
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isprintable()


def _unescaped(escape: re.Match[str]) -> str:
    """Return the sign that an escape of typst's messages stands for."""
    return (
        chr(int(escape[1], 16))
        if escape[1]
        else {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(escape[2], escape[2])
    )
