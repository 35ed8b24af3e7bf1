"""An initiative as plain values, what is wrong with one, and sums over several: money, what was counted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from laget.core.areas import Kind, UnknownArea, area
from laget.core.coverage import Stay
from laget.core.search import folded
from laget.core.words.said import Refusal, Said

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_MONEY = 10**13  # kronor
MOST_CHANGE = 10**12  # of an indicator, in its unit
LONGEST_NAME, LONGEST_TITLE, LONGEST_TEXT = 200, 300, 500  # characters
LONGEST_WRITING = 20_000  # characters of what it does; a cell of a workbook holds 32 767
OVER = frozenset({"ended", "stopped"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that takes part, and as what."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a source gives, in whole kronor."""

    kind: str
    source: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What shall be there by a day, and the day it was."""

    title: str
    due: date
    reached: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoped:
    """An indicator that is hoped to move: by how much in its unit, where (empty is the county), until."""

    indicator: str
    area: str = ""
    by: float
    since: int
    until: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An initiative with all its parts; `serves` are ids of elements."""

    title: str
    owner: str
    kind: str = "project"
    status: str = "planned"
    text: str = ""
    practice: str = ""
    link: str = ""
    starts: date | None = None
    ends: date | None = None
    public: bool = False
    invented: bool = False
    partners: tuple[Partner, ...] = ()
    places: tuple[Stay, ...] = ()
    money: tuple[Sum, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    serves: tuple[str, ...] = ()
    hopes: tuple[Hoped, ...] = ()


Place = tuple[str | int, ...]
"""Where in a description something is: ("places", 2, "left"), ("owner",)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a description."""

    place: Place
    said: Said


class Unfitting(Refusal):
    """A description that cannot be kept; `faults` is all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Said(" ".join(one.said.sv for one in faults), " ".join(one.said.en for one in faults))
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What an initiative may point at: elements and indicators by their ids, with what they are called."""

    elements: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)


def faults_of(one: Described, *, known: Known | None, today: date | None = None) -> list[Fault]:
    """Return all that is wrong with a description.

    Without `known` ids are not looked up; without `today` nothing is held against the calendar.
    """
    found: list[Fault] = []

    def tell(sv: str, en: str, *place: str | int) -> None:
        found.append(Fault(place, Said(sv, en)))

    if not one.title.strip():
        tell("Insatsen saknar namn.", "The initiative has no name.", "title")
    if not one.owner.strip():
        tell("Insatsen saknar ägare.", "The initiative has no owner.", "owner")
    if one.starts and one.ends and one.ends < one.starts:
        tell("Insatsen slutar innan den börjar.", "The initiative ends before it begins.", "ends")
    if one.status in OVER and one.ends is None:
        tell(
            "Skriv vilken dag insatsen slutade, så att dess kommuner inte räknas längre än så.",
            "Write the day that the initiative ended, so that its municipalities count no longer.",
            "ends",
        )
    if one.link and not one.link.startswith(("https://", "http://")):
        tell("Länken ska börja med https://.", "The link shall begin with https://.", "link")
    found += _too_long(one)
    found += _twice("partners", "name", [one.name for one in one.partners])
    found += _twice("money", "source", [one.source for one in one.money])
    found += _twice("places", "area", [one.area for one in one.places])
    found += _twice("hopes", "indicator", [f"{one.indicator} {one.area}" for one in one.hopes])
    found += _twice("serves", None, list(one.serves))
    for at, stay in enumerate(one.places):
        found += _area(stay.area, ("places", at, "area"), kinds=(Kind.MUNICIPALITY,))
        found += _years(("places", at, "joined"), stay.joined)
        if stay.left is not None:
            found += _years(("places", at, "left"), stay.left)
            if stay.left <= stay.joined:
                tell(
                    f"Kommunen lämnar {stay.left}, men kom med först {stay.joined}.",
                    f"The municipality leaves in {stay.left}, but joined only in {stay.joined}.",
                    *("places", at, "left"),
                )
    for at, sum_ in enumerate(one.money):
        if not 0 < sum_.amount <= MOST_MONEY:
            tell("Beloppet ska vara större än noll.", "The sum shall be above zero.", "money", at, "amount")
    for at, milestone in enumerate(one.milestones):
        if today is not None and milestone.reached is not None and milestone.reached > today:
            tell(
                "Dagen har inte varit än. Lämna tomt tills milstolpen är nådd.",
                "That day has not been yet. Leave it empty until the milestone is reached.",
                *("milestones", at, "reached"),
            )
    for at, hope in enumerate(one.hopes):
        if hope.area:
            kinds = (Kind.COUNTRY, Kind.COUNTY, Kind.MUNICIPALITY)
            found += _area(hope.area, ("hopes", at, "area"), kinds=kinds)
        found += _years(("hopes", at, "since"), hope.since) + _years(("hopes", at, "until"), hope.until)
        if hope.until <= hope.since:
            tell(
                "Det sista året ska komma efter det år som förändringen räknas från.",
                "The last year shall come after the year that the change is counted from.",
                *("hopes", at, "until"),
            )
        if not isfinite(hope.by) or hope.by == 0 or abs(hope.by) > MOST_CHANGE:
            tell(
                "Skriv hur mycket indikatorn hoppas ändras, med tecken: −2 eller 1,5.",
                "Write how much the indicator is hoped to change, with its sign: −2 or 1.5.",
                *("hopes", at, "by"),
            )
    if known is not None:
        found += [
            Fault(("serves", at), Said(f"Strategin har inget ”{id_}”.", f"The strategy has no “{id_}”."))
            for at, id_ in enumerate(one.serves)
            if id_ not in known.elements
        ]
        found += [
            Fault(
                ("hopes", at, "indicator"),
                Said(
                    f"Strategin har ingen indikator ”{hope.indicator}”.",
                    f"The strategy has no indicator “{hope.indicator}”.",
                ),
            )
            for at, hope in enumerate(one.hopes)
            if hope.indicator not in known.indicators
        ]
    return found


