"""A small follow-up for the guard to hold texts against."""

from dataclasses import dataclass

import pytest

from laget.core.followup.judge import judge
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.binding import Ground
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.figures import Cell, CellTable
from laget.core.words.guard.register import guarded

SOURCE = {"publisher": "kolada", "kpi": "N01982"}
DOCUMENT = StrategyDocument.model_validate(
    {
        "format": "laget/1",
        "region": {"slug": "exempel", "code": "13", "name": "Exempel"},
        "strategy": {"id": "s", "version": 1, "title": "S", "period": {"from": 2015, "to": 2030}},
        "levels": {"outcome": "Effektmål"},
        "elements": [{"id": "mal", "level": "outcome", "title": "Mål"}],
        "indicators": [
            {
                "id": "eftergymnasial",
                "title": "Invånare 25–64 år med eftergymnasial utbildning",
                "unit": "percent",
                "decimals": 1,
                "better": "higher",
                "source": SOURCE,
            },
            {
                "id": "utslapp",
                "title": "Utsläpp av växthusgaser per invånare",
                "unit": "tonnes_per_person",
                "better": "lower",
                "source": SOURCE,
            },
            {
                "id": "befolkning",
                "title": "Folkmängd 25–64 år",
                "unit": "people",
                "better": "none",
                "source": SOURCE,
            },
        ],
        "targets": [
            {
                "id": "t1",
                "element": "mal",
                "indicator": "eftergymnasial",
                "form": "at_least",
                "value": 50,
                "year": 2030,
                "base": 2015,
            }
        ],
    }
)
SERIES = {
    ("eftergymnasial", "total"): (40.1, 40.5, 41.0, 41.4, 42.0, 42.3, 42.8, 43.4),
    ("eftergymnasial", "women"): (46.0, 46.7, 47.3, 48.0, 48.9, 49.4, 50.2, 51.1),
    ("utslapp", "total"): (6.0, 5.9, 5.6, 5.4, 5.1, 4.9, 4.6, 4.2),
    ("befolkning", "total"): (163000, 164000, 165000, 166000, 167000, 168000, 169000, 170000),
}


@dataclass(frozen=True)
class Follow:
    """A ground and its cells."""

    ground: Ground
    cells: CellTable

    def guarded(self, text: str) -> tuple[Fault, ...]:
        return guarded(text, ground=self.ground, cells=self.cells)


@pytest.fixture(scope="session")
def follow() -> Follow:
    rows = [
        Observation(indicator, "13", str(2015 + place), value=float(value), group=group)
        for (indicator, group), values in SERIES.items()
        for place, value in enumerate(values)
    ]
    verdicts = judge(DOCUMENT, Figures(table(rows)), year=2023, method="destatis")
    cells = CellTable(Cell(one.indicator, one.area, one.period, one.group, one.value or 0.0) for one in rows)
    return Follow(Ground(DOCUMENT, {one.target: one for one in verdicts}, cells), cells)
