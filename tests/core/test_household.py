"""What touches a household: the nearest figure, its target and count, and initiatives; each in sentences."""

from collections.abc import Mapping
from typing import Any

import pytest

from laget.core.areas import area
from laget.core.coverage import Stay
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Verdict
from laget.core.household import (
    Aim,
    Filter,
    Lack,
    aimed,
    asked_under,
    counted,
    elements_touched,
    nearest,
    touching,
    wanted,
)
from laget.core.series import Figures, Observation, Series, table
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.words.household import (
    aim_told,
    counted_told,
    figure_told,
    no_aim,
    no_figure,
    touched_told,
)
from laget.core.words.said import Said

HYLTE, HALMSTAD = area("1315"), area("1380")
SOURCE = {"publisher": "kolada", "kpi": "N00000"}
Rows = Mapping[tuple[str, str], Mapping[str, Any]]


def document(*targets: Mapping[str, Any], **indicator: Any) -> StrategyDocument:
    own = {"id": "i", "title": {"sv": "Andel", "en": "Share"}, "unit": "percent", "decimals": 1}
    own |= {"better": "higher", "source": SOURCE, "follows": ["mal"], "people": "folk", "ages": "all"}
    folk = {
        "id": "folk",
        "title": "Folk",
        "unit": "people",
        "better": "none",
        "source": SOURCE,
        "ages": "all",
    }
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "elements": [
                {"id": "topp", "level": "goal", "dimension": "social", "title": "Topp"},
                {"id": "mal", "level": "outcome", "title": "Mål", "serves": ["topp"]},
                {"id": "annat", "level": "outcome", "title": "Annat"},
            ],
            "indicators": [own | indicator, folk],
            "targets": [
                {"id": f"t{place}", "element": "mal", "indicator": "i"} | dict(target)
                for place, target in enumerate(targets)
            ],
        }
    )


def figures(rows: Rows) -> Figures:
    """Return figures of the indicator: by area and group, by period; a value, or value, status and cases."""
    found = []
    for (place, group), years in rows.items():
        for period, cell in years.items():
            value, status, cases = (*cell, None)[:3] if isinstance(cell, tuple) else (cell, "", None)
            found.append(Observation("i", place, period, group, value, status, cases))
    return Figures(table(found))


def indicator(**more: Any) -> Indicator:
    return document(**more).indicator("i")


def verdict(target: str, place: str = "13", threshold: float | None = None) -> Verdict:
    return Verdict(
        target=target,
        element="mal",
        indicator="i",
        area=place,
        form="at_least",
        travel=Travel.IMPROVING,
        reach=Reach.TOO_SLOW,
        method="destatis",
        method_version=1,
        threshold=threshold,
    )


def population(*years: int, size: float) -> tuple[Indicator, Series]:
    blank: tuple[None, ...] = (None,) * len(years)
    spans = tuple(map(str, years))
    series = Series(
        years=years, values=(size,) * len(years), statuses=("",) * len(years), cases=blank, spans=spans
    )
    return document().indicator("folk"), series


ALL = {
    ("1315", "total"): {"2023": 20.0, "2024": 21.5},
    ("13", "total"): {"2024": 40.0},
    ("00", "total"): {"2024": 45.0},
}


def test_a_figure_is_of_the_households_own_municipality() -> None:
    found = nearest(figures(ALL), indicator(), home=HYLTE)
    assert found is not None
    assert (found.area, found.year, found.value) == (HYLTE, 2024, 21.5)
    assert figure_told(found) == Said(
        "Andel: 21,5 procent i Hylte 2024.", "Share: 21.5 per cent in Hylte in 2024."
    )


@pytest.mark.parametrize(
    ("there", "place", "sv", "en"),
    [
        ("13", "13", "Siffran gäller hela länet", "The figure is of the whole county"),
        ("00", "00", "Siffran gäller hela riket", "The figure is of the whole country"),
    ],
)
def test_a_figure_of_something_larger_says_so(there: str, place: str, sv: str, en: str) -> None:
    found = nearest(figures({(there, "total"): {"2024": 40.0}}), indicator(), home=HYLTE)
    assert found is not None
    assert found.area == area(place)
    told = figure_told(found)
    assert f"{sv}, eftersom ingen är publicerad för Hylte." in told.sv
    assert f"{en}, since none is published for Hylte." in told.en


def test_where_nothing_is_published_that_is_said() -> None:
    assert nearest(figures({("1380", "total"): {"2024": 1.0}}), indicator(), home=HYLTE) is None
    assert nearest(None, indicator(), home=HYLTE) is None
    told = no_figure(Said("Andel", "Share"), HYLTE)
    assert told.sv.startswith("Andel: det finns ingen siffra")
    assert "i Hylte, i länet eller i riket" in told.sv