def _too_long(one: Described) -> Iterator[Fault]:
    texts: list[tuple[Place, str, int]] = [
        (("title",), one.title, LONGEST_TITLE),
        (("owner",), one.owner, LONGEST_NAME),
        (("link",), one.link, LONGEST_TEXT),
        (("text",), one.text, LONGEST_WRITING),
        (("practice",), one.practice, LONGEST_WRITING),
    ]
    for at, partner in enumerate(one.partners):
        texts.append((("partners", at, "name"), partner.name, LONGEST_NAME))
        texts.append((("partners", at, "role"), partner.role, LONGEST_NAME))
    texts += [(("money", at, "source"), sum_.source, LONGEST_NAME) for at, sum_ in enumerate(one.money)]
    texts += [(("milestones", at, "title"), m.title, LONGEST_TITLE) for at, m in enumerate(one.milestones)]
    texts += [(("hopes", at, "text"), hope.text, LONGEST_TEXT) for at, hope in enumerate(one.hopes)]
    for place, text, most in texts:
        if len(text) > most:
            yield Fault(
                place, Said(f"Texten är längre än {most} tecken.", f"The text is longer than {most} signs.")
            )


def _twice(part: str, name: str | None, keys: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if folded(key.strip()) in seen:
            place = (part, at) if name is None else (part, at, name)
            yield Fault(place, Said("Det står här två gånger.", "It stands here twice."))
        seen.add(folded(key.strip()))


def _area(code: str, place: Place, *, kinds: Collection[Kind]) -> list[Fault]:
    try:
        found = area(code)
    except UnknownArea as unknown:
        sv, en = (f"{text[:1].upper()}{text[1:]}." for text in (unknown.said.sv, unknown.said.en))
        return [Fault(place, Said(sv, en))]
    if found.kind in kinds:
        return []
    return [Fault(place, Said(f"{found.name_sv} är ingen kommun.", f"{found.name_en} is no municipality."))]


def _years(place: Place, year: int) -> list[Fault]:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return []
    return [
        Fault(
            place,
            Said(
                f"Skriv ett år från {FIRST_YEAR} till {LAST_YEAR}.",
                f"Write a year from {FIRST_YEAR} to {LAST_YEAR}.",
            ),
        )
    ]


def money_by_kind(initiatives: Iterable[tuple[int, Sequence[Sum]]]) -> dict[str, int]:
    """Return the kronor of each kind of source; an initiative (its key) that comes twice is summed once."""
    totals: dict[str, int] = {}
    for sums in dict(initiatives).values():
        for one in sums:
            totals[one.kind] = totals.get(one.kind, 0) + one.amount
    return totals


def counted_together(entries: Iterable[tuple[int, str]]) -> list[tuple[str, int]]:
    """Return how many of each that was counted, under the words it was first written with, most first."""
    names: dict[str, str] = {}
    totals: dict[str, int] = {}
    for count, what in entries:
        key = folded(" ".join(what.split()))
        names.setdefault(key, what.strip())
        totals[key] = totals.get(key, 0) + count
    return sorted(((names[key], total) for key, total in totals.items()), key=lambda one: (-one[1], one[0]))
