"""A target then and now: its figures with what they are bound to, and what became of gap and verdict."""

from dataclasses import dataclass

from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy.document import Indicator, Target
from laget.core.words.binding import Cells
from laget.core.words.language import Quantity
from laget.core.words.measure import Measure, measure
from laget.core.words.numbers import number
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import GRAMMARS, level_told
from laget.core.words.short import distance_in_words
from laget.core.words.text import Text, bound, marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """How it was: the figure and its year, and the verdict of that time where there was one."""

    value: float | None
    year: int | None
    verdict: Verdict | None = None


def figures_since(
    then: Then, now: Verdict, *, target: Target, indicator: Indicator, cells: Cells, language: Language
) -> Text:
    """Return the figure then and now in a sentence, bound where `cells` hold them, or what is lacking."""
    level = level_told(now, target=target, indicator=indicator, cells=cells, language=language).inside
    if now.value is None or now.value_year is None:
        return Text(level)
    if then.value is None or then.year is None:
        more = Said(
            "Någon siffra från när frågan valdes finns inte.", "There is no figure from when it was chosen."
        )
        return Text(f"{level} {more.to(language)}")
    if then.year >= now.value_year:
        more = Said(
            "Ingen siffra för ett senare år har kommit än.", "No figure for a later year has come yet."
        )
        return Text(f"{level} {more.to(language)}")
    own = measure(target, indicator)
    shown = number(then.value, decimals=own.decimals, language=language)
    held = cells.value(indicator.id, area=now.area, period=str(then.year))
    is_figure = held is not None and number(held, decimals=own.decimals, language=language) == shown
    inside = bound(f"{indicator.id}@{now.area}:{then.year}", shown) if is_figure else marked(shown)
    before = GRAMMARS[language].amount(Quantity(inside, own.unit))
    more = Said(f"År {then.year} var det {before}.", f"In {then.year} it was {before}.")
    return Text(f"{level} {more.to(language)}")


def change_since(then: Then, now: Verdict, *, target: Target, indicator: Indicator) -> Said:
    """Return what became of the gap and of the verdict, or that neither is another."""
    parts = [_gap(then, now, measure(target, indicator)), _verdict(then, now)]
    told = [one for one in parts if one is not None]
    return Said(*(" ".join(one.to(language) for one in told) for language in LANGUAGES))


def _gap(then: Then, now: Verdict, own: Measure) -> Said | None:
    if now.reach is Reach.MET:
        return Said("Målet är nått.", "The target is met.")
    before = then.verdict.gap if then.verdict is not None else None
    if before is None or now.gap is None or then.year is None or now.value_year is None:
        return None
    if then.year >= now.value_year:
        return None
    if then.verdict is not None and then.verdict.reach is Reach.MET:
        left = Said(
            *(
                distance_in_words(abs(now.gap.distance), measure=own, language=language)
                for language in LANGUAGES
            )
        )
        return Said(
            f"Målet var nått, och nu är gapet {left.sv}.",
            f"The target was met, and the gap is now {left.en}.",
        )
    was, is_ = abs(before.distance), abs(now.gap.distance)
    sv, en = (
        (
            distance_in_words(was, measure=own, language=language),
            distance_in_words(is_, measure=own, language=language),
        )
        for language in LANGUAGES
    )
    if sv[0] == sv[1]:
        return Said(f"Gapet är lika stort, {sv[1]}.", f"The gap is as large, {en[1]}.")
    way = Said("mindre", "smaller") if is_ < was else Said("större", "larger")
    return Said(
        f"Gapet har blivit {way.sv}: från {sv[0]} till {sv[1]}.",
        f"The gap has become {way.en}: from {en[0]} to {en[1]}.",
    )


def _verdict(then: Then, now: Verdict) -> Said | None:
    if then.verdict is None:
        return None
    was, is_ = then.verdict.reach.said, now.reach.said
    if was == is_:
        return Said(f"Bedömningen är densamma: {is_.sv}.", f"The verdict is the same: {is_.en}.")
    return Said(
        f"Bedömningen var ”{was.sv}” och är ”{is_.sv}”.", f"The verdict was “{was.en}” and is “{is_.en}”."
    )
