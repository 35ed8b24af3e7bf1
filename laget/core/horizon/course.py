"""How a signal may go from one year's scan to the next: new first, then stronger, weaker, gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from laget.core.words.said import Said


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A signal in one year's scan: its course beside the year before, and how strong it is (1 to 4)."""

    year: int
    course: str
    strength: int


def courses_after(before: Year | None) -> tuple[str, ...]:
    """Return the courses a signal may have after a year; None where it has not been scanned before."""
    if before is None or before.course == "gone":
        return ("new",)
    return ("stronger", "same", "weaker", "gone")


def unfit(years: Sequence[Year]) -> Said | None:
    """Return why these years of one signal cannot follow on each other, None where they can."""
    before: Year | None = None
    for now in sorted(years):
        if now.course not in courses_after(before):
            if now.course == "new" and before is not None:
                return Said(
                    f"Signalen fanns redan {before.year} och kan inte vara ny {now.year}.",
                    f"The signal was there already in {before.year} and cannot be new in {now.year}.",
                )
            return Said(
                f"{now.year} är signalens första år i spaningen: då är den ny.",
                f"{now.year} is the signal's first year in the scan: it is new then.",
            )
        before = now
    for was, now in pairwise(sorted(years)):
        if now.course == "stronger" and now.strength < was.strength:
            return Said(
                f"Signalen kan inte ha blivit starkare {now.year} när styrkan är lägre än {was.year}.",
                f"The signal cannot have grown stronger in {now.year} with a lower strength than in "
                f"{was.year}.",
            )
        if now.course == "weaker" and now.strength > was.strength:
            return Said(
                f"Signalen kan inte ha blivit svagare {now.year} när styrkan är högre än {was.year}.",
                f"The signal cannot have grown weaker in {now.year} with a higher strength than in "
                f"{was.year}.",
            )
    return None
