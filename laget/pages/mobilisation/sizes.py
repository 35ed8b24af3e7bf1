"""So large is the gap: three kinds of sentences, each with its formula and where its numbers come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from laget.apps.followup.queries import figures_of
from laget.core.areas import area
from laget.core.followup.edition import Edition
from laget.core.followup.larger import NothingLarger, larger
from laget.core.followup.verdict import Verdict
from laget.core.strategy.document import Indicator
from laget.core.words.enlarging import Told, as_familiar, enlarged, refused
from laget.core.words.said import Language, Refusal, Said
from laget.pages.initiatives.people import source_of
from laget.pages.standing import Gap, Standing


@dataclass(frozen=True, slots=True)
class Source:
    """An indicator whose figures a sentence rests on, the place it is looked at in, and whose they are."""

    indicator: Indicator
    place: str
    called: Said
    whose: Said


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about a gap, and where its numbers come from."""

    told: Told
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """A gap, how many times larger it is, and what it is about as many as."""

    gap: Gap
    larger: tuple[Sentence, ...]
    familiar: Sentence


def sizes_of(standing: Standing, targets: Iterable[str], *, language: Language) -> list[Size]:
    """Return the gaps of those targets that are judged, with their sentences or the reasons why not."""
    found = []
    for target in targets:
        if target not in standing.verdicts:
            continue
        gap, edition = standing.gap(target, language=language), standing.edition
        touch = edition.touches.get(target)
        familiar = as_familiar(
            touch.familiar if touch is not None else None,
            verdict=gap.verdict,
            indicator=gap.indicator,
            cells=edition,
        )
        found.append(
            Size(
                gap,
                tuple(_sourced(edition, one) for one in larger_told(edition, gap.verdict)),
                _sourced(edition, familiar),
            )
        )
    return found


def larger_told(edition: Edition, verdict: Verdict) -> list[Told]:
    """Return how many times larger what a verdict is of is in its place, or the one reason why not."""
    indicator = edition.strategy.indicator(verdict.indicator)
    try:
        figures = figures_of(edition, indicator)
        if figures is None:
            raise NothingLarger(Said("Indikatorn har inga siffror.", "The indicator has no figures."))
        touch = edition.touches.get(verdict.target)
        counted = touch.burdens if touch is not None else ()
        burdens = larger(edition.strategy, figures, verdict, counted=counted)
    except Refusal as reason:  # nothing can be formed, or the store lacks the figures just now
        return [refused(reason.said)]
    return [enlarged(one, verdict=verdict, indicator=indicator, cells=edition) for one in burdens]


def _sourced(edition: Edition, told: Told) -> Sentence:
    return Sentence(
        told,
        tuple(
            Source(indicator, place, area(place).name, source_of(indicator))
            for indicator in map(edition.strategy.indicator, told.indicators)
            for place in told.places
        ),
    )
