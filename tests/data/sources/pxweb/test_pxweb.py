"""Statistics Sweden's table replayed in every shape of selection, and publishers that answer otherwise."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from laget.core.areas import COUNTIES
from laget.core.words.said import Refusal
from laget.data.http import Client, Fault, Gone, Passing
from laget.data.limits import Limits, UnfitSetting
from laget.data.pace import Pace
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.pxweb import EmptyCube, Pxweb
from laget.data.sources.pxweb.selection import TableRefused
from laget.data.sources.source import Tidy, Wanted

HALLAND = ("13",)
EVERY = tuple(one.code for one in COUNTIES)
AGES = ("0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90-99", "100+10")
TAB6471 = {"publisher": "scb", "table": "TAB6471"}
TEN_YEARS = {"Alder": "vs_CKM0410årN"}
Cells = dict[tuple[str, str, str, str], float]


def fetched(client: Client, base: str, wanted: Sequence[Wanted], answers: Any) -> dict[str, Tidy | Refusal]:
    source = Pxweb(client, publisher=pxweb.publisher("scb", {"LAGET_SCB_URL": base}))
    outcomes = list(source.fetch(wanted, kept=answers, progress=lambda *_: None))
    assert len(outcomes) == len(wanted), "each indicator is yielded once"
    return dict(outcomes)


def whole(outcome: Tidy | Refusal) -> Tidy:
    assert isinstance(outcome, Tidy), outcome
    return outcome


def values(tidy: Tidy) -> dict[tuple[str, str, str], float | None]:
    return {(row["area"], row["period"], row["group"]): row["value"] for row in tidy.table.to_pylist()}


@pytest.fixture(scope="module")
def published(real: Path) -> Cells:
    """Every real value by area, age, group and month."""
    cube = json.loads((real / "scb" / "TAB6471_data.json").read_text(encoding="utf-8"))
    codes = [list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    groups = {"TotSa": "total", "1": "men", "2": "women"}
    left = iter(cube["value"])
    return {
        (region, age, groups[sex], month): next(left)
        for region in codes[0]
        for age in codes[1]
        for sex in codes[2]
        for _ in codes[3]
        for month in codes[4]
    }


def data_calls(replay: Any) -> list[dict[str, Any]]:
    return [seen for seen in replay.log() if seen["url"].partition("?")[0].endswith("/data")]


# Every value, in several shapes of selection


def test_every_real_value_comes_through(
    client: Client, replay: Any, answers: Any, wish: Any, published: Cells
) -> None:
    wanted = [
        wish(f"alder{number}", *EVERY, source=TAB6471 | {"select": {"Alder": age}})
        for number, age in enumerate(AGES)
    ]
    outcomes = fetched(client, replay.scb, wanted, answers)
    came = {
        (area, AGES[int(name.removeprefix("alder"))], group, period): value
        for name, one in outcomes.items()
        for (area, period, group), value in values(whole(one)).items()
    }
    assert came == published
    assert len(data_calls(replay)) == len(AGES)


def test_ages_are_added_by_the_publishers_code_list(
    client: Client, replay: Any, answers: Any, wish: Any, published: Cells
) -> None:
    source = TAB6471 | {"codelist": TEN_YEARS, "select": {"Alder": "*"}, "sum": ["Alder"]}
    came = values(whole(fetched(client, replay.scb, [wish("alla", *EVERY, source=source)], answers)["alla"]))
    added: dict[tuple[str, str, str], float] = {}
    for (area, _, group, month), value in published.items():
        added[area, month, group] = added.get((area, month, group), 0) + value
    assert came == added


@pytest.mark.parametrize(
    ("select", "by", "expected"),
    [
        (
            {"Alder": "30-39", "Tid": "top(1)"},
            ["sex"],
            {("2026M04", group) for group in ("total", "women", "men")},
        ),
        ({"Alder": "30-39", "Tid": "from(2026M03)"}, [], {("2026M03", "total"), ("2026M04", "total")}),
        ({"Alder": "30-39", "Tid": ["2026M01", "2026M04"]}, [], {("2026M01", "total"), ("2026M04", "total")}),
        ({"Alder": "30-39", "Tid": "range(2026M02,2026M02)", "Kon": "2"}, ["sex"], {("2026M02", "women")}),
        (
            {"Alder": "3?-39", "Tid": "2026M02", "Kon": ["1", "2"]},
            ["sex"],
            {("2026M02", "women"), ("2026M02", "men")},
        ),
        ({"Alder": "30-39", "Tid": "2026M02", "Kon": "*", "Region": "*"}, [], None),
    ],
)
def test_a_selection_gives_just_its_cells(
    client: Client,
    replay: Any,
    answers: Any,
    wish: Any,
    published: Cells,
    select: Mapping[str, Any],
    by: Sequence[str],
    expected: set[tuple[str, str]] | None,
) -> None:
    outcome = fetched(
        client, replay.scb, [wish("i", *HALLAND, source=TAB6471 | {"select": select}, by=by)], answers
    )["i"]
    if expected is None:
        assert isinstance(outcome, TableRefused)
        assert "Kon har 3 koder valda" in outcome.said.sv
        return
    assert values(whole(outcome)) == {
        ("13", month, group): published["13", "30-39", group, month] for month, group in expected
    }


def test_a_table_says_where_it_comes_from(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    source = TAB6471 | {"select": {"Alder": "0-9"}}
    added = TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"]}
    wanted = [wish("en", "13", "00", "1380", source=source), wish("alla", "13", source=added)]
    outcomes = {name: whole(one) for name, one in fetched(client, replay.scb, wanted, answers).items()}
    tidy = outcomes["en"]
    assert tidy.request.sv == (
        "GET scb /tables/TAB6471/data?valueCodes%5BRegion%5D=13&valueCodes%5BAlder%5D=0-9"
        "&valueCodes%5BKon%5D=TotSa,1,2&valueCodes%5BContentsCode%5D=000007SF&valueCodes%5BTid%5D=*"
        "&lang=sv&outputFormat=json-stat2"
    )
    assert tidy.publisher_updated == "2026-06-08T06:00:00Z"
    assert tidy.licence == "https://creativecommons.org/share-your-work/public-domain/cc0/"
    assert (tidy.publisher, tidy.source.sv, tidy.source.en) == (
        "SCB",
        "Källa: SCB",
        "Source: Statistics Sweden",
    )
    assert outcomes["alla"].source.sv == "Källa: SCB, egen bearbetning"
    assert "slumpmässig osäkerhet" in tidy.notes[0].sv
    assert tidy.missing == ("00", "1380")


def test_the_same_call_is_made_once_for_several_indicators(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    source = TAB6471 | {"select": {"Alder": "0-9"}}
    outcomes = fetched(
        client, replay.scb, [wish(name, *EVERY, source=source) for name in ("a", "b")], answers
    )
    assert values(whole(outcomes["a"])) == values(whole(outcomes["b"]))
    assert len(data_calls(replay)) == 1


def test_descriptions_are_asked_for_once_a_day_and_figures_every_time(
    tmp_path: Path, limits: Limits, replay: Any, answers: Any, wish: Any
) -> None:
    source = TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"]}
    for _ in range(2):
        with Client(folder=tmp_path, limits=limits) as client:
            fetched(client, replay.scb, [wish("i", "13", source=source)], answers)
    paths = [seen["url"].partition("?")[0].removeprefix("/scb/api/v2") for seen in replay.log()]
    assert paths[:2] == ["/config", "/tables/TAB6471/metadata"]
    assert paths[2].startswith("/codelists/")
    assert paths[3:] == ["/tables/TAB6471/data"] * 2


def test_a_revised_figure_is_seen_by_the_next_refresh(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    wanted = [wish("i", "13", source=TAB6471 | {"select": {"Alder": "0-9"}})]
    before = values(whole(fetched(client, replay.scb, wanted, answers)["i"]))
    replay.revise(publisher="scb", region="13", add=500)
    after = values(whole(fetched(client, replay.scb, wanted, answers)["i"]))
    assert after == {cell: (value or 0) + 500 for cell, value in before.items()}


def test_large_selections_are_split_and_come_back_whole(
    client: Client,
    replay: Any,
    answers: Any,
    wish: Any,
    published: Cells,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Pxweb.configured
    monkeypatch.setattr(Pxweb, "configured", lambda self: read(self).model_copy(update={"most_cells": 400}))
    source = TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"]}
    came = values(whole(fetched(client, replay.scb, [wish("i", *EVERY, source=source)], answers)["i"]))
    assert len(data_calls(replay)) > 8
    assert came["13", "2026M04", "women"] == sum(published["13", age, "women", "2026M04"] for age in AGES)
    assert len(came) == 21 * 3 * 4


def test_a_selection_too_long_for_an_address_is_posted_and_answered(
    client: Client, replay: Any, answers: Any, wish: Any, published: Cells, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laget.data.sources.pxweb.calls.LONGEST_GET", 100)
    source = TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"]}
    came = values(whole(fetched(client, replay.scb, [wish("i", *EVERY, source=source)], answers)["i"]))
    assert [call["method"] for call in data_calls(replay)] == ["POST"]
    assert came["14", "2026M01", "total"] == sum(published["14", age, "total", "2026M01"] for age in AGES)


def test_the_publishers_own_pace_is_kept(client: Client, replay: Any) -> None:
    source = Pxweb(client, publisher=pxweb.publisher("scb", {"LAGET_SCB_URL": replay.scb}))
    assert source.publisher.pace == Pace(1, 1.0)  # before it has been read
    source.configured()
    assert source.publisher.pace == Pace(30, 10.0)


# Faults


@pytest.mark.parametrize("kind", ["429", "503", "truncate", "html"])
@pytest.mark.parametrize("match", ["/config", "/metadata", "/codelists/", "/data"])
def test_a_fault_anywhere_that_passes_leaves_no_trace(
    client: Client, replay: Any, answers: Any, wish: Any, match: str, kind: str
) -> None:
    replay.fault(match, kind, times=1, retry_after=0)
    source = TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"]}
    assert (
        len(values(whole(fetched(client, replay.scb, [wish("i", "13", source=source)], answers)["i"]))) == 12
    )


@pytest.mark.parametrize(
    ("match", "failed"),
    [("/config", {"a", "b"}), ("/metadata", {"a", "b"}), ("/codelists/", {"b"}), ("0-9&", {"a"})],
)
def test_a_fault_that_stays_is_told_for_those_it_concerns(
    client: Client, replay: Any, answers: Any, wish: Any, match: str, failed: set[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr(pxweb, "UNTIL_CONFIGURED", Pace(1000, 1.0))
    replay.fault(match, "html", times=99)
    wanted = [
        wish("a", "13", source=TAB6471 | {"select": {"Alder": "0-9", "Kon": "1"}, "time": "Tid"}),
        wish(
            "b",
            "13",
            source=TAB6471 | {"codelist": TEN_YEARS, "sum": ["Alder"], "select": {"Alder": AGES[1:]}},
        ),
    ]
    outcomes = fetched(client, replay.scb, wanted, answers)
    assert {name for name, one in outcomes.items() if isinstance(one, Refusal)} == failed
    for name in failed:
        assert isinstance(outcomes[name], Passing)


def test_an_answer_without_a_single_value_is_told(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    replay.fault("/data", "empty", times=1)
    outcome = fetched(
        client, replay.scb, [wish("i", "13", source=TAB6471 | {"select": {"Alder": "0-9"}})], answers
    )["i"]
    assert isinstance(outcome, EmptyCube)
    assert "SCB svarade utan ett enda värde; de tidigare siffrorna ligger kvar" in outcome.said.sv
    assert answers.kept == {}
    assert len(data_calls(replay)) == 1


def test_a_description_without_variables_is_asked_for_again_and_never_kept(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    wanted = [wish("i", "13", source=TAB6471 | {"select": {"Alder": "0-9"}})]
    replay.fault("/metadata", "empty", times=99)
    told = fetched(client, replay.scb, wanted, answers)["i"]
    assert isinstance(told, Passing)
    assert "SCB beskrev en tabell utan en enda variabel trots 5 försök" in told.said.sv
    replay.no_faults()
    assert len(values(whole(fetched(client, replay.scb, wanted, answers)["i"]))) == 3 * 4


def test_a_table_that_is_not_there_is_told_and_the_others_come(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    wanted = [
        wish("borta", "13", source={"publisher": "scb", "table": "TAB1"}),
        wish("dar", "13", source=TAB6471 | {"select": {"Alder": "0-9"}}),
    ]
    outcomes = fetched(client, replay.scb, wanted, answers)
    assert isinstance(outcomes["borta"], Gone)
    assert outcomes["borta"].said.sv.startswith("SCB har ingen tabell TAB1 (längre)")
    assert values(whole(outcomes["dar"]))


def test_a_faulty_selection_leaves_the_others(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    wanted = [
        wish("fel", "13", source=TAB6471 | {"select": {"Alder": "*"}, "sum": ["Alder"]}),
        wish("list", "13", source=TAB6471 | {"codelist": {"Alder": "vs_fel"}, "sum": ["Alder"]}),
        wish("ratt", "13", source=TAB6471 | {"select": {"Alder": "0-9"}}),
    ]
    outcomes = fetched(client, replay.scb, wanted, answers)
    assert isinstance(outcomes["fel"], TableRefused)
    assert isinstance(outcomes["list"], TableRefused)
    assert values(whole(outcomes["ratt"]))


def test_a_value_its_unit_cannot_have_is_refused(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    source = TAB6471 | {"select": {"Alder": "0-9"}}
    outcome = fetched(client, replay.scb, [wish("i", "13", source=source, unit="percent")], answers)["i"]
    assert isinstance(outcome, TableRefused)
    assert outcome.said.sv.startswith("SCB TAB6471: rad 1: ")


# Publishers that answer otherwise

AREAS = {"13": "Hallands län", "14": "Västra Götalands län"}
SECTORS = {"a": "stat", "b": "kommun"}


@pytest.fixture
def table(
    client: Client, told: Any, answers: Any, wish: Any, described: Callable[..., dict[str, Any]]
) -> Callable[..., Tidy | Refusal]:
    """Let a publisher answer with a description and a cube, and return what comes of it."""

    def table(
        variables: Mapping[str, Mapping[str, str]],
        cube: Mapping[str, Any],
        *,
        extension: Mapping[str, Mapping[str, Any]] | None = None,
        areas: Sequence[str] = ("13", "14"),
        shape: Mapping[str, Mapping[str, str]] | None = None,
        **source: Any,
    ) -> Tidy | Refusal:
        description = described(extension, **variables)
        told.answers |= {
            "/config": {"maxDataCells": 1000, "maxCallsPerTimeWindow": 1000, "timeWindow": 1},
            "/tables/T1/metadata": description,
            "/tables/T1/data": described(extension, **(shape or variables)) | dict(cube),
        }
        one = wish("i", *areas, source={"publisher": "scb", "table": "T1"} | source)
        return fetched(client, told.base, [one], answers)["i"]

    return table


Table = Callable[..., Tidy | Refusal]


def test_a_sum_with_a_missing_part_is_missing_with_its_mark(table: Table, told: Any) -> None:
    told.answers["/codelists/vs"] = {
        "id": "vs",
        "values": [{"code": code, "label": name, "valueMap": [code]} for code, name in SECTORS.items()],
    }
    tidy = whole(
        table(
            {"Region": AREAS, "Sektor": SECTORS, "Tid": {"2024": "2024", "2025": "2025"}},
            {"value": [1, 2, 10, None, 100, 200, 1000, 2000], "status": {"3": ".."}},
            extension={"Sektor": {"codelists": [{"id": "vs", "label": "sektorer"}]}},
            codelist={"Sektor": "vs"},
            sum=["Sektor"],
        )
    )
    rows = {(row["area"], row["period"]): (row["value"], row["status"]) for row in tidy.table.to_pylist()}
    assert rows == {
        ("13", "2024"): (11.0, ""),
        ("13", "2025"): (None, ".."),
        ("14", "2024"): (1100.0, ""),
        ("14", "2025"): (2200.0, ""),
    }


def test_a_sum_of_decimals_is_rounded_to_twelve_digits(table: Table, told: Any) -> None:
    told.answers["/codelists/vs"] = {"id": "vs", "values": [{"code": code} for code in SECTORS]}
    tidy = whole(
        table(
            {"Region": {"13": "Hallands län"}, "Sektor": SECTORS, "Tid": {"2025": "2025"}},
            {"value": [0.1, 0.2]},
            extension={"Sektor": {"codelists": [{"id": "vs"}]}},
            codelist={"Sektor": "vs"},
            sum=["Sektor"],
        )
    )
    assert list(values(tidy).values()) == [0.3]


def test_quarters_and_missing_marks_are_read(table: Table) -> None:
    tidy = whole(
        table(
            {"Region": AREAS, "Tid": {"2024K4": "2024K4", "2025K1": "2025K1"}},
            {"value": {"0": 1.5, "3": 2.5}, "status": {"1": ":", "2": "."}},
        )
    )
    rows = [(row["area"], row["period"], row["value"], row["status"]) for row in tidy.table.to_pylist()]
    assert rows == [
        ("13", "2024Q4", 1.5, ""),
        ("13", "2025Q1", None, ":"),
        ("14", "2024Q4", None, "."),
        ("14", "2025Q1", 2.5, ""),
    ]


def test_a_total_by_leaving_out_and_its_parts_come_as_one_table(
    client: Client, told: Any, answers: Any, wish: Any, described: Callable[..., dict[str, Any]]
) -> None:
    place = {"Region": {"13": "Hallands län"}}
    sexes, year = {"Kon": {"1": "män", "2": "kvinnor"}}, {"Tid": {"2025": "2025"}}
    left_out = {"Kon": {"elimination": True}}
    told.answers |= {
        "/config": {"maxDataCells": 1000, "maxCallsPerTimeWindow": 1000, "timeWindow": 1},
        "/tables/T1/metadata": described(left_out, **place, **sexes, **year),
    }

    class ByQuery(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            if path != "/tables/T1/data":
                return super().get(path, default)
            if "valueCodes%5BKon%5D" in told.asked[-1]:
                return described(left_out, **place, **sexes, **year) | {"value": [3, 4]}
            return described(**place, **year) | {"value": [8]}

    told.answers = ByQuery(told.answers)
    client.limits = replace(client.limits, calls_at_once=1)
    one = wish("i", "13", source={"publisher": "scb", "table": "T1"})
    came = values(whole(fetched(client, told.base, [one], answers)["i"]))
    assert came == {("13", "2025", "total"): 8, ("13", "2025", "men"): 3, ("13", "2025", "women"): 4}


def test_a_table_without_areas_is_about_the_whole_country(table: Table) -> None:
    tidy = whole(table({"Tid": {"2025": "2025"}}, {"value": [7]}, areas=("00", "13")))
    assert values(tidy) == {("00", "2025", "total"): 7}
    assert tidy.missing == ("13",)


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ({"Tid": {"2025": "2025"}}, [1]),  # the silent default, which leaves out the region
        ({"Region": {"13": "Hallands län"}, "Tid": {"2025": "2025"}}, [1]),
        ({"Region": AREAS | {"20": "Dalarnas län"}, "Tid": {"2025": "2025"}}, [1, 2, 3]),
        ({"Region": AREAS, "Sektor": SECTORS, "Tid": {"2025": "2025"}}, [1, 2, 3, 4]),
    ],
)
def test_a_cube_that_does_not_hold_what_was_asked_for_is_told(
    table: Table, answers: Any, shape: Mapping[str, Mapping[str, str]], value: Sequence[float]
) -> None:
    outcome = table({"Region": AREAS, "Tid": {"2025": "2025"}}, {"value": value}, shape=shape)
    assert isinstance(outcome, Passing)
    assert answers.kept == {}


def test_a_period_that_cannot_be_read_is_refused(table: Table) -> None:
    outcome = table({"Region": AREAS, "Tid": {"vecka 3": "vecka 3"}}, {"value": [1, 2]})
    assert isinstance(outcome, TableRefused)
    assert "vecka 3" in outcome.said.sv


def test_another_publisher_answers_at_its_own_setting() -> None:
    found = pxweb.publisher("fohm", {"LAGET_FOHM_URL": "https://fohm.example/api/v2/"})
    assert (found.id, found.name, found.base) == ("fohm", "FOHM", "https://fohm.example/api/v2")
    assert pxweb.publisher("scb", {}).base == "https://statistikdatabasen.scb.se/api/v2"
    with pytest.raises(UnfitSetting, match="LAGET_FOHM_URL is missing"):
        pxweb.publisher("fohm", {})


def test_a_fault_of_one_call_is_the_indicators(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    replay.fault("/data", "410", times=99)
    outcome = fetched(
        client, replay.scb, [wish("i", "13", source=TAB6471 | {"select": {"Alder": "0-9"}})], answers
    )["i"]
    assert isinstance(outcome, Fault)
    assert "410" in outcome.said.sv
