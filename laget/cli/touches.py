"""Who the gaps touch, as it is printed: something familiar with its source, and the largest parts."""

from laget.core.areas import area
from laget.core.followup.contribution import Contribution, Share
from laget.core.followup.disparity import Disparity
from laget.core.followup.edition import Edition
from laget.core.followup.touch import Touch
from laget.core.strategy.document import Indicator
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS

LARGEST = 3  # parts that are named


def touch_lines(edition: Edition, *, language: Language) -> list[str]:
    """Return a line for each target whose gap is counted, divided or of groups, largest gap first."""
    told = [
        f"  {target}: {line.to(language)}"
        for target in edition.largest_gaps
        if target in edition.touches and (line := _told(edition, target)) is not None
    ]
    head = Said("Vem gapen rör:", "Who the gaps touch:")
    return [head.to(language), *told] if told else []


def _told(edition: Edition, target: str) -> Said | None:
    found = edition.touches[target]
    parts = [
        one
        for one in (
            _familiar(edition, target, found),
            _largest(found.contribution),
            *(_groups(edition, target, one) for one in found.groups),
        )
        if one is not None
    ]
    if not parts:
        return None
    if _indicator(edition, target).invented:
        parts.append(Said("påhittad serie", "invented series"))
    return Said("; ".join(one.sv for one in parts), "; ".join(one.en for one in parts))


def _indicator(edition: Edition, target: str) -> Indicator:
    return edition.strategy.indicator(edition.strategy.target(target).indicator)


def _familiar(edition: Edition, target: str, found: Touch) -> Said | None:
    """Return the gap in numbers, as something familiar, with the size and where it stands."""
    gap = next(one.gap for one in edition.verdicts if one.target == target)
    like = found.familiar
    if like is None or gap is None or gap.people is None or gap.people.count is None:
        return None
    of, size = unit(gap.people.of), unit(like.of)

    def written(value: float, language: Language) -> str:
        return number(value, decimals=0, language=language)

    sv = f"{written(gap.people.count, 'sv')} {of.sv}, {like.said.sv}"
    en = f"{written(gap.people.count, 'en')} {of.en}, {like.said.en}"
    return Said(
        f"{sv} ({written(like.size, 'sv')} {size.sv} i varje, {like.source})",
        f"{en} ({written(like.size, 'en')} {size.en} each, {like.source})",
    )


def _largest(found: Contribution | None) -> Said | None:
    """Return the municipalities with the largest parts of the gap, and what remains."""
    if found is None or not found.parts or found.remainder_share is None:
        return None
    largest = [one for one in found.parts if one.share > 0][:LARGEST]
    smaller = [one for one in found.parts if one.share < 0]

    def listed(parts: list[Share], language: Language) -> str:
        return ", ".join(
            f"{area(one.area).name.to(language)} {_percent(one.share, language)}" for one in parts
        )

    sv = f"största delar av gapet {found.year}: {listed(largest, 'sv')}"
    en = f"largest parts of the gap in {found.year}: {listed(largest, 'en')}"
    if smaller:
        sv += f"; mindre blir det av {listed(smaller, 'sv')}"
        en += f"; made smaller by {listed(smaller, 'en')}"
    return Said(
        f"{sv}; återstår {_percent(found.remainder_share, 'sv')}",
        f"{en}; remains {_percent(found.remainder_share, 'en')}",
    )


def _percent(share: float, language: Language) -> str:
    return f"{number(100 * share, decimals=0, language=language)} %"


def _groups(edition: Edition, target: str, found: Disparity) -> Said | None:
    """Return two groups beside each other, with their difference and, where there is one, their ratio."""
    if found.value_a is None or found.value_b is None or found.difference is None:
        return None
    indicator = _indicator(edition, target)
    points = unit("points" if indicator.unit == "percent" else indicator.unit)

    def told(language: Language) -> str:
        grammar = GRAMMARS[language]
        values = (
            f"{grammar.group(group)} {number(value, decimals=indicator.shown_decimals, language=language)}"
            for group, value in ((found.a, found.value_a), (found.b, found.value_b))
            if value is not None
        )
        return f"{' – '.join(values)} ({found.year})"

    sv, en = (
        number(found.difference or 0.0, decimals=indicator.shown_decimals, language=language)
        for language in ("sv", "en")
    )
    said = Said(f"{told('sv')}: skillnad {sv} {points.sv}", f"{told('en')}: difference {en} {points.en}")
    if found.ratio is None:
        return said
    sv, en = (number(found.ratio, decimals=1, language=language) for language in ("sv", "en"))
    return Said(f"{said.sv}, kvot {sv}", f"{said.en}, ratio {en}")
