"""A gap in numbers, each with its few words: the pace that is required, the people, the years, the rank."""

from dataclasses import dataclass

from laget.core.followup.gap import ITSELF
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy.document import Indicator, Target
from laget.core.words.measure import Measure, measure
from laget.core.words.numbers import number
from laget.core.words.said import Language, Said
from laget.core.words.short import short_distance, short_level

LATEST = 99  # years too late that are worth a number
MOST = 99.5  # times as fast that are worth a number


@dataclass(frozen=True, slots=True, kw_only=True)
class GapNumbers:
    """What a list of gaps shows of one; empty where it cannot be formed.

    `pace` is what stands largest: how many times as fast it must go, or that it must turn. What is
    itself counted in people or firms has its count as the distance.
    """

    pace: str = ""
    pace_told: str = ""
    distance: str = ""
    people: str = ""
    late: str = ""
    rank: str = ""


def gap_numbers(verdict: Verdict, *, target: Target, indicator: Indicator, language: Language) -> GapNumbers:
    """Return the numbers of a gap as they are read beside its rail."""
    gap = verdict.gap
    rank = ""
    if verdict.rank is not None and verdict.form != "rank":
        place, of, year = verdict.rank.place, verdict.rank.of, verdict.rank.year
        rank = Said(f"plats {place} av {of} län ({year})", f"place {place} of {of} counties ({year})").to(
            language
        )
    if gap is None or verdict.reach in {Reach.MET, Reach.NOT_JUDGED}:
        return GapNumbers(rank=rank)
    pace, told = _pace(verdict, language=language)
    return GapNumbers(
        pace=pace,
        pace_told=told,
        distance=short_distance(abs(gap.distance), measure=measure(target, indicator), language=language),
        people="" if indicator.unit in ITSELF else _people(verdict, language=language),
        late=_late(verdict, language=language),
        rank=rank,
    )


def _pace(verdict: Verdict, *, language: Language) -> tuple[str, str]:
    """Return how many times as fast it must go and what that is, or that it must turn."""
    gap = verdict.gap
    over = gap.required_over_actual if gap is not None else None
    if verdict.reach is Reach.WRONG_WAY:
        return (
            Said("vänd", "turn").to(language),
            Said("utvecklingen måste byta riktning", "it has to go the other way").to(language),
        )
    if over is None or over > MOST:
        return "", ""
    shown = number(over, decimals=1, language=language)
    return f"× {shown}", Said("så snabb takt krävs", "as fast is needed").to(language)


def _people(verdict: Verdict, *, language: Language) -> str:
    people = verdict.gap.people if verdict.gap is not None else None
    if people is None or people.count is None or round(people.count) < 1:
        return ""
    told = short_level(people.count, measure=Measure(people.of, 0), language=language)
    return f"{told} ({people.year})" if people.year is not None else told


def _late(verdict: Verdict, *, language: Language) -> str:
    late = verdict.gap.years_late if verdict.gap is not None else None
    if verdict.reach is not Reach.TOO_SLOW or late is None or not 1 <= round(late) <= LATEST:
        return ""
    years = round(late)
    return Said(
        f"{years} år för sent i denna takt", f"{years} year{'s' if years > 1 else ''} late at this pace"
    ).to(language)