def test_the_group_is_told_where_it_is_published_and_else_it_is_everybody() -> None:
    rows = ALL | {("13", "women"): {"2024": 44.0}}
    found = nearest(figures(rows), indicator(), home=HYLTE, group="women")
    assert found is not None
    assert (found.area, found.group) == (HYLTE, "total")  # the place stands before the group
    assert "Den gäller alla: för gruppen kvinnor är ingen siffra publicerad där." in figure_told(found).sv
    own = nearest(figures(rows | {("1315", "women"): {"2024": 24.0}}), indicator(), home=HYLTE, group="women")
    assert own is not None
    assert figure_told(own).sv == "Andel, kvinnor: 24,0 procent i Hylte 2024."
    assert figure_told(own).en == "Share, women: 24.0 per cent in Hylte in 2024."


def test_a_figure_on_fewer_than_five_cases_is_never_read() -> None:
    rows = {("1315", "total"): {"2023": (20.0, "", 30.0), "2024": (99.0, "", 4.0)}}
    found = nearest(figures(rows), indicator(), home=HYLTE)
    assert found is not None
    assert (found.year, found.value) == (2023, 20.0)
    hidden = nearest(
        figures({("1315", "total"): {"2024": (99.0, "", 3.0)}, ("13", "total"): {"2024": 40.0}}),
        indicator(),
        home=HYLTE,
    )
    assert hidden is not None
    assert hidden.area.code == "13"


def test_doubt_about_a_figure_is_told() -> None:
    rows = {("1315", "total"): {"2022-2024": (20.0, "preliminary", 12.0)}}
    found = nearest(figures(rows), indicator(), home=HYLTE)
    assert found is not None
    told = figure_told(found).sv
    assert "i Hylte 2022–2024." in told
    assert "preliminär" in told
    assert "bygger på få fall" in told


LEAST = {"form": "at_least", "value": 50, "base": 2020, "year": 2030}


def aim_of(doc: StrategyDocument, *verdicts: Verdict, rows: Rows = ALL, group: str = "total") -> Aim | None:
    found = nearest(figures(rows), doc.indicator("i"), home=HYLTE, group=group)
    assert found is not None
    return aimed(found, document=doc, verdicts=verdicts)


def test_a_municipalitys_own_target_stands_before_one_for_all_and_the_countys() -> None:
    everywhere = {"form": "all_at_least", "value": 28, "base": 2020, "year": 2030}
    doc = document(LEAST, everywhere, LEAST | {"area": "1315", "value": 30})
    every = (verdict("t0"), verdict("t1"), verdict("t2", "1315"))
    found = [aim_of(doc, *every[:count]) for count in (1, 2, 3)]
    assert [one.target.id for one in found if one is not None] == ["t0", "t1", "t2"]
    assert [one.distance for one in found if one is not None] == [28.5, 6.5, 8.5]


def test_another_municipalitys_target_touches_nobody_here() -> None:
    doc = document(LEAST | {"area": "1380"})
    assert aim_of(doc, verdict("t0", "1380")) is None
    assert no_aim(HYLTE, is_aimed_at=True).sv == "Inget av målen gäller Hylte."
    assert no_aim(HYLTE, is_aimed_at=False).en == "The figure is followed without a target."


def test_a_target_is_told_with_what_is_left_to_it() -> None:
    doc = document(LEAST)
    found = nearest(figures(ALL), doc.indicator("i"), home=HYLTE)
    assert found is not None
    aim = aimed(found, document=doc, verdicts=[verdict("t0")])
    assert aim is not None
    assert aim_told(aim, found, doc) == Said(
        "Målet för Hallands län är minst 50 procent senast 2030, räknat från 2020. "
        "I Hylte är det 28,5 procentenheter kvar dit.",
        "The target for Halland County is at least 50 per cent by 2030, counted from 2020. "
        "In Hylte the distance to it is 28.5 percentage points.",
    )


def test_a_level_that_is_reached_is_told_as_reached() -> None:
    doc = document(LEAST | {"value": 20})
    found = nearest(figures(ALL), doc.indicator("i"), home=HYLTE)
    assert found is not None
    aim = aimed(found, document=doc, verdicts=[verdict("t0")])
    assert aim is not None
    assert aim.is_met
    assert aim_told(aim, found, doc).sv.endswith("I Hylte är nivån redan uppnådd.")


@pytest.mark.parametrize(
    ("target", "rows", "unit", "group"),
    [
        ({"form": "rank", "at_most": 3, "year": 2030}, ALL, "percent", "total"),  # no level
        (LEAST, ALL, "people", "total"),  # a municipality's number beside its county's
        (LEAST, {("1315", "women"): {"2024": 21.0}}, "percent", "women"),  # a group beside everybody
    ],
)
def test_what_cannot_be_read_by_a_target_has_no_distance(
    target: Mapping[str, Any], rows: Rows, unit: str, group: str
) -> None:
    doc = document(target, unit=unit)
    aim = aim_of(doc, verdict("t0"), rows=rows, group=group)
    assert aim is not None
    assert (aim.distance, aim.is_met) == (None, False)


def count_of(doc: StrategyDocument, *verdicts: Verdict, people: tuple[Indicator, Series] | None) -> Any:
    found = nearest(figures(ALL), doc.indicator("i"), home=HYLTE)
    assert found is not None
    return counted(found, aimed(found, document=doc, verdicts=verdicts), population=people)


