"""Pictures read from figures: the right lines, levels that are wanted, and a year that most places have."""

import pytest

from laget.core.areas import COUNTRY, area
from laget.core.charts.chart import years_chart
from laget.core.charts.picture import Aim, Doubt, Role
from laget.core.charts.reading import Judged, Seen, aims_of, groups_of, places_of, years_of
from laget.core.followup.figures import figures as figures_of
from laget.core.followup.judge import judge
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument

HALLAND = area("13")


def strategy(*targets: dict[str, object], **more: object) -> StrategyDocument:
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Region Halland"},
            "strategy": {"id": "s", "version": 1, "title": "S", "period": {"from": 2015, "to": 2035}},
            "elements": [{"id": "e", "level": "goal", "title": "E"}],
            "indicators": [
                {
                    "id": "matt",
                    "title": "Måttet",
                    "unit": "percent",
                    "better": "higher",
                    "source": {"publisher": "kolada", "kpi": "N01982"},
                    **more,
                }
            ],
            "targets": [
                {"id": f"t{number}", "element": "e", "indicator": "matt", **one}
                for number, one in enumerate(targets)
            ],
        }
    )


def rows(code: str, *levels: float | None, group: str = "total", first: int = 2012) -> list[Observation]:
    return [Observation("matt", code, str(first + place), group, level) for place, level in enumerate(levels)]


LEVELS = tuple(30.0 + place for place in range(11))
KNOWN = [
    *rows("13", *LEVELS),
    *rows("00", *(level + 5 for level in LEVELS)),
    *rows("1380", *(level + 1 for level in LEVELS)),
    *rows("1382", *(level - 3 for level in LEVELS)),
    *rows("1383", *LEVELS[:-1]),
    *rows("06", *(level + 2 for level in LEVELS)),
    *rows("13", *(level + 1 for level in LEVELS), group="women"),
    *rows("13", *(level - 1 for level in LEVELS), group="men"),
]
FIGURES = Figures(table(KNOWN))


def judged(document: StrategyDocument) -> Judged:
    figures = figures_of(document, {"matt": table(KNOWN)})
    return [
        (document.target(one.target), one) for one in judge(document, figures, year=2022, method="destatis")
    ]


def test_a_county_stands_beside_the_country_and_the_areas_its_target_names() -> None:
    document = strategy({"form": "better_than", "areas": ["06", "00"]})
    found = years_of(
        FIGURES,
        document.indicator("matt"),
        seen=Seen(area=HALLAND),
        judged=judged(document),
        language="sv",
    )
    assert found is not None
    assert [(one.name, one.role) for one in found.lines] == [
        ("Hallands län", Role.OWN),
        ("Jönköpings län", Role.OTHER),
        ("riket", Role.COUNTRY),
    ]


def test_a_municipality_stands_beside_its_county_and_the_country() -> None:
    found = years_of(
        FIGURES,
        strategy().indicator("matt"),
        seen=Seen(area=area("1380")),
        judged=(),
        language="sv",
    )
    assert found is not None
    assert [one.name for one in found.lines] == ["Halmstad", "Hallands län", "riket"]


def test_what_is_wanted_and_expected_is_drawn_until_the_years_are_cut_off() -> None:
    document = strategy({"form": "at_least", "value": 60, "year": 2030, "steps": {2026: 50}})
    one, known = document.indicator("matt"), judged(document)
    whole = years_of(FIGURES, one, seen=Seen(area=HALLAND), judged=known, language="sv")
    part = years_of(
        FIGURES,
        one,
        seen=Seen(area=HALLAND, first=2014, last=2020),
        judged=known,
        language="sv",
    )
    assert whole is not None
    assert part is not None
    assert whole.aims == (Aim(value=50, year=2026, is_step=True), Aim(value=60, year=2030))
    assert whole.expected is not None
    assert (part.aims, part.expected, part.years) == ((), None, tuple(range(2014, 2021)))


