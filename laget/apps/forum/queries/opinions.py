"""Reads: what people answered after an event, counted by question."""

from collections import Counter
from dataclasses import dataclass

from laget.apps.forum.models import Ask, Event, Opinion

MOST_LINES = 500  # of the latest that are shown
LEVELS = {Ask.Kind.SCALE: (1, 2, 3, 4, 5), Ask.Kind.YES_NO: (1, 0), Ask.Kind.LINE: ()}
"""What a question can be answered with, in the order that it is shown."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave one answer, and its share of all who answered the question, of a hundred."""

    value: int
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered to one question: how many, their mean where it is on a scale, bars, lines."""

    ask: Ask
    count: int
    mean: float | None
    bars: tuple[Bar, ...]
    lines: tuple[str, ...]


def outcomes_of(event: Event) -> list[Outcome]:
    """Return what was answered to each question, in their order; lines by themselves, without their day."""
    asks = list(Ask.objects.filter(event=event))
    counted: dict[int, Counter[int]] = {one.pk: Counter() for one in asks}
    lines: dict[int, list[str]] = {one.pk: [] for one in asks}
    for ask, value in Opinion.objects.filter(ask__event=event, value__isnull=False).values_list(
        "ask", "value"
    ):
        counted[ask][value or 0] += 1
    said = Opinion.objects.filter(ask__event=event).exclude(line="").order_by("-pk")
    for ask, line in said.values_list("ask", "line")[:MOST_LINES]:
        lines[ask].append(line)
    return [_outcome(one, counted[one.pk], lines[one.pk]) for one in asks]


def answered(event: Event) -> int:
    """Return how many forms have been sent about an event."""
    return Opinion.objects.filter(ask__event=event).values("form").distinct().count()


def _outcome(ask: Ask, counted: Counter[int], lines: list[str]) -> Outcome:
    levels = LEVELS[Ask.Kind(ask.kind)]
    count = counted.total()
    total = sum(value * number for value, number in counted.items())
    return Outcome(
        ask,
        count or len(lines),
        total / count if count and ask.kind == Ask.Kind.SCALE else None,
        tuple(Bar(one, counted[one], round(100 * counted[one] / count) if count else 0) for one in levels),
        tuple(sorted(lines, key=str.casefold)),  # not in the order that they came in
    )
