"""What an initiative hopes to move, beside what the figure did: never one as the cause of the other."""

from dataclasses import dataclass

from laget.core.series import Series
from laget.core.strategy.document import Indicator
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Hope:
    """How much an indicator is hoped to move, in its unit and with its sign, from one year until another."""

    by: float
    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What the figure did from `hope.since` to `year`; `reason` says why it cannot be told.

    `is_over` where the figure of the last year that was hoped for is there.
    """

    hope: Hope
    moved: float | None = None
    year: int | None = None
    reason: Said | None = None

    @property
    def is_over(self) -> bool:
        """Whether the figure is of the year that was hoped for."""
        return self.year == self.hope.until


def movement(hope: Hope, *, series: Series, indicator: Indicator) -> Movement:
    """Return how far a series has moved since the year that a hope counts from, at most to its last year.

    It is the latest figure not after `hope.until` less that of `hope.since`. It is refused where either is
    missing and where the statistics have a break between them.
    """
    known = dict(zip(series.years, series.values, strict=True))
    if not known:
        return _untold(hope, "det finns inga siffror för området", "there are no figures for the area")
    if hope.since not in known:
        return _untold(hope, f"siffran för {hope.since} saknas", f"the figure of {hope.since} is missing")
    later = [year for year in known if hope.since < year <= hope.until]
    if not later:
        return _untold(
            hope,
            f"ingen siffra är nyare än {hope.since}",
            f"no figure is later than {hope.since}",
        )
    year = max(later)
    broken = [one for one in indicator.breaks if hope.since < one <= year]
    if broken:
        return _untold(
            hope,
            f"statistiken ändrades {broken[0]}, så åren går inte att jämföra",
            f"the statistics changed in {broken[0]}, so that the years cannot be compared",
        )
    return Movement(hope=hope, moved=known[year] - known[hope.since], year=year)


def _untold(hope: Hope, sv: str, en: str) -> Movement:
    return Movement(hope=hope, reason=Said(sv, en))
