"""Kolada against its own figures replayed, and against answers it should not give."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from laget.core.areas import COUNTIES, area, from_kolada, municipalities_of
from laget.core.words.said import Refusal
from laget.data.http import Client, Passing
from laget.data.limits import Limits
from laget.data.sources import kolada
from laget.data.sources.kolada import Kolada, KoladaRefused, Kpi, Vanished
from laget.data.sources.source import Tidy, Wanted, empty_answer

TODAY = date(2026, 5, 1)
HALLAND = tuple(one.code for one in (area("13"), *municipalities_of("13")))
Cells = dict[tuple[str, str, int, str], float | None]


def source(client: Client, base: str) -> Kolada:
    environ = {"LAGET_KOLADA_URL": base, "LAGET_KOLADA_CALLS_PER_SECOND": "1000"}
    return Kolada(client, publisher=kolada.publisher(environ), today=TODAY)


def fetched(
    client: Client,
    base: str,
    wanted: Sequence[Wanted],
    answers: Any,
    told: list[tuple[int, int]] | None = None,
) -> dict[str, Tidy | Refusal]:
    steps = told if told is not None else []
    outcomes = list(
        source(client, base).fetch(wanted, kept=answers, progress=lambda done, of: steps.append((done, of)))
    )
    assert len(outcomes) == len(wanted), "each indicator is yielded once"
    return dict(outcomes)


def whole(outcome: Tidy | Refusal) -> Tidy:
    assert isinstance(outcome, Tidy), outcome
    return outcome


def cells(tidy: Tidy, kpi: str) -> Cells:
    return {
        (kpi, area(row["area"]).kolada, int(row["period"]), row["group"]): row["value"]
        for row in tidy.table.to_pylist()
    }


@pytest.fixture(scope="module")
def published(real: Path) -> Cells:
    """Every real value, under Kolada's own codes."""
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {(row["kpi"], row["municipality"], row["period"], "total"): row["value"] for row in rows}


@pytest.fixture(scope="module")
def everything(published: Cells) -> tuple[list[str], tuple[str, ...]]:
    """The ids of all 70 indicators, and every area that any of them has."""
    areas = {from_kolada(code).code for _, code, _, _ in published}
    return sorted({kpi for kpi, _, _, _ in published}), tuple(sorted(areas))


def all_of(wish: Any, everything: tuple[list[str], tuple[str, ...]]) -> list[Wanted]:
    kpis, areas = everything
    return [wish(kpi.lower(), *areas, source={"publisher": "kolada", "kpi": kpi}) for kpi in kpis]


def n01982(wish: Any, *areas: str, **keys: Any) -> Wanted:
    return wish("utb", *areas, source={"publisher": "kolada", "kpi": "N01982"}, **keys)  # type: ignore[no-any-return]


def test_every_real_value_comes_through_in_as_few_calls_as_there_can_be(
    client: Client, replay: Any, answers: Any, wish: Any, published: Cells, everything: Any
) -> None:
    steps: list[tuple[int, int]] = []
    outcomes = fetched(client, replay.kolada, all_of(wish, everything), answers, steps)
    came = {
        cell: value
        for name, one in outcomes.items()
        for cell, value in cells(whole(one), name.upper()).items()
    }
    assert len(outcomes) == 70
    assert came == published
    paths = [seen["url"].partition("?")[0].split("/") for seen in replay.log()]
    assert (
        len([path for path in paths if "data" in path]) == 6
    )  # 70 indicators by 39 areas, 25 of each at once
    assert len([path for path in paths if "data" not in path]) == 3
    assert steps[-1] == (9, 9)


def test_pages_are_followed_to_the_last(
    client: Client,
    replay: Any,
    answers: Any,
    wish: Any,
    published: Cells,
    everything: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kolada, "PER_PAGE", 500)
    outcomes = fetched(client, replay.kolada, all_of(wish, everything), answers)
    came = {
        cell: value
        for name, one in outcomes.items()
        for cell, value in cells(whole(one), name.upper()).items()
    }
    assert came == published
    assert len(replay.log()) > 25


