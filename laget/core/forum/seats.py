"""What of a programme one person can sign up for: items that go on at the same time exclude each other."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

Timed = tuple[str, datetime | None, datetime | None]  # what it is called, its start, its end


def at_once(
    one: tuple[datetime | None, datetime | None], two: tuple[datetime | None, datetime | None]
) -> bool:
    """Tell whether two items go on at the same time; one that ends when the other starts does not.

    Without a start nothing is known, and nothing is refused; without an end it is only its start.
    """
    (starts, ends), (other_starts, other_ends) = one, two
    if starts is None or other_starts is None:
        return False
    if starts == other_starts:
        return True
    return starts < (other_ends or other_starts) and other_starts < (ends or starts)


def too_close(items: Sequence[Timed]) -> tuple[str, str] | None:
    """Return what two items that go on at the same time are called, None where there are none."""
    for one, two in combinations(items, 2):
        if at_once(one[1:], two[1:]):
            return one[0], two[0]
    return None


def parallel(times: Sequence[tuple[datetime | None, datetime | None]]) -> list[list[int]]:
    """Return items, by place, in groups of which one can be chosen; an item beside none is its own group.

    All of a group go on at once with each other. An item that goes on with some of a group only stands by
    itself: what is chosen is tried once more when it is kept.
    """
    groups: list[list[int]] = []
    for place, time in enumerate(times):
        fits = [group for group in groups if all(at_once(times[other], time) for other in group)]
        if fits:
            fits[0].append(place)
        else:
            groups.append([place])
    return groups
