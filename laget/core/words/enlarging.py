"""A gap told as so many times larger and as something familiar, each with its formula, or why not."""

from dataclasses import dataclass
from math import floor, log10

from laget.core.areas import area
from laget.core.followup.burden import Burden, Side
from laget.core.followup.reach import Reach
from laget.core.followup.touch import Familiar, Touch
from laget.core.followup.verdict import PeopleReason, Verdict
from laget.core.series import TOTAL
from laget.core.strategy.document import Indicator, said
from laget.core.words.binding import Cells
from laget.core.words.measure import decimals_of
from laget.core.words.numbers import number, unit
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import Text, marked, marked_numbers
from laget.core.words.touching import touching

MASS = frozenset({"tonnes_per_person", "kg_per_person"})
WHY_NOT_COUNTED = {
    PeopleReason.UNIT: Said(
        "Indikatorn är ingen andel av en befolkning.", "The indicator is no share of a population."
    ),
    PeopleReason.AGES_DIFFER: Said(
        "Indikatorn och folkmängden gäller olika åldrar.",
        "The indicator and the population are of different ages.",
    ),
    PeopleReason.NO_COMMON_YEAR: Said(
        "Inget år har både siffran och folkmängden.", "No year has both the figure and the population."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence with the bindings of its numbers, and its formula; what is refused has no formula.

    `indicators` are the ids of those whose figures it rests on, `places` the areas, `year` the figures' own.
    """

    sv: Text
    en: Text
    formula: Said | None = None
    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    year: int | None = None

    @property
    def said(self) -> Said:
        """The sentence as it is read."""
        return Said(self.sv.text, self.en.text)

    @property
    def is_refused(self) -> bool:
        """Whether there is a reason in place of a sentence."""
        return self.formula is None


def refused(reason: Said) -> Told:
    """Return a reason in place of a sentence."""
    return Told(sv=Text(reason.sv), en=Text(reason.en))


def enlarged(found: Burden, *, verdict: Verdict, indicator: Indicator, cells: Cells) -> Told:
    """Return how many times larger something is in relation to share of population, or why it is not told."""
    sv, en = (Text(_enlarged(found, verdict, indicator, cells, language)) for language in LANGUAGES)
    if found.times.times is None:
        return Told(sv=sv, en=en)
    of = (indicator.people,) if indicator.people is not None and found.a.population is not None else ()
    return Told(
        sv=sv,
        en=en,
        formula=Said(*(_formula(found, indicator, language) for language in LANGUAGES)),
        indicators=(indicator.id, *of),
        places=tuple(dict.fromkeys((found.a.area, found.b.area))),
        year=found.year,
    )


def as_familiar(like: Familiar | None, *, verdict: Verdict, indicator: Indicator, cells: Cells) -> Told:
    """Return a gap as something familiar, "148 bussar", or why it is not told so."""
    people = verdict.gap.people if verdict.gap is not None else None
    if like is None or people is None or people.count is None:
        return refused(_why_not_familiar(verdict, indicator))
    found = Touch(familiar=like)
    sv, en = (
        Text(
            f"{_title(indicator, language)}: {Said('gapet är', 'the gap is').to(language)} "
            f"{_clause(found, verdict, indicator, cells, language)}."
        )
        for language in LANGUAGES
    )
    return Told(
        sv=sv,
        en=en,
        formula=Said(*(_familiar_formula(like, verdict, language) for language in LANGUAGES)),
        indicators=(indicator.id, *((indicator.people,) if people.population is not None else ()))
        if indicator.people is not None
        else (indicator.id,),
        places=(verdict.area,),
        year=people.year,
    )


def _clause(found: Touch, verdict: Verdict, indicator: Indicator, cells: Cells, language: Language) -> str:
    clauses = touching(found, verdict=verdict, indicator=indicator, cells=cells, language=language)
    return clauses[0].inside


def _title(indicator: Indicator, language: Language) -> str:
    title = said(indicator.title).to(language)
    return marked_numbers(GRAMMARS[language].invented(title) if indicator.invented else title)


def _enlarged(found: Burden, verdict: Verdict, indicator: Indicator, cells: Cells, language: Language) -> str:
    title = _title(indicator, language)
    if found.a.population is not None or found.times.times is None:
        return f"{title}: {_clause(Touch(burdens=(found,)), verdict, indicator, cells, language)}."
    return f"{title}: {_rate(found, indicator, language)}."


def _rate(found: Burden, indicator: Indicator, language: Language) -> str:
    times = found.times.times
    assert times is not None  # noqa: S101 - the caller has one
    here, there = (_where(side, language) for side in (found.a, found.b))
    is_mass = indicator.unit in MASS
    noun = Said("mängden", "amount") if is_mass else Said("antalet", "number")
    shown = marked(_times(times, language))
    if _times(times, language) == _times(1.0, language):
        alike = "lika stor" if is_mass else "lika stort"
        body = Said(f"ungefär {alike} {here} som {there}", f"about as large {here} as {there}")
    elif times > 1:
        body = Said(f"{shown} gånger större {here} än {there}", f"{shown} times larger {here} than {there}")
    else:
        large = "stor" if is_mass else "stort"
        body = Said(
            f"mindre {here} än {there}, {shown} gånger så {large}",
            f"smaller {here} than {there}, {shown} times as large",
        )
    return Said(
        f"{noun.sv} {found.year} är {body.sv}, satt i relation till andelen av befolkningen",
        f"the {noun.en} in {found.year} is {body.en}, in relation to share of the population",
    ).to(language)


def _where(side: Side, language: Language) -> str:
    grammar = GRAMMARS[language]
    if side.group == TOTAL:
        return grammar.within(area(side.area))
    name = marked_numbers(grammar.group(side.group))
    return Said(f"för {name}", f"for {name}").to(language)


def _times(times: float, language: Language) -> str:
    decimals = 0 if times >= 9.95 else max(1, -floor(log10(times)))
    return number(times, decimals=decimals, language=language)


def _formula(found: Burden, indicator: Indicator, language: Language) -> str:
    times, a, b = found.times.times, found.a, found.b
    assert times is not None and a.burden is not None and b.burden is not None  # noqa: S101, PT018
    shown = _times(times, language)
    if a.population is None or b.population is None:
        least = indicator.shown_decimals
        one, other = (
            number(value, decimals=max(least, -floor(log10(abs(value)))), language=language)
            for value in (a.burden, b.burden)
        )
        return Said(
            f"{one} / {other} ≈ {shown}. Båda är redan satta i relation till sin egen befolkning.",
            f"{one} / {other} ≈ {shown}. Both are already in relation to their own population.",
        ).to(language)
    one, other, many, all_ = (
        number(value, decimals=0, language=language)
        for value in (a.burden, b.burden, a.population, b.population)
    )
    return Said(
        f"({one} / {other}) / ({many} / {all_}) ≈ {shown}: antalen över varandra, delat med folkmängderna "
        "över varandra.",
        f"({one} / {other}) / ({many} / {all_}) ≈ {shown}: the numbers over each other, divided by the "
        "populations over each other.",
    ).to(language)


def _familiar_formula(like: Familiar, verdict: Verdict, language: Language) -> str:
    people = verdict.gap.people if verdict.gap is not None else None
    assert people is not None and people.count is not None  # noqa: S101, PT018 - the caller has them
    count = number(people.count, decimals=0, language=language)
    size = number(like.size, decimals=decimals_of(like.size), language=language)
    of = unit(people.of).to(language)
    decimals = 0 if like.number.is_integer() else 1
    shown = number(like.number, decimals=decimals, language=language)
    made = Said(f"Gapet är {count} {of}.", f"The gap is {count} {of}.").to(language)
    if people.population is not None:
        whole = number(people.population, decimals=0, language=language)
        made = Said(
            f"Avståndet till målet {people.year} gånger folkmängden ({whole}) är {count} {of}.",
            f"The distance to the target in {people.year} times the population ({whole}) is {count} {of}.",
        ).to(language)
    if people.of == "tonnes" and like.of == "kg":  # the size is weighed in kilograms
        kilograms = number(people.count * 1000, decimals=0, language=language)
        made = f"{made} {Said(f'Det är {kilograms} kg.', f'That is {kilograms} kg.').to(language)}"
        count = kilograms
    return Said(
        f"{made} {count} / {size} ≈ {shown}. Storleken: {like.source}.",
        f"{made} {count} / {size} ≈ {shown}. The size: {like.source}.",
    ).to(language)


def _why_not_familiar(verdict: Verdict, indicator: Indicator) -> Said:
    gap = verdict.gap
    if gap is None:
        return Said(
            "Gapet kan inte räknas: målet har ingen nivå, eller kan inte bedömas.",
            "The gap cannot be counted: the target has no level, or cannot be judged.",
        )
    if gap.people is None and verdict.reach is Reach.MET:
        return Said(
            "Målet är nått: det finns inget gap att räkna.", "The target is met: no gap is left to count."
        )
    if gap.people is None and indicator.people is None:
        return Said(
            "Gapet räknas inte i antal: indikatorn har ingen folkmängd.",
            "The gap is not counted: the indicator has no population.",
        )
    if gap.people is None:
        return Said(
            "Gapet räknas inte i antal: målet jämför grupper, kommuner eller län med varandra.",
            "The gap is not counted: the target compares groups, municipalities or counties.",
        )
    if gap.people.reason is not None:
        return WHY_NOT_COUNTED[gap.people.reason]
    return Said(
        "Gapet är för litet eller för stort för något bekant att jämföra med.",
        "The gap is too small or too large for anything familiar to set it beside.",
    )
