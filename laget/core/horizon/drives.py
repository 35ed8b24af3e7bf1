"""What drives what: the way round that a new drive would close, and how far each stands from the first."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Drives = Collection[tuple[int, int]]
"""Pairs of a driver and what it drives, each by its number."""


def followers(drives: Iterable[tuple[int, int]]) -> Mapping[int, tuple[int, ...]]:
    """Return what each driver drives, in order."""
    found: dict[int, list[int]] = {}
    for driver, driven in sorted(set(drives)):
        found.setdefault(driver, []).append(driven)
    return {driver: tuple(driven) for driver, driven in found.items()}


def way_round(drives: Iterable[tuple[int, int]], *, driver: int, driven: int) -> tuple[int, ...] | None:
    """Return the shortest way by which `driven` already drives `driver`; None where there is none.

    It begins with `driven` and ends with `driver`: a drive from `driver` to `driven` would close it.
    """
    after = followers(drives)
    came: dict[int, int | None] = {driven: None}
    waiting = deque([driven])
    while waiting:
        here = waiting.popleft()
        if here == driver:
            way: list[int] = []
            step: int | None = here
            while step is not None:
                way.append(step)
                step = came[step]
            return tuple(reversed(way))
        for one in after.get(here, ()):
            if one not in came:
                came[one] = here
                waiting.append(one)
    return None


def layers(drives: Drives) -> dict[int, int]:
    """Return how far each stands from what is driven by nothing, by its longest way.

    `drives` has no way round. What drives nothing and is driven by nothing is not in it; what is driven by
    nothing stands right before the nearest that it drives.
    """
    after = followers(drives)
    before = followers((driven, driver) for driver, driven in drives)
    depth: dict[int, int] = {}

    def of(one: int) -> int:
        if one not in depth:
            depth[one] = 1 + max((of(driver) for driver in before.get(one, ())), default=-1)
        return depth[one]

    for one in sorted({end for pair in drives for end in pair}):
        of(one)
    return {
        one: layer if one in before else min(depth[driven] for driven in after[one]) - 1
        for one, layer in depth.items()
    }
