"""What some initiatives sum to in a year: municipalities and people, money, what they have counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from laget.apps.initiatives.models import Initiative, Money
from laget.apps.initiatives.queries import present, sums
from laget.core.areas import COUNTRY, Area, UnknownArea, area, municipalities_of
from laget.core.charts.joined import Joined, joined_chart
from laget.core.coverage import Coverage, NotCovered, coverage, taking_part
from laget.core.initiatives import counted_together, money_by_kind
from laget.core.words.covering import covered, formula
from laget.core.words.said import Language, Said
from laget.data.boundaries import boundaries
from laget.pages.figures.charted import Charted, kept
from laget.pages.initiatives.people import People
from laget.renders.draw import drawings

MADE = 32  # maps that a process holds ready


@dataclass(frozen=True, slots=True)
class Reach:
    """A sum over municipalities, or why it cannot be formed."""

    of: Area
    sum: Coverage | None
    refused: Said | None

    @property
    def told(self) -> Said:
        """The sentence, or the reason that there is none."""
        return covered(self.sum) if self.sum is not None else self.refused or Said("", "")

    @property
    def formula(self) -> Said | None:
        """How the share was formed."""
        return formula(self.sum) if self.sum is not None else None


def reach(rows: Sequence[Initiative], *, year: int, people: People, of: Area) -> Reach:
    """Return how many municipalities some initiatives have in a year, with what share of the people."""
    try:
        found = coverage(
            [present(row) for row in rows],
            year=year,
            figures_year=people.latest(year),
            population=people,
            of=of,
        )
    except NotCovered as refused:
        return Reach(of, None, refused.said)
    return Reach(of, found, None)


def reaches(rows: Sequence[Initiative], *, year: int, people: People, county: str) -> list[Reach]:
    """Return the sums in relation to the country and to the county; the county's only where one is in it."""
    found = [reach(rows, year=year, people=people, of=COUNTRY)]
    try:
        own = area(county)
    except UnknownArea:  # a network has no county
        return found
    there = {stay.area[:2] for row in rows for stay in present(row) if stay.holds(year)}
    return [*found, reach(rows, year=year, people=people, of=own)] if county in there else found


@dataclass(frozen=True, slots=True)
class Purse:
    """Money together: by the kind of source, largest first, and in all; whether an invented sum is in it."""

    kinds: tuple[tuple[str, int], ...]
    has_invented: bool

    @property
    def total(self) -> int:
        """All of it, in kronor."""
        return sum(amount for _, amount in self.kinds)


def purse(rows: Sequence[Initiative]) -> Purse | None:
    """Return the money of some initiatives, each counted once; None where none is written down."""
    by_kind = money_by_kind((row.pk, sums(row)) for row in rows)
    if not by_kind:
        return None
    labels = dict(Money.Kind.choices)
    kinds = sorted(by_kind.items(), key=lambda one: (-one[1], one[0]))
    invented = any(row.invented and row.money.all() for row in rows)
    return Purse(tuple((str(labels[kind]), amount) for kind, amount in kinds), invented)


def counted(rows: Sequence[Initiative]) -> list[tuple[str, int]]:
    """Return what the logs of some initiatives have counted, by what it was."""
    once = {row.pk: row for row in rows}.values()
    return counted_together(
        (one.count, one.counted) for row in once for one in row.entries.all() if one.count is not None
    )


def joined_map(
    rows: Sequence[Initiative], *, year: int, county: str, language: Language, title: Said
) -> Charted | None:
    """Return a map of the municipalities that take part in a year, None where none does."""
    initiatives = {row.pk: row for row in rows}.values()
    try:
        places = taking_part([present(row) for row in initiatives], year=year)
    except NotCovered:
        return None
    if not places:
        return None
    parts = tuple(
        (
            one,
            tuple(
                row.title
                for row in initiatives
                for stay in present(row)
                if stay.area == one.code and stay.holds(year)
            ),
        )
        for one in places
    )
    is_home = county in {one.county for one in places}
    home = [one.code for one in municipalities_of(county)] if is_home else []
    codes = (*([county] if is_home else []), *sorted({*home, *(one.code for one in places)}))
    chart = _map(title, year, parts, codes, language)
    return kept(chart) if chart is not None else None


@lru_cache(maxsize=MADE)
def _map(
    title: Said,
    year: int,
    parts: tuple[tuple[Area, tuple[str, ...]], ...],
    codes: tuple[str, ...],
    language: Language,
) -> Charted | None:
    """Return a map, made once a process for what is the same."""
    picture = Joined(title=title, year=year, parts=parts, shapes=boundaries(codes))
    if not any(one.code in picture.shapes for one, _ in parts):
        return None
    chart = joined_chart(picture, language=language)
    return Charted(
        id="map",
        title=chart.title,
        sentence=chart.sentence,
        table=chart.table,
        drawings=drawings(chart),
    )


def in_all() -> Said:
    """Return the title of the map of all initiatives that are shown."""
    return Said("Kommuner som är med i insatserna", "Municipalities in the initiatives")


def together(count: int) -> str:
    """Return how many initiatives are shown, in the page's language."""
    if not count:
        return gettext("No initiatives")
    return gettext("One initiative") if count == 1 else gettext("%(count)s initiatives") % {"count": count}


@dataclass(frozen=True, slots=True)
class Brief:
    """How many initiatives there are, and what their municipalities sum to."""

    count: int
    reach: Reach


def initiatives_in_brief(rows: Sequence[Initiative], *, year: int, people: People) -> Brief | None:
    """Return some initiatives in brief, None of none."""
    return Brief(len(rows), reach(rows, year=year, people=people, of=COUNTRY)) if rows else None