def test_what_is_left_is_counted_and_told_by_something_familiar() -> None:
    told = counted_told(count_of(document(LEAST), verdict("t0"), people=population(2024, size=8246)))
    assert told.sv == (
        "Det som är kvar är 2\u202f350 personer (2024), ungefär 47 fulla bussar "
        "(à 50 personer, Cityterminalen, About buses)."
    )
    assert told.en.startswith("What is left is 2,350 people (2024), about 47 full buses (of 50 people each")


def test_without_a_target_the_level_is_counted() -> None:
    told = counted_told(count_of(document(), people=population(2024, size=1000)))
    assert told.sv.startswith("Det är 215 personer (2024), ungefär ")


@pytest.mark.parametrize(
    ("more", "people", "lack"),
    [
        ({}, None, Lack.NO_POPULATION),
        ({"unit": "kr"}, population(2024, size=1000), Lack.UNIT),
        ({"ages": "16–24"}, population(2024, size=1000), Lack.AGES_DIFFER),
        ({}, population(1999, size=1000), Lack.NO_COMMON_YEAR),
        ({}, population(2024, size=10), Lack.FEW),
        ({}, population(2024, size=10**12), Lack.NO_UNIT),
    ],
)
def test_a_count_that_cannot_be_formed_is_refused_with_its_reason(
    more: dict[str, Any], people: tuple[Indicator, Series] | None, lack: Lack
) -> None:
    found = count_of(document(**more), people=people)
    assert (found.lack, found.like) == (lack, None)
    told = counted_told(found)
    assert told.sv.endswith(".")
    assert ": " in told.sv
    if lack is Lack.FEW:
        assert "2" not in told.sv  # so few are not told


@pytest.mark.parametrize(
    "unit",
    [
        "percent",
        "per_1000",
        "per_100000",
        "people",
        "firms",
        "tonnes_per_person",
        "kr",
        "days",
        "index",
        "egna",
    ],
)
def test_a_figure_and_its_target_are_told_in_every_unit(unit: str) -> None:
    doc = document(LEAST | {"area": "1315"}, unit=unit)
    found = nearest(figures(ALL), doc.indicator("i"), home=HYLTE)
    assert found is not None
    aim = aimed(found, document=doc, verdicts=[verdict("t0", "1315")])
    assert aim is not None
    people = population(2024, size=10_000)
    for said in (
        figure_told(found),
        aim_told(aim, found, doc),
        counted_told(counted(found, aim, population=people)),
    ):
        for text in (said.sv, said.en):
            assert text[0].isupper()
            assert text.endswith(".")
            assert "  " not in text
            assert "\x01" not in text


def test_the_figures_of_an_element_are_those_of_its_targets_and_what_follows_it() -> None:
    doc = document(LEAST)
    found = wanted(doc, [Filter(address="element:mal", text="därför")])
    assert [(one.indicator.id, one.group) for one in found] == [("i", "total")]
    own = wanted(doc, [Filter(address="element:mal"), Filter(address="indicator:i", group="women")])
    assert [(one.indicator.id, one.group) for one in own] == [("i", "women")]
    assert wanted(doc, [Filter(address="indicator:borta"), Filter(address="element:borta")]) == []


def test_an_element_touches_through_what_is_followed_below_it() -> None:
    doc = document(LEAST)
    filters = [Filter(address="indicator:i")]
    assert elements_touched(doc, filters) == {"mal"}
    asked = wanted(doc, filters)
    assert asked_under(doc, asked, "topp") == asked
    assert asked_under(doc, asked, "annat") == []


def stay(code: str, joined: int, left: int | None = None) -> Stay:
    return Stay(area=code, joined=joined, left=left)


def test_initiatives_touch_by_place_this_year_or_by_what_they_serve() -> None:
    rows = [
        ("med", [stay("1315", 2024)], ["annat"]),
        ("inte-an", [stay("1315", 2027)], []),
        ("har-lamnat", [stay("1315", 2022, 2026)], []),
        ("annanstans", [stay("1380", 2022)], ["mal"]),
        ("bada", [stay("1315", 2025)], ["mal"]),
        ("ingendera", [stay("1380", 2022)], ["annat"]),
    ]
    found = touching(rows, home="1315", year=2026, elements=["mal"])
    assert [(one.id, one.since) for one in found] == [("annanstans", None), ("bada", 2025), ("med", 2024)]
    titles = [Said("Mål", "Goal")]
    told = [touched_told(one, HYLTE, titles if one.serves else []) for one in found]
    assert [one.sv for one in told] == [
        "Hylte är inte med. Den bidrar till ”Mål”, som hushållet följer.",
        "Hylte är med sedan 2025. Den bidrar till ”Mål”, som hushållet följer.",
        "Hylte är med sedan 2024.",
    ]
    assert told[0].en == "Hylte does not take part. It serves “Goal”, which the household follows."
