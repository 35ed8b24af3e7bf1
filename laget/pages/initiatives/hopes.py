"""Hopes beside what the figures did, as an initiative's page and an indicator's page show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from laget.apps.followup.queries import figures_of
from laget.apps.initiatives.models import Hope, Initiative
from laget.core.areas import Area, UnknownArea, area
from laget.core.hopes import Hope as Hoped
from laget.core.hopes import Movement, movement
from laget.core.series import TOTAL, Figures
from laget.core.strategy.document import Indicator
from laget.core.words.hoping import hoped, hoped_by, moved_by
from laget.core.words.said import Refusal, Said
from laget.pages.initiatives.people import source_of
from laget.pages.standing import Standing


@dataclass(frozen=True, slots=True)
class Told:
    """One hope: whose, of which indicator, where, and what the figure has done; `said` is the sentence."""

    initiative: Initiative
    hope: Hope
    indicator: Indicator | None
    place: Area | None
    found: Movement | None

    @property
    def said(self) -> Said | None:
        """The sentence; None where the strategy has the indicator no more."""
        if self.indicator is None or self.found is None:
            return None
        return hoped(self.found, indicator=self.indicator)

    @property
    def wanted(self) -> Said | None:
        """How much is hoped for."""
        return hoped_by(self.hope.by, indicator=self.indicator) if self.indicator is not None else None

    @property
    def moved(self) -> Said | None:
        """How much the figure has moved."""
        if self.indicator is None or self.found is None:
            return None
        return moved_by(self.found, indicator=self.indicator)

    @property
    def source(self) -> Said | None:
        """Whose figures they are."""
        return source_of(self.indicator) if self.indicator is not None else None


def hopes_told(rows: Iterable[Initiative], standing: Standing | None, *, of: str | None = None) -> list[Told]:
    """Return the hopes of some initiatives, or of one indicator alone, beside what each figure has done."""
    known = {one.id: one for one in standing.document.indicators} if standing is not None else {}
    figures: dict[str, Figures | None] = {}
    found = []
    for row in rows:
        for hope in row.hopes.all():
            if of is not None and hope.indicator != of:
                continue
            indicator = known.get(hope.indicator)
            if indicator is None or standing is None:
                found.append(Told(row, hope, None, None, None))
                continue
            if indicator.id not in figures:
                figures[indicator.id] = _figures(standing, indicator)
            place = _place(hope.area or standing.document.region.code)
            moved = _movement(hope, indicator, figures[indicator.id], place)
            found.append(Told(row, hope, indicator, place, moved))
    return found


def _figures(standing: Standing, indicator: Indicator) -> Figures | None:
    try:
        return figures_of(standing.edition, indicator)
    except Refusal:  # the store lacks them just now; the sentence says that there are none
        return None


def _place(code: str) -> Area | None:
    try:
        return area(code)
    except UnknownArea:
        return None


def _movement(hope: Hope, indicator: Indicator, figures: Figures | None, place: Area | None) -> Movement:
    wanted = Hoped(by=hope.by, since=hope.since, until=hope.until)
    if figures is None or place is None:
        reason = Said("det finns inga siffror för området", "there are no figures for the area")
        return Movement(hope=wanted, reason=reason)
    series = figures.series(indicator.id, area=place.code, group=TOTAL)
    return movement(wanted, series=series, indicator=indicator)
