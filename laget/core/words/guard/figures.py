"""The figures a number in a text may stand for, found where it has no binding of its own."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from laget.core.areas import COUNTIES, MUNICIPALITIES, UnknownArea, area, municipalities_of
from laget.core.periods import period
from laget.core.strategy.document import said
from laget.core.words.binding import TOTAL, BadBinding, Cells, Fact, Ground, Resolved, resolve
from laget.core.words.guard import lexicon
from laget.core.words.guard.numbers import Kind, Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.guard.titles import Titles

GROUP_WORDS = {
    "women": r"kvinn|flick|women|girls|female",
    "men": r"\bm[äa]n\b|männe|pojk|\bmen\b|boys",
    "born_abroad": r"utrikes|utlandsföd|foreign|abroad",
    "born_in_sweden": r"inrikes|born in sweden",
}
# What a sentence says of the small numbers of a verdict, which many figures have.
FACT_WORDS = {
    "chance": r"chans|sannolik|chance|probab",
    "held": r"hållit|håller|held|holds",
    "of_made": r"hållit|håller|held|holds",
    "required_over_actual": r"takt|gånger|fort|snabb|pace|times|fast",
    "required": r"om året|per år|takt|årlig|year|pace",
    "actual": r"om året|per år|takt|årlig|year|pace",
    "left": r"kvar|återst|left|remain",
    "rank": r"plats|placering|rank|place",
    "of": r"\blän\b|länen|kommun|counties|munic",
    "years_late": r"\bår\b|years",
    "low": r"mellan|hamnar|between|about",
    "middle": r"ungefär|omkring|hamnar|about",
    "high": r"mellan|hamnar|between|about",
}
PER_CENT = frozenset({"percent", "percent_free"})
# What a sentence says when it speaks of other places than the region.
ELSEWHERE = {
    2: r"\blän\b|\blänen\b|\bregioner|\bplats\b|lägst|högst|counties|regions|lowest|highest",
    4: r"kommun|inland|kust|lägst|högst|varier|spridning|munic|lowest|highest|range",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure."""

    indicator: str
    area: str
    period: str
    group: str
    value: float


class Listed(Cells, Protocol):
    """Figures that can also be gone through."""

    def every(self) -> Iterable[Cell]:
        """Yield each figure there is."""


