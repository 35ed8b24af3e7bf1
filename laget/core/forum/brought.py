"""An item of a programme as files hold it, brought in or taken out, and what was said of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from laget.core.words.said import Said

NOWHERE = Said("", "")
LONGEST_TITLE = 300
LONGEST_PLACE = 200
LONGEST_NAME = 120
LONGEST_ADDRESS = 500
BETWEEN = (",", " och ", " & ", " and ", "|")  # what else may stand between names
KINDS: Mapping[str, Said] = {
    "talk": Said("Föredrag", "Talk"),
    "film": Said("Film", "Film"),
    "panel": Said("Panel", "Panel"),
    "dialogue": Said("Dialog i grupp", "Dialogue in groups"),
    "plenary": Said("Alla tillsammans", "All together"),
    "vote": Said("Omröstning", "Vote"),
    "break": Said("Paus", "Break"),
    "meal": Said("Måltid", "Meal"),
    "movement": Said("Rörelse", "Movement"),
    "check_in": Said("Incheckning", "Check-in"),
    "check_out": Said("Utcheckning", "Check-out"),
}
"""What an item is, as a file says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address beside an item, and what it is called."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of a programme, or a whole event, as a calendar or a table holds it.

    One without times has the day `on`, and `until` where it is of several; both empty is one whose day is
    not known. Times carry a time zone. `uid` is the file's own, whatever it is. What compares no further
    than `is_cancelled` is of one direction only: where an item stood in a file that was read; how often it
    has moved, when it was changed and where its page is of one that is written.
    """

    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    on: date | None = None
    until: date | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    text: str = ""
    track: str = ""
    kind: str = "talk"
    links: tuple[Link, ...] = ()
    uid: str = ""
    is_cancelled: bool = False
    where: Said = field(default=NOWHERE, compare=False)
    sequence: int = field(default=0, compare=False)
    changed: datetime | None = field(default=None, compare=False)
    address: str = field(default="", compare=False)

    @property
    def day(self) -> date | None:
        """The day it begins on."""
        return self.starts.date() if self.starts is not None else self.on

    @property
    def span(self) -> str:
        """From when to when it is, with both days where it ends on another; "–" where no day is known."""
        if self.starts is None:
            return "–".join(str(one) for one in (self.on, self.until) if one is not None) or "–"
        if self.ends is None:
            return f"{self.starts:%Y-%m-%d %H.%M}"
        is_same = self.ends.date() == self.starts.date()
        return f"{self.starts:%Y-%m-%d %H.%M}–{self.ends:{'%H.%M' if is_same else '%Y-%m-%d %H.%M'}}"

    @property
    def key(self) -> tuple[str, datetime | date | None, str]:
        """What tells an item from another in files that give all the same UID."""
        return self.uid, self.starts or self.on, self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What could not be used of a file, or how something in it was understood, and where it stands."""

    said: Said
    where: Said = NOWHERE

    @property
    def printed(self) -> Said:
        """The place and what is said of it, as a sentence."""
        if not self.where.sv:
            return Said(*(f"{text[:1].upper()}{text[1:]}" for text in (self.said.sv, self.said.en)))
        return Said(f"{self.where.sv}: {self.said.sv}", f"{self.where.en}: {self.said.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a file holds: its items in their order, what it is called, what it was read as, what was said."""

    items: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    read_as: Said
    title: str = ""


def listed(people: Sequence[str]) -> str:
    """Return names in one line that can be told apart again: semicolons between them.

    One name with a comma or an "och" in it has a semicolon after it, so that it is read as one.
    """
    text = "; ".join(people)
    return f"{text};" if len(people) == 1 and any(one in text for one in BETWEEN) else text
