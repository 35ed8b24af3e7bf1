"""How many people live in the municipalities that initiatives reach, and what share: each counted once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from laget.core.areas import COUNTRY, Area, Kind, UnknownArea, area
from laget.core.units import swedish_key
from laget.core.words.said import Refusal, Said


class NotCovered(Refusal):
    """A sum over municipalities that cannot be formed: says what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A municipality that takes part from the year `joined`; `left` is the first year it no longer does."""

    area: str
    joined: int
    left: int | None = None

    def holds(self, year: int) -> bool:
        """Whether it takes part in a year."""
        return self.joined <= year and (self.left is None or year < self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """How many people live in an area in a year, and whose figure that is."""

    people: int
    indicator: str
    source: Said
    is_invented: bool = False


Population = Callable[[str, int], Headcount | None]
"""The people of an area (code) in a year, None where there is no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The municipalities that take part in `year`, each once, with their people in `figures_year`.

    `parts` are those that lie in `of`, the country or a county, in Swedish order; `outside` the others, which
    are in no sum; `whole` is the people of all of `of`.
    """

    of: Area
    year: int
    figures_year: int
    parts: tuple[tuple[Area, Headcount], ...]
    outside: tuple[Area, ...]
    whole: Headcount

    @property
    def count(self) -> int:
        """How many municipalities are counted."""
        return len(self.parts)

    @property
    def people(self) -> int:
        """How many people live in them."""
        return sum(one.people for _, one in self.parts)

    @property
    def share(self) -> float:
        """Their share of the people of `of`, in per cent."""
        return 100 * self.people / self.whole.people

    @property
    def counties(self) -> tuple[str, ...]:
        """The codes of the counties they lie in."""
        return tuple(sorted({str(one.county) for one, _ in self.parts}))

    @property
    def invented(self) -> tuple[Area, ...]:
        """The areas whose figure is invented."""
        known = (*self.parts, (self.of, self.whole))
        return tuple(one for one, figure in known if figure.is_invented)

    @property
    def sources(self) -> tuple[Said, ...]:
        """Whose figures the sum rests on, each once."""
        return tuple(dict.fromkeys(one.source for one in (*(figure for _, figure in self.parts), self.whole)))


def taking_part(initiatives: Iterable[Sequence[Stay]], *, year: int) -> tuple[Area, ...]:
    """Return the municipalities that take part in a year, each once however many initiatives it is in.

    They stand in Swedish order. Raises NotCovered for a code that is no municipality, and where one
    initiative has the same municipality twice.
    """
    found: dict[str, Area] = {}
    for stays in initiatives:
        here: set[str] = set()
        for stay in stays:
            place = _municipality(stay.area)
            if place.code in here:
                raise NotCovered(
                    Said(
                        f"{place.name_sv} står två gånger i samma insats. Ta bort den ena raden.",
                        f"{place.name_en} stands twice in the same initiative. Remove one of the rows.",
                    )
                )
            here.add(place.code)
            if stay.holds(year):
                found[place.code] = place
    return tuple(sorted(found.values(), key=lambda one: swedish_key(one.name_sv)))


def coverage(
    initiatives: Iterable[Sequence[Stay]],
    *,
    year: int,
    figures_year: int,
    population: Population,
    of: Area = COUNTRY,
) -> Coverage:
    """Return what the municipalities of these initiatives sum to in a year; each initiative is its stays.

    People: the sum of the municipalities' people in `figures_year`. Share: that sum over the people of `of`
    the same year. Raises NotCovered where no municipality takes part, where one has no figure, where `of` has
    none, and as `taking_part` does: nothing is summed in part.
    """
    together = taking_part(initiatives, year=year)
    inside = [one for one in together if of == COUNTRY or one.county == of.county]
    if not inside:
        raise NotCovered(_nobody(year, of=of if together else None))
    figures = [(one, population(one.code, figures_year)) for one in inside]
    lacking = [one for one, figure in figures if figure is None]
    if lacking:
        names = Said(
            ", ".join(one.name_sv for one in lacking[:4]), ", ".join(one.name_en for one in lacking[:4])
        )
        more = len(lacking) - 4
        sv, en = (f" och {more} till", f" and {more} more") if more > 0 else ("", "")
        raise NotCovered(
            Said(
                f"Summan kan inte räknas: folkmängden {figures_year} saknas för {names.sv}{sv}.",
                f"The sum cannot be formed: there is no population of {names.en}{en} for {figures_year}.",
            )
        )
    whole = population(of.code, figures_year)
    if whole is None or whole.people <= 0:
        sv = "riket" if of == COUNTRY else of.name_sv
        raise NotCovered(
            Said(
                f"Andelen kan inte räknas: folkmängden {figures_year} saknas för {sv}.",
                f"The share cannot be formed: there is no population of {of.name_en} for {figures_year}.",
            )
        )
    return Coverage(
        of=of,
        year=year,
        figures_year=figures_year,
        parts=tuple((one, figure) for one, figure in figures if figure is not None),
        outside=tuple(one for one in together if one not in inside),
        whole=whole,
    )


def _municipality(code: str) -> Area:
    try:
        found = area(code)
    except UnknownArea as unknown:
        raise NotCovered(
            Said(
                f"Summan kan inte räknas: {unknown.said.sv}.", f"The sum cannot be formed: {unknown.said.en}."
            )
        ) from unknown
    if found.kind is not Kind.MUNICIPALITY:
        raise NotCovered(
            Said(
                f"Summan räknas över kommuner, och {found.name_sv} är ingen kommun.",
                f"The sum is over municipalities, and {found.name_en} is none.",
            )
        )
    return found


def _nobody(year: int, *, of: Area | None) -> Said:
    if of is None:
        return Said(f"Ingen kommun är med {year}.", f"No municipality takes part in {year}.")
    return Said(
        f"Ingen kommun i {of.name_sv} är med {year}.",
        f"No municipality in {of.name_en} takes part in {year}.",
    )