class CellTable:
    """Figures in a dict: an edition's cells, a store's tables or a test's own."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = {(one.indicator, one.area, one.period, one.group): one for one in cells}

    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
        """Return the figure, None where there is none."""
        found = self._cells.get((indicator, area, period, group))
        return found.value if found else None

    def every(self) -> Iterator[Cell]:
        """Yield each figure there is."""
        yield from self._cells.values()


class Known:
    """All the figures of an edition that a text may speak of."""

    def __init__(self, ground: Ground, *, cells: Listed) -> None:
        self.ground = ground
        self.cells = cells
        self._series: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
        for one in cells.every():
            when = period(one.period)
            key = (one.indicator, one.area, one.group)
            if when.part is None:
                self._series[key][when.last_year] = one.value
        self._facts: dict[int, str] = {}
        self.units = {one.id: one.unit for one in ground.document.indicators}

    def series(self, indicator: str, *, area: str, group: str = TOTAL) -> Mapping[int, float]:
        """Return the yearly figures of one series, by year."""
        return self._series.get((indicator, area, group), {})

    def latest(self, resolved: Resolved) -> int | None:
        """Return the latest year of the series a number is of."""
        return max(self.series(resolved.indicator, area=resolved.area, group=resolved.group), default=None)

    @cached_property
    def levels(self) -> tuple[Resolved, ...]:
        """Every yearly figure, as a bound number."""
        return tuple(
            Resolved(value, self.units[name], 1, name, place, last=str(year), group=group)
            for (name, place, group), by_year in self._series.items()
            if name in self.units
            for year, value in by_year.items()
        )

    @cached_property
    def facts(self) -> tuple[Resolved, ...]:
        """Every number of every verdict, as a bound number."""
        names = (
            "value", "threshold", "projected", "travel_change", "gap", "base_value", "left", "required",
            "actual", "required_over_actual", "years_late", "people", "population", "rank", "of", "chance",
            "low", "middle", "high", "held", "of_made",
        )  # fmt: skip
        found: dict[str, Resolved] = {}
        for target in self.ground.verdicts:
            for name in names:
                try:
                    found[f"{target}.{name}"] = resolve(Fact(target, name), ground=self.ground)
                except BadBinding:
                    continue
        self._facts = {id(one): name.rsplit(".", 1)[1] for name, one in found.items()}
        return tuple(found.values())

    def fact_of(self, figure: Resolved) -> str:
        """Return which of a verdict's numbers a figure is."""
        return self._facts.get(id(figure), "")

    def near(self, number: Number) -> Iterator[Resolved]:
        """Yield every figure and fact that a number, as it is written, can stand for."""
        size = abs(number.value)
        reach = max(number.half, 500.0 if size >= 10_000 else 0.0, 0.03 * size if number.said_about else 0.0)
        reach = max(reach, 2 * number.half) * 1.00001
        values, figures = self._by_size
        first, last = bisect_left(values, size - reach), bisect_right(values, size + reach)
        found = sorted(figures[first:last])
        return (self._all[place] for place in found if fits(number, self._all[place].value))

    @cached_property
    def _all(self) -> tuple[Resolved, ...]:
        return self.levels + self.facts

    @cached_property
    def _by_size(self) -> tuple[list[float], list[int]]:
        """The sizes of all figures in order, and which figure each is of."""
        order = sorted((abs(one.value), place) for place, one in enumerate(self._all))
        return [size for size, _ in order], [place for _, place in order]

    @cached_property
    def beside(self) -> Mapping[tuple[str, str, str], tuple[Resolved, ...]]:
        """The figures of all places, by indicator, group and year."""
        found: dict[tuple[str, str, str], list[Resolved]] = defaultdict(list)
        for one in self.levels:
            found[one.indicator, one.group, one.last].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    @cached_property
    def titles(self) -> Titles:
        """The titles of all indicators."""
        return Titles({one.id: said(one.title) for one in self.ground.document.indicators})

    @cached_property
    def judged(self) -> Titles:
        """The titles of the indicators that have targets."""
        names = {one.indicator for one in self.ground.verdicts.values()}
        return Titles({one.id: said(one.title) for one in self.ground.document.indicators if one.id in names})

    def names(self, code: str, text: str) -> bool:
        """Tell whether a text names a place."""
        return _named(code, text, self) == 2  # its name stands there

    def named(self, text: str) -> frozenset[str]:
        """Return the places with figures that a text names."""
        return frozenset(code for code in self._areas if self.names(code, text))

    @cached_property
    def _areas(self) -> frozenset[str]:
        return frozenset(one.area for one in self.levels)

    @cached_property
    def decided(self) -> frozenset[float]:
        """The numbers that the targets themselves are written with: values, shares, steps."""
        return frozenset(one for target in self.ground.document.targets for one in self.decided_of(target.id))

    def decided_of(self, target: str) -> frozenset[float]:
        """Return the numbers that one target is written with."""
        return frozenset(_decided(self.ground.document.target(target).model_dump(mode="json")))

    @cached_property
    def counts(self) -> frozenset[float]:
        """How many counties and municipalities there are."""
        code = self.ground.document.region.code
        try:
            own = float(len(municipalities_of(code)))
        except UnknownArea:
            own = 0.0
        return frozenset({float(len(COUNTIES)), float(len(MUNICIPALITIES)), own})


