"""Charts to draw."""

from collections.abc import Callable

import pytest

from laget.core.areas import area
from laget.core.charts.chart import Chart, years_chart
from laget.core.charts.picture import Line, Point, Role, Years
from laget.core.strategy.document import Indicator
from laget.core.words.said import Language

Make = Callable[..., Chart]


@pytest.fixture
def made() -> Make:
    """A chart of an indicator with this title and unit, in a language."""

    def make(title: str = "Måttet <x> & ”y”", unit: str = "people", language: Language = "sv") -> Chart:
        indicator = Indicator.model_validate(
            {
                "id": "matt",
                "title": title,
                "unit": unit,
                "better": "higher",
                "source": {"publisher": "kolada", "kpi": "N01982"},
            }
        )
        points = tuple(Point(2015 + place, 12000.0 + 1500.5 * place) for place in range(8))
        line = Line(name="Hallands län", role=Role.OWN, points=points)
        return years_chart(Years(indicator=indicator, place=area("13"), lines=(line,)), language=language)

    return make
