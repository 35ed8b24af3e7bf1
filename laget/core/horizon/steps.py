"""When a step of what is pending is: a day, a month or a year; done, ahead or overdue."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from laget.core.words.days import time_in_words
from laget.core.words.said import Said

Exact = Literal["day", "month", "year"]
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    OVERDUE = "overdue"  # its time has passed and nobody has said that it is done
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, or the first day of a month or a year where the day is not known."""

    on: date
    exact: Exact

    @property
    def written(self) -> str:
        """The moment as it is written in a field: "2026-09-13", "2026-09" or "2026"."""
        return self.on.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.exact]]

    @property
    def said(self) -> Said:
        """The moment in words: "13 september 2026", "september 2026" or "2026"."""
        return time_in_words(self.written)

    @property
    def last(self) -> date:
        """The last day that the moment may mean."""
        if self.exact == "year":
            return date(self.on.year, 12, 31)
        if self.exact == "month":
            return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
        return self.on

    def state(self, *, done: bool, today: date) -> State:
        """Return where a step of this moment stands on a day."""
        if done:
            return State.DONE
        return State.OVERDUE if self.last < today else State.AHEAD


def moment(text: str) -> Moment | None:
    """Return the moment that is written, None where it is no day, month or year between 1900 and 2199."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 1900 <= int(found[1]) <= 2199:
        return None
    try:
        on = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return Moment(on, "day" if found[3] else "month" if found[2] else "year")