def _decided(part: object) -> Iterator[float]:
    if isinstance(part, bool):
        return
    if isinstance(part, int | float):
        yield abs(float(part))
        yield round(100 * abs(float(part)), 9)
    elif isinstance(part, str):
        yield from (float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", part))
    elif isinstance(part, list):
        yield float(len(part))
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _decided(one)


def fits(number: Number, value: float) -> bool:
    """Tell whether a number as written can stand for `value`, by the word before it."""
    size = abs(number.value)
    about = number.said_about
    distance = abs(abs(value) - size)
    if distance <= number.half * 1.000001:
        return True
    if size >= 10_000 and number.text.endswith("000") and distance <= 500:  # rounded to thousands
        return True
    if about and re.fullmatch(f"{lexicon.ABOUT}|{lexicon.ABOVE}|{lexicon.BELOW}", about):
        return distance <= max(2 * number.half, 0.03 * size) * 1.000001
    return False


def bound_by_itself(sentence: Sentence, *, known: Known) -> Sentence:
    """Return the sentence with each number that equals a figure bound to the likeliest one."""
    titles = known.titles.most(sentence)
    spoken = titles | known.titles.near(sentence)
    numbers = tuple(_bound(one, sentence, known, titles, spoken) for one in sentence.numbers)
    return replace(sentence, numbers=numbers)


def _bound(
    number: Number, sentence: Sentence, known: Known, titles: frozenset[str], spoken: frozenset[str]
) -> Number:
    if number.kind is not Kind.VALUE or number.bound is not None or number.marked:
        return number
    candidates = [one for one in known.near(number) if _same_kind(number, one)]
    # A figure that nothing in the sentence points to is a coincidence.
    candidates = [one for one in candidates if _pointed_to(one, number, sentence, known, spoken)]
    if not candidates:
        return number
    scored = [(_score(one, number, sentence, known, titles), place) for place, one in enumerate(candidates)]
    return replace(number, bound=candidates[max(scored, key=lambda pair: (pair[0], -pair[1]))[1]])


def _pointed_to(
    figure: Resolved, number: Number, sentence: Sentence, known: Known, spoken: frozenset[str]
) -> bool:
    """Tell whether words lead to a figure: its indicator and place, or a number that few figures have."""
    own = known.ground.document.region.code
    text = sentence.paragraph
    if (
        figure.target
        and figure.indicator in spoken
        and (figure.area == own or _named(figure.area, text, known))
    ):
        words = FACT_WORDS.get(known.fact_of(figure), "")
        return re.search(words, sentence.text, re.IGNORECASE) is not None
    if figure.target and figure.area == own and re.search(r"\bmål\w*|\btarget", text, re.IGNORECASE):
        return True
    digits = len(re.sub(r"\D", "", number.text).lstrip("0"))
    by_year = _score(figure, number, sentence, known, frozenset())[1] > 0
    if not by_year and digits < 3 and number.half >= 0.5:  # two digits fit many
        return False
    if digits >= 5 and abs(abs(number.value) - abs(figure.value)) < number.half:  # too many to be a chance
        return figure.area == own or _named(figure.area, text, known) > 0
    named = figure.area == own or _named(figure.area, text, known) > 0
    if figure.indicator in spoken:
        if figure.target or named or not known.series(figure.indicator, area=own):
            return True
        return re.search(ELSEWHERE.get(len(figure.area), "^$"), text, re.IGNORECASE) is not None
    return named and by_year and digits >= 3  # two digits fit many


def _same_kind(number: Number, figure: Resolved) -> bool:
    if number.unit == "percent":
        return figure.unit in PER_CENT
    if number.unit == "points":
        return figure.unit == "points"
    return figure.unit not in PER_CENT | {"points"} or not number.unit


def _score(
    figure: Resolved, number: Number, sentence: Sentence, known: Known, titles: frozenset[str]
) -> tuple[int, int, int, int, float]:
    """Return how likely a number speaks of a figure: title, year, group, area, and how near it is."""
    text = sentence.context
    year = int(figure.last) if figure.last.isdigit() else 0
    years = sentence.years | (sentence.said_years if not sentence.years else frozenset())
    latest = known.latest(figure)
    by_year = 2 if year in years else int(year == latest or not figure.last)
    groups = {name for name, words in GROUP_WORDS.items() if re.search(words, text, re.IGNORECASE)}
    by_group = int(figure.group in groups if groups else figure.group == TOTAL)
    return (
        int(figure.indicator in titles),
        by_year,
        by_group,
        _named(figure.area, text, known),
        -abs(figure.value - number.value),
    )


def _named(code: str, text: str, known: Known) -> int:
    try:
        place = area(code)
    except UnknownArea:
        return 0
    folded = text.casefold()
    short = place.name_sv.removesuffix("s län").removesuffix(" län").casefold()
    if short in folded or (code == "00" and re.search(r"riket|riks|sverige|landet|country|sweden", folded)):
        return 2
    return int(code == known.ground.document.region.code)