@pytest.mark.parametrize(
    ("target", "place", "wanted"),
    [
        ({"form": "corridor", "low": 40, "high": 45}, "13", (Aim(value=40), Aim(value=45))),
        ({"form": "all_at_least", "value": 35, "year": 2030}, "1380", (Aim(value=35, year=2030),)),
        ({"form": "all_at_least", "value": 35, "year": 2030}, "13", ()),
        ({"form": "at_least", "value": 60, "year": 2030}, "1380", ()),
        ({"form": "direction", "way": "up"}, "13", ()),
        ({"form": "hold", "value": 38}, "13", (Aim(value=38),)),
    ],
)
def test_only_levels_of_the_very_line_are_drawn_at_it(
    target: dict[str, object], place: str, wanted: tuple[Aim, ...]
) -> None:
    assert aims_of(judged(strategy(target)), place=area(place)) == wanted


def test_groups_are_lines_beside_each_other_where_there_are_two() -> None:
    one = strategy().indicator("matt")
    found = groups_of(FIGURES, one, seen=Seen(area=HALLAND), language="sv")
    assert found is not None
    assert [line.name for line in found.lines] == ["män", "kvinnor"]
    assert groups_of(FIGURES, one, seen=Seen(area=area("1380")), language="sv") is None


def test_a_line_of_one_group_is_never_called_the_whole_areas() -> None:
    one = strategy().indicator("matt")
    seen = Seen(area=HALLAND, group="women")
    found = years_of(FIGURES, one, seen=seen, judged=(), language="sv")
    assert found is not None
    chart = years_chart(found, language="sv")
    assert chart.title.startswith("Måttet: kvinnor, Hallands län")
    assert chart.table.caption == chart.title
    assert chart.sentence.endswith("Siffrorna gäller kvinnor.")
    everybody = years_of(FIGURES, one, seen=Seen(area=HALLAND), judged=(), language="sv")
    assert everybody is not None
    assert years_chart(everybody, language="sv").title.startswith("Måttet, Hallands län")


def test_places_stand_in_the_last_year_that_most_of_them_have_best_first() -> None:
    found = places_of(
        FIGURES, strategy().indicator("matt"), seen=Seen(area=HALLAND), within=HALLAND, judged=(), shapes={}
    )
    assert found is not None
    assert found.year == 2022
    assert [one.area.code for one in found.standings] == ["00", "1380", "13", "1382"]
    assert [one.code for one in found.without] == ["1315", "1381", "1383", "1384"]
    assert [one.area.code for one in found.standings if one.is_whole] == ["00", "13"]


def test_counties_stand_beside_the_country() -> None:
    found = places_of(
        FIGURES, strategy().indicator("matt"), seen=Seen(area=HALLAND), within=COUNTRY, judged=(), shapes={}
    )
    assert found is not None
    assert [(one.area.code, one.is_own) for one in found.parts] == [("06", False), ("13", True)]


def test_numbers_of_people_do_not_stand_beside_the_whole_country() -> None:
    one = strategy(unit="people").indicator("matt")
    found = years_of(FIGURES, one, seen=Seen(area=HALLAND), judged=(), language="sv")
    assert found is not None
    assert [line.name for line in found.lines] == ["Hallands län"]


@pytest.mark.parametrize(("unit", "aim"), [("people", None), ("percent", 60)])
def test_what_a_county_shall_sum_to_is_not_wanted_of_its_municipalities(unit: str, aim: float | None) -> None:
    document = strategy({"form": "at_least", "value": 60, "year": 2030}, unit=unit)
    found = places_of(
        FIGURES,
        document.indicator("matt"),
        seen=Seen(area=HALLAND),
        within=HALLAND,
        judged=judged(document),
        shapes={},
    )
    assert found is not None
    assert found.aim == aim


def test_a_figure_on_few_cases_is_marked_and_one_on_fewer_than_five_is_not_drawn() -> None:
    cases = [
        Observation("matt", "13", "2020", value=4.0, cases=3),
        Observation("matt", "13", "2021", value=5.0, cases=12),
        Observation("matt", "13", "2022", value=6.0, cases=90, status="preliminary"),
    ]
    found = years_of(
        Figures(table(cases)),
        strategy().indicator("matt"),
        seen=Seen(area=HALLAND),
        judged=(),
        language="sv",
    )
    assert found is not None
    assert [(point.year, point.doubt) for point in found.lines[0].points] == [
        (2021, Doubt.UNCERTAIN),
        (2022, Doubt.PRELIMINARY),
    ]