def test_a_table_says_where_it_comes_from(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    tidy = whole(fetched(client, replay.kolada, [n01982(wish, "13", "00", "1380", "0114")], answers)["utb"])
    assert tidy.request.sv == (
        "GET kolada /data/kpi/N01982/municipality/0000,0013,0114,1380?page=1&per_page=5000"
    )
    assert (tidy.source.sv, tidy.worked.sv) == ("Källa: Kolada", "Källa: SCB, egen bearbetning")
    assert tidy.publisher_updated == "2026-04-30"
    assert "Källa:" in tidy.definition
    assert tidy.missing == ("0114",)
    assert tidy.silent == ()
    assert tidy.ended is None
    assert json.loads(tidy.answers[0].body)["values"]


def test_groups_are_named_in_the_one_vocabulary(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    for gender, value in (("K", 51.5), ("M", 40.25)):
        replay.revise(kpi="N01982", municipality="0013", period=2021, gender=gender, value=value)
    tables = {
        by: whole(
            fetched(client, replay.kolada, [n01982(wish, "13", by=list(by))], answers)["utb"]
        ).table.to_pylist()
        for by in (("sex",), ())
    }
    of_2021 = {row["group"]: row["value"] for row in tables["sex",] if row["period"] == "2021"}
    assert of_2021 == {"total": 43.29, "women": 51.5, "men": 40.25} | {"total": of_2021["total"]}
    assert {row["group"] for row in tables[()]} == {"total"}


def test_a_value_that_was_taken_away_is_missing_and_not_zero(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=None)
    tidy = whole(fetched(client, replay.kolada, [n01982(wish, "13")], answers)["utb"])
    row = next(row for row in tidy.table.to_pylist() if row["period"] == "2021")
    assert row["value"] is None


def test_the_mark_of_a_missing_value_is_kept(
    client: Client, replay: Any, answers: Any, wish: Any, everything: Any
) -> None:
    outcomes = fetched(client, replay.kolada, all_of(wish, everything), answers)
    missing = [
        row for one in outcomes.values() for row in whole(one).table.to_pylist() if row["value"] is None
    ]
    assert [row["status"] for row in missing] == ["Missing"]


def test_an_indicator_that_is_gone_is_told_and_the_others_come(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    gone = wish("borta", "13", source={"publisher": "kolada", "kpi": "N99999"})
    outcomes = fetched(client, replay.kolada, [gone, n01982(wish, "13")], answers)
    assert isinstance(outcomes["borta"], Vanished)
    assert "Kolada har inget nyckeltal N99999 (längre); välj ett annat för borta" in outcomes["borta"].said.sv
    assert whole(outcomes["utb"]).table.num_rows == 13
    assert not [seen for seen in replay.log() if "/data/" in seen["url"] and "N99999" in seen["url"]]


def test_an_indicator_that_the_catalogue_leaves_out_once_is_asked_for_again(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    replay.fault("/kpi/N01982?", "empty", times=1)
    assert whole(fetched(client, replay.kolada, [n01982(wish, "13")], answers)["utb"]).table.num_rows == 13


def test_a_catalogue_that_leaves_an_indicator_out_is_not_kept_for_a_day(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    replay.fault("/kpi/N01982?", "empty", times=2)
    assert isinstance(fetched(client, replay.kolada, [n01982(wish, "13")], answers)["utb"], Vanished)
    assert whole(fetched(client, replay.kolada, [n01982(wish, "13")], answers)["utb"]).table.num_rows == 13


def test_an_empty_catalogue_is_a_fault_and_no_indicator_is_said_to_be_gone(
    client: Client, replay: Any
) -> None:
    replay.fault("/kpi?", "empty", times=99)
    with pytest.raises(Passing, match="an empty catalogue after 5 tries"):
        source(client, replay.kolada).catalogue()


def test_an_indicator_without_areas_has_no_figures(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    assert whole(fetched(client, replay.kolada, [n01982(wish)], answers)["utb"]).table.num_rows == 0


def test_the_same_indicator_may_be_wanted_twice(client: Client, replay: Any, answers: Any, wish: Any) -> None:
    wanted = [
        wish(name, *areas, source={"publisher": "kolada", "kpi": "N01982"})
        for name, areas in (("ett", ("13",)), ("tva", ("1380",)), ("tre", ("13",)))
    ]
    outcomes = fetched(client, replay.kolada, wanted, answers)
    found = {name: set(whole(one).table["area"].to_pylist()) for name, one in outcomes.items()}
    assert found == {"ett": {"13"}, "tva": {"1380"}, "tre": {"13"}}


# Faults


def test_a_page_that_repeats_itself_once_does_no_harm(
    client: Client, replay: Any, answers: Any, wish: Any, published: Cells
) -> None:
    replay.fault("/data/", "stale_page", times=2)
    tidy = whole(fetched(client, replay.kolada, [n01982(wish, *HALLAND)], answers)["utb"])
    came = cells(tidy, "N01982")
    assert came == {cell: published[cell] for cell in came}
    assert len(came) == 13 * 7
    assert len(answers.kept) == 1


def test_a_page_that_goes_on_repeating_itself_is_told(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    replay.fault("/data/", "stale_page", times=99)
    outcome = fetched(client, replay.kolada, [n01982(wish, *HALLAND)], answers)["utb"]
    assert isinstance(outcome, Passing)
    assert "Kolada upprepade sida 1 i stället för att gå vidare trots 5 försök" in outcome.said.sv
    assert answers.kept == {}


def test_a_later_page_that_is_empty_or_the_same_again_is_told(
    client: Client, told: Any, answers: Any, wish: Any
) -> None:
    row = {"kpi": "N01982", "municipality": "0013", "period": 2021, "values": []}
    told.answers["/kpi/N01982"] = {"values": [{"id": "N01982", "title": "t"}], "next_url": None}
    told.answers["/data/kpi/N01982/municipality/0013"] = {
        "values": [row],
        "next_url": "http://elsewhere/?page=2",
    }
    outcome = fetched(client, told.base, [n01982(wish, "13")], answers)["utb"]
    assert isinstance(outcome, Passing)
    assert "upprepade sida 2" in outcome.said.sv


def test_the_next_page_is_never_asked_for_at_another_host(
    client: Client, told: Any, answers: Any, wish: Any
) -> None:
    told.answers["/kpi/N01982"] = {
        "values": [{"id": "N01982", "title": "t"}],
        "next_url": "http://localhost:9/?page=2",
    }
    outcome = fetched(client, told.base, [n01982(wish, "13")], answers)["utb"]
    assert isinstance(outcome, Passing)
    assert {path.partition("?")[2] for path in told.asked} == {"page=1&per_page=5000", "page=2&per_page=5000"}


@pytest.mark.parametrize("kind", ["html", "truncate", "503"])
def test_a_call_that_fails_leaves_the_indicators_of_the_others(
    client: Client, replay: Any, answers: Any, wish: Any, everything: Any, kind: str
) -> None:
    replay.fault("/data/kpi/N00401", kind, times=99, retry_after=0)
    outcomes = fetched(client, replay.kolada, all_of(wish, everything), answers)
    failed = {name for name, one in outcomes.items() if isinstance(one, Refusal)}
    assert failed == {kpi.lower() for kpi in everything[0][:25]}
    assert all(whole(outcomes[kpi.lower()]).table.num_rows for kpi in everything[0][25:])


def test_an_empty_answer_is_a_fault_where_there_were_figures_before(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    before = whole(fetched(client, replay.kolada, [n01982(wish, *HALLAND)], answers)["utb"])
    assert set(before.table["area"].to_pylist()) == set(HALLAND)
    replay.fault("/data/", "empty", times=1)
    now = whole(fetched(client, replay.kolada, [n01982(wish, *HALLAND)], answers)["utb"])
    assert now.table.num_rows == 0
    assert now.silent == HALLAND
    fault = empty_answer(now, had=HALLAND)
    assert fault is not None
    assert (
        "Kolada svarade utan en enda rad för områden som hade siffror förut (Hallands län, Hylte, "
        in fault.said.sv
    )
    assert empty_answer(now, had=["14"]) is None
    assert empty_answer(before, had=HALLAND) is None


def test_an_empty_answer_for_some_of_the_areas_is_noticed(
    client: Client, replay: Any, answers: Any, wish: Any
) -> None:
    areas = tuple(one.code for one in COUNTIES) + HALLAND[1:]  # 27: two calls
    replay.fault("municipality/1383,1384", "empty", times=1)
    tidy = whole(fetched(client, replay.kolada, [n01982(wish, *areas)], answers)["utb"])
    assert tidy.silent == ("1383", "1384")
    assert tidy.table.num_rows > 0


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("N01982", "0013", 2021, ["T", "T"])], "rad 2"),
        ([("N01982", "0013", 2021, ["T"]), ("N01982", "0013", 2021, ["T"])], "rad 2"),
    ],
)
def test_two_values_for_one_cell_are_refused(
    client: Client, told: Any, answers: Any, wish: Any, rows: list[Any], why: str
) -> None:
    tell(told, rows)
    outcome = fetched(client, told.base, [n01982(wish, "13")], answers)["utb"]
    assert isinstance(outcome, KoladaRefused)
    assert outcome.said.sv.startswith("Kolada, N01982: ")
    assert why in outcome.said.sv


def test_a_value_that_is_deleted_is_no_value(client: Client, told: Any, answers: Any, wish: Any) -> None:
    tell(told, [("N01982", "0013", 2020, ["T"]), ("N01982", "0013", 2021, ["T"])])
    path = "/data/kpi/N01982/municipality/0013"
    told.answers[path]["values"][1]["values"][0]["isdeleted"] = True
    tidy = whole(fetched(client, told.base, [n01982(wish, "13")], answers)["utb"])
    assert tidy.table["period"].to_pylist() == ["2020"]


def test_a_value_its_unit_cannot_have_is_refused(client: Client, told: Any, answers: Any, wish: Any) -> None:
    tell(told, [("N01982", "0013", 2020, ["T"])], value=101)
    outcome = fetched(client, told.base, [n01982(wish, "13", unit="percent")], answers)["utb"]
    assert isinstance(outcome, KoladaRefused)
    assert "101" in outcome.said.sv


@pytest.mark.parametrize(
    "row",
    [
        ("N00001", "0013", 2021, ["T"]),  # another indicator
        ("N01982", "0014", 2021, ["T"]),  # another area
        ("N01982", "0013", 2021, ["X"]),  # a group there is not
        ("N01982", "0013", "some day", ["T"]),
    ],
)
def test_an_answer_about_something_else_is_told(
    client: Client, told: Any, answers: Any, wish: Any, row: Any
) -> None:
    tell(told, [row])
    outcome = fetched(client, told.base, [n01982(wish, "13")], answers)["utb"]
    assert isinstance(outcome, Passing)
    assert answers.kept == {}


def tell(told: Any, rows: Sequence[tuple[str, str, Any, Sequence[str]]], value: float = 1.5) -> None:
    """Let the publisher answer with rows of kpi, municipality, period and genders."""
    told.answers["/kpi/N01982"] = {"values": [{"id": "N01982", "title": "t"}], "next_url": None}
    told.answers["/data/kpi/N01982/municipality/0013"] = {
        "values": [
            {
                "kpi": kpi,
                "municipality": municipality,
                "period": period,
                "values": [
                    {"gender": gender, "count": 1, "status": "", "value": value} for gender in genders
                ],
            }
            for kpi, municipality, period, genders in rows
        ],
        "count": len(rows),
        "next_url": None,
    }


def test_an_interrupted_refresh_asks_for_the_rest_only(
    tmp_path: Path, replay: Any, answers: Any, wish: Any, everything: Any, published: Cells, limits: Limits
) -> None:
    wanted = all_of(wish, everything)

    def interrupt(done: int, _: int) -> None:
        if done == 5:  # after the catalogue's three calls and two of the six for figures
            raise KeyboardInterrupt

    with (
        Client(folder=tmp_path, limits=replace(limits, calls_at_once=1)) as client,
        pytest.raises(KeyboardInterrupt),
    ):
        list(source(client, replay.kolada).fetch(wanted, kept=answers, progress=interrupt))
    got = dict(answers.kept)
    assert 2 <= len(got) < 6
    answers.earlier = {request: (body, datetime(2026, 5, 1, tzinfo=UTC)) for request, body in got.items()}
    before = len(replay.log())
    with Client(folder=tmp_path, limits=limits) as client:
        outcomes = fetched(client, replay.kolada, wanted, answers)
    came = {
        cell: value
        for name, one in outcomes.items()
        for cell, value in cells(whole(one), name.upper()).items()
    }
    assert came == published
    assert len(replay.log()) - before == 6 - len(got)


# The catalogue's words


@pytest.mark.parametrize(
    ("title", "ended"),
    [
        ("Invånare 13-15 år, antal (-2023)", 2023),
        ("Positivt helhetsintryck, index (- 2024)", 2024),
        ("Något (–2022)", 2022),
        ("Något (2010-2019), andel (%)", 2019),
        ("Något (1998-)", None),
        ("Invånare 25-64 år med eftergymnasial utbildning, andel (%)", None),
        ("Något normalårskorrigerat med nytt normalår 2022", None),
    ],
)
def test_a_series_that_has_ended_is_read_from_its_title(title: str, ended: int | None) -> None:
    assert Kpi(id="N00000", title=title).ended == ended


def test_the_publishers_day_is_the_latest_that_has_come() -> None:
    kpi = Kpi(id="N0", title="t", prel_publication_date="2026-04-01", publication_date="2026-08-28")
    days: Mapping[date, str | None] = {
        date(2026, 3, 31): None,
        date(2026, 4, 1): "2026-04-01",
        date(2026, 9, 1): "2026-08-28",
    }
    assert {day: kpi.updated(day) for day in days} == days


def test_the_underlying_publisher_is_the_descriptions_last_source() -> None:
    told = "Andel, enligt Källa: annat. Täljare och nämnare. Källa: SCB:s medborgarundersökning."
    assert Kpi(id="N0", title="t", description=told).underlying == "SCB:s medborgarundersökning"
    assert Kpi(id="N0", title="t").underlying == "Kolada"


def test_the_next_day_of_publication_is_the_first_that_is_to_come() -> None:
    kpi = kolada.Kpi(
        id="N01982", title="Utbildning", prel_publication_date="2026-04-30", publication_date="2027-04-29"
    )
    assert kpi.awaited(date(2026, 11, 22)) == "2027-04-29"
    assert kpi.awaited(date(2026, 1, 1)) == "2026-04-30"
    assert kpi.awaited(date(2027, 4, 29)) is None
