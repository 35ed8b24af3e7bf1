"""What every source of figures does: asked for indicators, it gives each as a tidy table, or says why not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pyarrow as pa

from laget.core.strategy.document import Indicator
from laget.core.words.places import places
from laget.core.words.said import Refusal, Said, in_both


@dataclass(frozen=True, slots=True)
class Wanted:
    """An indicator and the areas it is wanted for, by Statistics Sweden's codes."""

    indicator: Indicator
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a publisher answered, byte for byte, or a file's bytes.

    `request` is the call in one line, without the publisher's address ("GET kolada /data/kpi/…?per_page=…"),
    or in words which file was read, and as what;
    `kept_since` is when the interrupted refresh began that the answer was kept from, None when asked now.
    """

    request: str | Said
    body: bytes
    kept_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidy:
    """One indicator as fetched. The table has core's SCHEMA and canonical row order, and may hold no rows.

    `answers` are all that the table was made from, in the order they were asked for; one answer may serve
    several indicators. `missing` are the areas that were wanted and have no row. `silent` are those
    that stood in a call which was answered with no rows at all: where an earlier snapshot has figures for
    one of them, the answer is a fault and no change in the statistics (see empty_answer).
    """

    table: pa.Table
    answers: tuple[Answer, ...]
    publisher: str  # as shown to people: "Kolada", "SCB", or the file's name
    publisher_updated: str | None = None  # the publisher's own date or time, ISO 8601
    next_publication: str | None = None  # the day that the publisher has promised new figures, ISO 8601
    definition: str = ""  # what is measured, in the publisher's own words
    licence: str = ""
    source: Said  # the source line of a value shown as published
    worked: Said  # the source line of anything worked out from it
    notes: tuple[Said, ...] = ()  # what must be shown with the figures, in the publisher's own words
    missing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    ended: int | None = None  # the last year of a series that the publisher has ended

    @property
    def request(self) -> Said:
        """Every call behind the table, one on each line."""
        calls = [in_both(answer.request) for answer in self.answers]
        return Said("\n".join(one.sv for one in calls), "\n".join(one.en for one in calls))


class Kept(Protocol):
    """The answers of a refresh under way, which its continuation after an interruption takes up again.

    A new refresh is given an empty one: no figure is ever taken from a cache.
    """

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        """Return the answer already received to `request`, and when the attempt that asked began."""

    def keep(self, request: str, answer: bytes, /) -> None:
        """Keep an answer that was found whole."""


class Anew:
    """No answer from before: everything is asked for as it is now, and nothing is kept."""

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:  # noqa: ARG002
        """Return that there is no answer."""
        return None

    def keep(self, request: str, answer: bytes, /) -> None:
        """Keep nothing."""


Progress = Callable[[int, int], None]
"""Told after each call: how many are done, and how many are planned so far."""


class Steps:
    """Counts what is done of what is planned, and tells it."""

    def __init__(self, progress: Progress, *, planned: int) -> None:
        self._progress, self.done, self.planned = progress, 0, planned

    def one(self) -> None:
        """Count one more as done."""
        self.done += 1
        self.planned = max(self.planned, self.done)
        self._progress(self.done, self.planned)


class Source(Protocol):
    """A source of figures, made with what it needs (a client, a folder) and asked for everything at once.

    All that one publisher has to answer goes into as few calls as it allows.
    """

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each wanted indicator's id once, as it is ready, with its figures or why there are none.

        One indicator that fails leaves the others. Only a fault of our own machine (a full disk) is raised.
        """


class EmptyAnswer(Refusal):
    """A publisher answered with no rows for areas that had figures before."""


def empty_answer(tidy: Tidy, *, had: Sequence[str]) -> EmptyAnswer | None:
    """Return the fault where areas that `had` figures were answered with nothing at all, else None."""
    lost = sorted(set(tidy.silent) & set(had))
    if not lost:
        return None
    where = places(lost)
    return EmptyAnswer(
        Said(
            f"{tidy.publisher} svarade utan en enda rad för områden som hade siffror förut ({where.sv}); "
            "de tidigare siffrorna ligger kvar: försök igen senare",
            f"{tidy.publisher} answered without a single row for areas that had figures before ({where.en}); "
            "the earlier figures are kept: try again later",
        )
    )
