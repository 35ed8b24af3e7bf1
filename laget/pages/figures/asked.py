"""Which area, group and years a reader asks to see of an indicator, and what there is to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.core.areas import COUNTRY, Area, Kind, UnknownArea, area
from laget.core.charts.reading import Seen, years_with
from laget.core.series import TOTAL, Figures
from laget.core.strategy.document import Indicator
from laget.core.units import swedish_key
from laget.core.words.said import Language, Refusal, Said
from laget.core.words.sentences import GRAMMARS

AREA, GROUP, FIRST, LAST = "omrade", "grupp", "fran", "till"
ALL = Said("alla", "all")
LANGUAGES: tuple[Language, Language] = ("sv", "en")


class NotThere(Refusal):
    """An area, a group or years that the indicator has no figures of: says which it has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from: what stands in the address, and what it is called."""

    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """All that can be chosen of an indicator, areas under the heading they belong to."""

    areas: tuple[tuple[str, tuple[Choice, ...]], ...]
    groups: tuple[Choice, ...]
    first: tuple[Choice, ...]
    last: tuple[Choice, ...]


def seen_of(
    query: Mapping[str, str], *, figures: Figures, indicator: Indicator, prefer: Sequence[str]
) -> Seen:
    """Return what an address asks for; raises NotThere for what there are no figures of.

    Without an area it is the first of `prefer` (codes) that has figures, else the first that has.
    """
    areas, groups = figures.areas(indicator.id), figures.groups(indicator.id)
    code = query.get(AREA) or next((one for one in prefer if one in areas), areas[0])
    try:
        place = area(code)
    except UnknownArea as fault:
        raise NotThere(_sentence(fault.said)) from fault
    if code not in areas:
        raise NotThere(
            Said(
                f"Indikatorn har inga siffror för {place.name_sv}.",
                f"There are no figures for {place.name_en}.",
            )
        )
    group = query.get(GROUP) or TOTAL
    if group not in groups:
        if query.get(GROUP):
            known = Said(*(", ".join(_named(one, language) for one in groups) for language in LANGUAGES))
            raise NotThere(
                Said(
                    f"Gruppen ”{group}” finns inte; det finns {known.sv}.",
                    f"There is no group “{group}”; there are {known.en}.",
                )
            )
        group = groups[0]
    first, last = (_year(query.get(name)) for name in (FIRST, LAST))
    if first is not None and last is not None and first > last:
        raise NotThere(
            Said(
                f"Åren {first}–{last} är vända: det första kommer efter det sista.",
                f"The years {first}–{last} are turned round: the first comes after the last.",
            )
        )
    return Seen(area=place, group=group, first=first, last=last)


def choices(
    seen: Seen, *, figures: Figures, indicator: Indicator, county: str, language: Language
) -> Choices:
    """Return what there is to choose from, with what is seen chosen."""
    grammar = GRAMMARS[language]
    known = [area(code) for code in figures.areas(indicator.id)]

    def named(areas: Sequence[Area]) -> tuple[Choice, ...]:
        ordered = sorted(areas, key=lambda one: swedish_key(grammar.place(one)))
        return tuple(
            Choice(one.code, grammar.place(one)[0].upper() + grammar.place(one)[1:], one == seen.area)
            for one in ordered
        )

    headings = (
        (_("County and country"), [one for one in known if one == COUNTRY or one.code == county]),
        (
            _("Municipalities of the county"),
            [one for one in known if one.kind is Kind.MUNICIPALITY and one.county == county],
        ),
        (_("Other counties"), [one for one in known if one.kind is Kind.COUNTY and one.code != county]),
        (
            _("Other municipalities"),
            [one for one in known if one.kind is Kind.MUNICIPALITY and one.county != county],
        ),
    )
    groups = [
        Choice(group, _named(group, language), chosen=group == seen.group)
        for group in sorted(figures.groups(indicator.id), key=lambda one: (one != TOTAL, one))
    ]
    years = years_with(figures, indicator.id, areas=[seen.area.code], group=seen.group)
    return Choices(
        areas=tuple((heading, named(areas)) for heading, areas in headings if areas),
        groups=tuple(groups),
        first=tuple(Choice(str(year), str(year), year == seen.first) for year in years),
        last=tuple(Choice(str(year), str(year), year == seen.last) for year in years),
    )


def _named(group: str, language: Language) -> str:
    return ALL.to(language) if group == TOTAL else GRAMMARS[language].group(group)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    if len(text) != 4 or not text.isascii() or not text.isdigit():
        raise NotThere(
            Said(f"”{text}” är inget år; skriv fyra siffror.", f"“{text}” is no year; write four digits.")
        )
    return int(text)


def _sentence(said: Said) -> Said:
    """Return a clause as a sentence."""
    return Said(*(f"{text[0].upper()}{text[1:]}." for text in (said.sv, said.en)))
