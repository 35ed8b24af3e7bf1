"""A thousand indicators told in both languages, beside plain templates of the same count in the same run."""

import time
from collections.abc import Callable

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Gap, HitRate, Interval, People, Rank, Verdict
from laget.core.strategy.document import AtLeast, Indicator, said
from laget.core.words.numbers import number
from laget.core.words.said import LANGUAGES, Language
from laget.core.words.sentences import tell

COUNT = 1_000
ROUNDS = 5
YEARS = tuple(range(2017, 2025))
TEMPLATES = {
    "sv": "{title}: {value} procent {place} {year}. Det är {change} procentenheter {word} än {since}. "
    "Målet är minst {wanted} procent senast {by}. Avståndet till målet är {gap} procentenheter.",
    "en": "{title}: {value} per cent {place} in {year}. That is {change} percentage points {word} than in "
    "{since}. The target is at least {wanted} per cent by {by}. The distance is {gap} percentage points.",
}
WORDS = {"sv": ("högre", "lägre", "i Hallands län"), "en": ("higher", "lower", "in Halland County")}


class Table:
    """Figures of the county and the country."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str, str, str], float] = {}

    def value(self, indicator: str, *, area: str, period: str, group: str = "total") -> float | None:
        """Return the figure, None where there is none."""
        return self.cells.get((indicator, area, period, group))


def run() -> None:
    """Print the seconds for all tellings, the peer's, and for one indicator in one language."""
    cells = Table()
    cases = [case(place, cells) for place in range(COUNT)]

    def ours() -> None:
        for verdict, target, indicator in cases:
            for language in LANGUAGES:
                told = tell(verdict, target=target, indicator=indicator, cells=cells, language=language)
                for text in (told.short, told.middle, told.long, told.title, told.alternative):
                    assert text.text
                    assert text.source

    def peer() -> None:
        for verdict, _, indicator in cases:
            for language in LANGUAGES:
                for _ in range(5):
                    assert plain(verdict, indicator, language)

    own, other = best(ours), best(peer)
    print(f"{COUNT} indicators, {len(LANGUAGES)} languages, five texts each, as read and with bindings")
    print(f"told {own:.3f} s; templates without rules {other:.3f} s; aim 2 s")
    print(f"{own / COUNT / len(LANGUAGES) * 1e6:.0f} µs an indicator and language")


def case(place: int, cells: Table) -> tuple[Verdict, AtLeast, Indicator]:
    """Return a judged share of the county, and put its figures in `cells`."""
    id_ = f"i{place}"
    values = [40 + (place * 7 + year * 13) % 90 / 10 for year in YEARS]
    for year, value in zip(YEARS, values, strict=True):
        cells.cells[id_, "13", str(year), "total"] = value
        cells.cells[id_, "00", str(year), "total"] = value + 1.25
    change = values[-1] - values[-6]
    indicator = Indicator.model_validate(
        {
            "id": id_,
            "title": {"sv": f"Andel {place} av invånare 25–64 år", "en": f"Share {place} aged 25–64"},
            "unit": "percent",
            "better": "higher",
            "source": {"publisher": "kolada", "kpi": "N00000"},
        }
    )
    target = AtLeast(id=f"t{place}", element="e", indicator=id_, form="at_least", value=50, year=2030)
    verdict = Verdict.model_validate(
        {
            "target": target.id,
            "element": "e",
            "indicator": id_,
            "area": "13",
            "form": "at_least",
            "travel": Travel.IMPROVING if change > 0 else Travel.WORSENING,
            "reach": Reach.TOO_SLOW if change > 0 else Reach.WRONG_WAY,
            "method": "destatis",
            "method_version": 1,
            "value": values[-1],
            "value_year": YEARS[-1],
            "threshold": 50.0,
            "target_year": 2030,
            "base_year": YEARS[-6],
            "years": YEARS[-6:],
            "travel_change": change,
            "travel_from": YEARS[-6],
            "gap": Gap(
                distance=50 - values[-1],
                years_late=4.2,
                people=People(count=1234.0, of="people", year=YEARS[-1], population=100_000.0),
            ),
            "rank": Rank(place=4, of=21, year=YEARS[-1]),
            "interval": Interval(
                year=2030,
                projected=values[-1] + 1,
                low=values[-1],
                high=values[-1] + 2,
                method="theil_sen",
                method_version=1,
            ),
            "chance": 0.12,
            "hit_rate": HitRate(held=7, of=9),
        }
    )
    return verdict, target, indicator


def plain(verdict: Verdict, indicator: Indicator, language: Language) -> str:
    """Return what a template says of the same case."""
    above, below, place = WORDS[language]
    change = verdict.travel_change or 0.0
    numbers = {
        name: number(value, decimals=1, language=language)
        for name, value in (
            ("value", verdict.value or 0.0),
            ("change", abs(change)),
            ("wanted", verdict.threshold or 0.0),
            ("gap", abs(verdict.gap.distance if verdict.gap else 0.0)),
        )
    }
    return TEMPLATES[language].format(
        title=said(indicator.title).to(language),
        place=place,
        year=verdict.value_year,
        word=above if change > 0 else below,
        since=verdict.years[0],
        by=verdict.target_year,
        **numbers,
    )


def best(work: Callable[[], None]) -> float:
    """Return the fewest processor seconds of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)
