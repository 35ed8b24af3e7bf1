"""Who is asked for what, and one refresh of all of them."""

from datetime import date
from pathlib import Path
from typing import Any

from laget.data.http import Client
from laget.data.limits import UnfitSetting
from laget.data.sources.kolada import Kolada
from laget.data.sources.pxweb.pxweb import Pxweb
from laget.data.sources.registry import sources
from laget.data.sources.source import Wanted
from laget.data.sources.tables.files import Files

FILE = {
    "file": "figures.csv",
    "publisher": "scb",
    "columns": {"area": "region", "period": "år", "value": "antal"},
}


def test_each_source_is_asked_once_for_its_share(client: Client, tmp_path: Path, wish: Any) -> None:
    files = Files(tmp_path)
    wanted: list[Wanted] = [
        wish("k1", "13", source={"publisher": "kolada", "kpi": "N01982"}),
        wish("s1", "13", source={"publisher": "scb", "table": "TAB1"}),
        wish("f1", "13", source=FILE),
        wish("k2", "13", source={"publisher": "kolada", "kpi": "N01983"}),
        wish("j1", "13", source={"publisher": "jordbruket", "table": "TAB1"}),
        wish("s2", "13", source={"publisher": "scb", "table": "TAB2"}),
    ]
    environ = {"LAGET_JORDBRUKET_URL": "https://jordbruket.example/api/v2"}
    asked = sources(wanted, files=files, client=client, environ=environ, today=date(2026, 5, 1))
    shares = [(type(source), [one.indicator.id for one in share]) for source, share in asked]
    assert shares == [(Kolada, ["k1", "k2"]), (Pxweb, ["s1", "s2"]), (Files, ["f1"]), (Pxweb, ["j1"])]
    assert [source.publisher.name for source, _ in asked if isinstance(source, Pxweb)] == [
        "SCB",
        "JORDBRUKET",
    ]


def test_a_publisher_whose_setting_is_missing_refuses_its_own_indicators_only(
    client: Client, tmp_path: Path, answers: Any, wish: Any
) -> None:
    wanted = [
        wish("utan", "13", source={"publisher": "fohm", "table": "TAB1"}),
        wish("med", "13", source={"publisher": "kolada", "kpi": "N01982"}),
    ]
    asked = sources(wanted, files=Files(tmp_path), client=client, environ={}, today=date(2026, 5, 1))
    ((name, outcome),) = asked[0][0].fetch(asked[0][1], kept=answers, progress=lambda *_: None)
    assert name == "utan"
    assert isinstance(outcome, UnfitSetting)
    assert "LAGET_FOHM_URL" in outcome.said.sv
    assert isinstance(asked[1][0], Kolada)
