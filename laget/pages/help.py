"""The help pages' long texts: Markdown by language in the package, read as title, day, lead and sections."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from laget.core.words.said import Language

NAMES = ("hjalp", "sa-fungerar-laget", "tillganglighet", "personuppgifter")  # as their addresses say
_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<id>[a-z-]+)\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a help page under its own heading: its id, the same in every language, and Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpText:
    """A help page in one language; `updated` is the day its content was last gone through."""

    name: str
    title: str
    updated: date
    lead: str
    sections: tuple[Section, ...]


@lru_cache
def help_text(name: str, *, language: Language) -> HelpText:
    """Return a help page's text; each file begins with its day and its title."""
    source = files("laget.pages").joinpath("texts", language, f"{name}.md").read_text(encoding="utf-8")
    day, title, rest = source.split("\n", 2)
    lead, *found = _HEADING.split(rest)
    sections = tuple(
        Section(id_, heading, text.strip())
        for heading, id_, text in zip(found[::3], found[1::3], found[2::3], strict=True)
    )
    return HelpText(name, title.removeprefix("# "), date.fromisoformat(day), lead.strip(), sections)
