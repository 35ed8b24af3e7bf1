"""What the publishers' own lists say: still there, ended, out until when, and what to take instead."""

from datetime import date
from pathlib import Path
from typing import Any

from laget.core.strategy.document import Indicator
from laget.core.words.said import Refusal
from laget.data.catalogue import Entry, Listed, Unlisted, listings
from laget.data.http import Client, Passing
from laget.data.limits import Limits, UnfitSetting

TODAY = date(2026, 5, 1)


def indicator(name: str, title: str = "Något", **source: Any) -> Indicator:
    return Indicator.model_validate(
        {"id": name, "title": title, "unit": "percent", "better": "none", "source": source}
    )


def in_kolada(name: str, kpi: str, title: str = "Något") -> Indicator:
    return indicator(name, title, publisher="kolada", kpi=kpi)


def listed(
    client: Client, replay: Any, *indicators: Indicator, today: date = TODAY
) -> dict[str, Listed | Refusal]:
    environ = {
        "LAGET_KOLADA_URL": replay.kolada,
        "LAGET_SCB_URL": replay.scb,
        "LAGET_KOLADA_CALLS_PER_SECOND": "1000",
    }
    return dict(listings(indicators, client=client, environ=environ, today=today))


def test_an_indicator_that_is_there_says_what_is_out_and_what_comes(client: Client, replay: Any) -> None:
    one = listed(client, replay, in_kolada("utb", "N01982"), in_kolada("kostnad", "N00003"))
    assert one["utb"] == Listed(
        publisher="Kolada",
        entry=Entry("N01982", "Invånare 25-64 år med eftergymnasial utbildning, andel (%)"),
        last_period="2025",
        updated="2026-04-30",
    )
    cost = one["kostnad"]
    assert isinstance(cost, Listed)
    assert (cost.last_period, cost.next_period, cost.next_publication) == (None, "2025", "2026-08-28")
    assert cost.updated == "2026-04-01"  # the preliminary figures


def test_an_indicator_that_has_ended_says_its_last_year_and_likely_others(
    client: Client, replay: Any
) -> None:
    ended = listed(client, replay, in_kolada("unga", "N02959"))["unga"]
    assert isinstance(ended, Listed)
    assert (ended.entry.title, ended.ended) == ("Invånare 3-19 år, antal (-2023)", 2023)
    assert "Invånare 0-19 år, antal" in [other.title for other in ended.similar]
    assert not [other for other in ended.similar if "(-20" in other.title]


def test_an_indicator_that_is_gone_is_told_with_others_of_like_title(client: Client, replay: Any) -> None:
    gone = listed(
        client,
        replay,
        in_kolada("utb", "N99999", "Invånare 25-64 år med eftergymnasial utbildning, andel (%)"),
    )["utb"]
    assert isinstance(gone, Unlisted)
    assert gone.said.sv.startswith(
        "Kolada har inget nyckeltal N99999 (längre); liknande titlar: N01982 Invånare"
    )


def test_a_table_says_its_last_period(client: Client, replay: Any) -> None:
    found = listed(client, replay, indicator("folk", publisher="scb", table="TAB6471"))["folk"]
    assert found == Listed(
        publisher="SCB",
        entry=Entry("TAB6471", "Folkmängden per månad efter region, ålder, kön och månad"),
        last_period="2026M04",
        updated="2026-06-08T06:00:00Z",
    )


def test_a_table_that_is_gone_is_told(client: Client, replay: Any) -> None:
    gone = listed(client, replay, indicator("folk", publisher="scb", table="TAB1"))["folk"]
    assert isinstance(gone, Unlisted)
    assert "SCB har ingen tabell TAB1 (längre)" in gone.said.sv


def test_a_table_that_is_old_is_shown_with_what_may_have_followed_it(client: Client, told: Any) -> None:
    old = {
        "id": "TAB1",
        "label": "Folkmängden efter region (SNI 2007) och kön. År 2000-2020",
        "lastPeriod": "2020",
        "discontinued": None,
    }
    told.answers |= {
        "/config": {"maxDataCells": 1, "maxCallsPerTimeWindow": 9, "timeWindow": 1},
        "/tables/TAB1": old,
        "/tables": {
            "tables": [
                old,
                old | {"id": "TAB2", "label": "Folkmängden efter region. År 2021-2025", "lastPeriod": "2025"},
                old | {"id": "TAB3", "label": "Folkmängden efter region. År 1990-1999", "lastPeriod": "1999"},
                old | {"id": "TAB4", "label": "Skördar. År 2021-2025", "lastPeriod": "2025"},
            ]
        },
    }
    found = dict(
        listings(
            [indicator("folk", publisher="scb", table="TAB1")],
            client=client,
            environ={"LAGET_SCB_URL": told.base},
            today=TODAY,
        )
    )["folk"]
    assert isinstance(found, Listed)
    assert found.similar == (Entry("TAB2", "Folkmängden efter region. År 2021-2025"),)
    assert found.ended is None
    assert "query=Folkm%C3%A4ngden%20efter%20region&" in told.asked[-1]


def test_a_table_said_to_be_discontinued_has_ended(client: Client, told: Any) -> None:
    told.answers |= {
        "/config": {"maxDataCells": 1, "maxCallsPerTimeWindow": 9, "timeWindow": 1},
        "/tables/TAB1": {"id": "TAB1", "label": "T", "lastPeriod": "2025K4", "discontinued": True},
        "/tables": {"tables": []},
    }
    one = [indicator("t", publisher="scb", table="TAB1")]
    environ = {"LAGET_SCB_URL": told.base}
    found = dict(listings(one, client=client, environ=environ, today=TODAY))["t"]
    assert isinstance(found, Listed)
    assert found.ended == 2025


def test_a_publisher_that_cannot_be_asked_leaves_the_others(client: Client, replay: Any) -> None:
    replay.fault("/kolada/", "html", times=99)
    found = listed(
        client,
        replay,
        in_kolada("k", "N01982"),
        indicator("s", publisher="scb", table="TAB6471"),
        indicator("f", publisher="fohm", table="TAB1"),
    )
    assert isinstance(found["k"], Passing)
    assert isinstance(found["s"], Listed)
    assert isinstance(found["f"], UnfitSetting)


def test_lists_are_asked_for_once_a_day(tmp_path: Path, limits: Limits, replay: Any) -> None:
    for _ in range(2):
        with Client(folder=tmp_path, limits=limits) as client:
            listed(client, replay, in_kolada("k", "N01982"), indicator("s", publisher="scb", table="TAB6471"))
    assert len(replay.log()) == 4  # two pages of Kolada's list, the configuration and the table of SCB


def test_a_file_is_in_no_list(client: Client, replay: Any) -> None:
    file = indicator("f", file="a.csv", columns={"area": "a", "period": "b", "value": "c"})
    assert listed(client, replay, file) == {}
