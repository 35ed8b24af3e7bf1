"""An initiative as plain values: what is wrong with one, and sums that count nothing twice."""

from dataclasses import replace
from datetime import date

import pytest

from laget.core.coverage import Stay
from laget.core.initiatives import (
    Described,
    Hoped,
    Known,
    Milestone,
    Partner,
    Sum,
    counted_together,
    faults_of,
    money_by_kind,
)

GOOD = Described(
    title="Lots",
    owner="En kommun",
    starts=date(2024, 1, 1),
    ends=date(2026, 12, 31),
    partners=(Partner(name="Högskolan"),),
    places=(Stay(area="1380", joined=2024), Stay(area="1278", joined=2025, left=2027)),
    money=(Sum(kind="region", source="Regionen", amount=1_000_000),),
    serves=("alla-unga-med",),
    hopes=(Hoped(indicator="unga-utanfor", area="1380", by=-1.0, since=2023, until=2027),),
)
KNOWN = Known(elements={"alla-unga-med": "Alla unga är med"}, indicators={"unga-utanfor": "Unga"})


def test_a_whole_description_has_no_fault() -> None:
    assert faults_of(GOOD, known=KNOWN) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": " "}, ("title",)),
        ({"owner": ""}, ("owner",)),
        ({"ends": date(2023, 1, 1)}, ("ends",)),
        ({"link": "javascript:alert(1)"}, ("link",)),
        ({"link": "https://example.se/" + "a" * 500}, ("link",)),
        ({"partners": (Partner(name="x" * 201),)}, ("partners", 0, "name")),
        ({"money": (Sum(kind="eu", source="x" * 201, amount=1),)}, ("money", 0, "source")),
        ({"partners": (Partner(name="Högskolan"), Partner(name="högskolan"))}, ("partners", 1, "name")),
        ({"places": (Stay(area="1380", joined=2024),) * 2}, ("places", 1, "area")),
        ({"places": (Stay(area="13", joined=2024),)}, ("places", 0, "area")),
        ({"places": (Stay(area="9999", joined=2024),)}, ("places", 0, "area")),
        ({"places": (Stay(area="1380", joined=24),)}, ("places", 0, "joined")),
        ({"places": (Stay(area="1380", joined=2024, left=2024),)}, ("places", 0, "left")),
        ({"money": (Sum(kind="eu", source="EU", amount=0),)}, ("money", 0, "amount")),
        ({"money": (GOOD.money[0], GOOD.money[0])}, ("money", 1, "source")),
        ({"serves": ("finns-inte",)}, ("serves", 0)),
        ({"hopes": (replace(GOOD.hopes[0], by=0.0),)}, ("hopes", 0, "by")),
        ({"hopes": (replace(GOOD.hopes[0], by=float("nan")),)}, ("hopes", 0, "by")),
        ({"hopes": (replace(GOOD.hopes[0], until=2023),)}, ("hopes", 0, "until")),
        ({"hopes": (replace(GOOD.hopes[0], indicator="finns-inte"),)}, ("hopes", 0, "indicator")),
        ({"hopes": GOOD.hopes * 2}, ("hopes", 1, "indicator")),
    ],
)
def test_each_fault_is_told_where_it_is(change: dict[str, object], place: tuple[object, ...]) -> None:
    found = faults_of(replace(GOOD, **change), known=KNOWN)  # type: ignore[arg-type]
    assert [one.place for one in found] == [place]
    assert found[0].said.sv.endswith(".")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"status": "ended", "ends": None}, ("ends",)),
        ({"status": "stopped", "ends": None}, ("ends",)),
        ({"hopes": (replace(GOOD.hopes[0], by=1e308),)}, ("hopes", 0, "by")),
        ({"text": "x" * 20_001}, ("text",)),
        ({"practice": "x" * 20_001}, ("practice",)),
    ],
)
def test_what_no_sum_or_page_could_bear_is_told(change: dict[str, object], place: tuple[object, ...]) -> None:
    found = faults_of(replace(GOOD, **change), known=KNOWN)  # type: ignore[arg-type]
    assert [one.place for one in found] == [place]


def test_a_milestone_is_not_reached_on_a_day_to_come() -> None:
    early = Milestone(title="Första lotsen", due=date(2025, 6, 30), reached=date(2025, 6, 2))
    one = replace(GOOD, milestones=(early,))
    assert faults_of(one, known=KNOWN, today=date(2025, 6, 2)) == []
    assert [fault.place for fault in faults_of(one, known=KNOWN, today=date(2025, 6, 1))] == [
        ("milestones", 0, "reached")
    ]


def test_without_a_strategy_ids_are_not_looked_up() -> None:
    assert faults_of(replace(GOOD, serves=("finns-inte",)), known=None) == []


def test_money_of_an_initiative_that_comes_twice_is_summed_once() -> None:
    sums = (Sum(kind="eu", source="EU", amount=3), Sum(kind="eu", source="Interreg", amount=4))
    other = (Sum(kind="region", source="Regionen", amount=5),)
    assert money_by_kind([(1, sums), (2, other), (1, sums)]) == {"eu": 7, "region": 5}


def test_what_was_counted_is_summed_by_what_it_is() -> None:
    assert counted_together([(10, "Unga"), (5, "arbetsgivare"), (7, " unga ")]) == [
        ("Unga", 17),
        ("arbetsgivare", 5),
    ]
