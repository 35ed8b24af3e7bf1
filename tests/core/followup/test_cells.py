"""The figures an edition carries: what a text about its verdicts may speak of, and no more."""

from collections.abc import Mapping
from typing import Any

from laget.core.canonical import canonical_bytes
from laget.core.followup.cells import Cells, cells_of, value_in
from laget.core.followup.edition import Edition, Used, compose, figures
from laget.core.followup.judge import judge
from laget.core.followup.target.places import areas_needed, groups_needed
from laget.core.series import table
from laget.core.words.binding import Ground, rendered
from tests.core.followup.conftest import document, observations

YEARS = {year: 30.0 + (year - 2005) for year in range(2005, 2025)}
LAST = "2024"


def carried(
    target: Mapping[str, Any],
    values: Mapping[Any, Any],
    *,
    folk: Any = None,
    year: int = 2025,
    **indicator: Any,
) -> Cells:
    written = document(target, **indicator)
    rows = [*observations("i", values), *observations("folk", folk or {})]
    seen = figures(written, {"all": table(rows)})
    verdicts = judge(written, seen, year=year, method="destatis")
    return cells_of(written, seen, verdicts, year=year)


def years_of(cells: Cells, place: str, *, indicator: str = "i", group: str = "total") -> list[str]:
    return sorted(cells.get(indicator, {}).get(group, {}).get(place, {}))


def test_a_target_carries_its_own_series_from_the_base_on() -> None:
    cells = carried({"form": "at_least", "value": 60, "year": 2030, "base": 2012}, {"13": YEARS})

    assert years_of(cells, "13") == [str(year) for year in range(2012, 2025)]
    assert value_in(cells, "i", area="13", period="2012") == 37.0
    assert value_in(cells, "i", area="13", period="2011") is None
    assert value_in(cells, "i", area="13", period="2012", group="women") is None


def test_what_stands_beside_it_is_carried_in_the_last_year_and_at_the_base() -> None:
    places = {
        "13": YEARS,
        "00": YEARS,
        "1380": YEARS,
        "1480": YEARS,
    }  # 2019 is the first of destatis' six years
    cells = carried({"form": "at_least", "value": 60, "year": 2030, "base": 2012}, places, start=2020)

    assert years_of(cells, "00") == ["2012", "2019", "2020", LAST]
    assert years_of(cells, "1380") == ["2012", "2019", "2020", LAST]
    assert years_of(cells, "1480") == [], "a municipality of another county"


def test_a_municipalitys_target_carries_its_county_and_its_neighbours() -> None:
    places = {"13": YEARS, "1380": YEARS, "1382": YEARS}
    cells = carried({"form": "at_least", "value": 60, "year": 2030, "area": "1380"}, places)

    assert LAST in years_of(cells, "13")
    assert LAST in years_of(cells, "1382")


def test_areas_and_groups_a_target_is_set_beside_are_carried() -> None:
    peers = carried({"form": "better_than", "areas": ["07"]}, {"13": YEARS, "07": YEARS})
    gap = carried(
        {"form": "smaller_gap", "groups": ["women", "men"], "base": 2015, "year": 2030},
        {("13", "women"): YEARS, ("13", "men"): {year: value / 2 for year, value in YEARS.items()}},
    )

    assert LAST in years_of(peers, "07")
    assert years_of(gap, "13", group="men") == [str(year) for year in range(2015, 2025)]


def test_the_population_behind_a_gap_in_people_is_carried() -> None:
    folk = {"13": {2022: 1000.0, 2023: 1100.0}}
    cells = carried({"form": "at_least", "value": 60, "year": 2030}, {"13": YEARS}, folk=folk, people="folk")

    assert value_in(cells, "folk", area="13", period="2023") == 1100.0


def test_an_indicator_without_a_target_is_carried_with_six_years() -> None:
    written = document(start=2020)
    seen = figures(written, {"i": table(observations("i", {"13": YEARS, "00": YEARS}))})

    cells = cells_of(written, seen, (), year=2025)

    assert years_of(cells, "13") == [str(year) for year in range(2019, 2025)]
    assert years_of(cells, "00") == [LAST]


def test_nothing_after_the_editions_year_is_carried_and_every_series_has_its_last() -> None:
    cells = carried({"form": "at_least", "value": 60, "year": 2030}, {"13": YEARS, "00": YEARS}, year=2020)

    assert years_of(cells, "13")[-1] == years_of(cells, "00")[-1] == "2020"


def test_a_figure_of_several_years_is_carried_under_both_its_names() -> None:
    spans = {f"{year - 3}-{year}": 30.0 + year - 2010 for year in range(2010, 2025)}
    cells = carried({"form": "at_least", "value": 60, "year": 2030}, {"13": spans})

    assert value_in(cells, "i", area="13", period="2024") == 44.0
    assert value_in(cells, "i", area="13", period="2021-2024") == 44.0


def test_a_text_is_rendered_from_the_edition_alone() -> None:
    written = document({"form": "at_least", "value": 60, "year": 2030, "base": 2015})
    edition = compose(
        written,
        year=2025,
        method="destatis",
        used={"i": Used(figures="f", raw=())},
        tables={"i": table(observations("i", {"13": YEARS}))},
        before={},
    )
    again = Edition.model_validate_json(canonical_bytes(edition))
    ground = Ground(again.strategy, {one.target: one for one in again.verdicts}, again)

    told = rendered(
        "{{i@13:2024}} och {{i.change@13:2015..2024}}, {{i@13:1999}}", ground=ground, language="sv"
    )

    assert told.text == "49,0 och 9,0, {{i@13:1999}}"


def test_the_areas_and_groups_of_a_form_are_those_it_is_judged_on() -> None:
    targets = document(
        {"form": "all_at_least", "value": 1},
        {"form": "rank", "at_most": 5},
        {"form": "change_more_than", "areas": ["07", "19"], "base": 2015},
        {"form": "smaller_gap", "groups": ["women", "men"], "value": 1},
    ).targets
    areas = [list(areas_needed(target, area="13")) for target in targets]

    assert areas[0] == ["1315", "1380", "1381", "1382", "1383", "1384"]
    assert len(set(areas[1])) == 21
    assert areas[2:] == [["13", "07", "19"], ["13"]]
    assert [groups_needed(target) for target in targets[2:]] == [("total",), ("women", "men")]
