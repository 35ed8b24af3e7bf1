"""Who the gaps touch, as it is printed: something familiar with its source, and the largest parts."""

from laget.core.areas import area
from laget.core.followup.contribution import Contribution, Share
from laget.core.followup.edition import Edition
from laget.core.followup.touch import Touch
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said

LARGEST = 3  # parts that are named


def touch_lines(edition: Edition, *, language: Language) -> list[str]:
    """Return a line for each target whose gap is counted or divided, largest gap first; none without one."""
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
        one for one in (_familiar(edition, target, found), _largest(found.contribution)) if one is not None
    ]
    if not parts:
        return None
    return Said("; ".join(one.sv for one in parts), "; ".join(one.en for one in parts))


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
