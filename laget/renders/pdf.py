"""Papers as PDF that a screen reader reads too: the same values made at the same time are the same bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from laget.core.words.said import Language, Refusal, Said

PAPERS = Path(__file__).with_name("papers")
LACKS = "could not be displayed with font"
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
    that come with typst, and for others the system's. Where no font has a sign it is drawn as a box, read
    aloud as what it is, and the paper promises no standard. Raises CannotPrint.
    """
    values = json.dumps({**data, "title": title, "language": language}, ensure_ascii=False)
    try:
        return _made(paper, values, created, standards=["ua-1", "a-2a"])  # read aloud, and kept for long
    except typst.TypstError as broken:
        if LACKS not in str(broken):
            raise _cannot(broken) from broken
    try:
        return _made(paper, values, created, standards=[])
    except typst.TypstError as broken:
        raise _cannot(broken) from broken


def _made(
    paper: str, values: str, created: datetime | None, *, standards: list[Literal["ua-1", "a-2a"]]
) -> bytes:
    return typst.compile(
        PAPERS / f"{paper}.typ",
        root=PAPERS,
        format="pdf",
        sys_inputs={"data": values},
        pdf_standards=[*standards],
        timestamp=int((created or LONG_AGO).timestamp()),
    )


def _cannot(broken: typst.TypstError) -> CannotPrint:
    return CannotPrint(Said(f"Det gick inte att göra PDF: {broken}", f"The PDF could not be made: {broken}"))
