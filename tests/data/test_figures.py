"""Which figures a strategy's indicators have in the store, and what makes two statistics the same."""

from typing import Any

import pytest

from laget.core.strategy.document import StrategyDocument
from laget.data.figures import key_of
from laget.data.snapshot import Key

KOLADA = {"publisher": "kolada", "kpi": "N01982"}
SCB = {
    "publisher": "scb",
    "table": "TAB6471",
    "codelist": {"Alder": "vs_CKM0410årN"},
    "select": {"Alder": "*", "Kon": "TotSa", "ContentsCode": "000007SF"},
    "sum": ["Alder"],
}
FILE = {
    "file": "figures-2024.csv",
    "columns": {"area": "region", "period": "år", "value": "antal"},
    "where": {"åldersgrupp": "25-64 år"},
}


def strategy(source: dict[str, Any], **more: Any) -> StrategyDocument:
    indicator = {
        "id": "a",
        "title": "A",
        "unit": "people",
        "better": "none",
        "source": source,
    } | more
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "indicators": [indicator],
        }
    )


def key(source: dict[str, Any], **more: Any) -> Key:
    document = strategy(source, **more)
    return key_of(document, document.indicators[0])


@pytest.mark.parametrize("source", [KOLADA, SCB, FILE], ids=["kolada", "scb", "file"])
def test_a_statistic_keeps_its_key_when_the_strategy_says_other_things_of_it(source: dict[str, Any]) -> None:
    same = key(source, title="En annan", unit="kr", months="mean", breaks=[2019], areas=["county"], noise=0.3)
    assert key(source) == same
    assert (same.region, same.indicator, len(same.source)) == ("halland", "a", 12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KOLADA, KOLADA | {"kpi": "N01983"}),
        (SCB, SCB | {"table": "TAB638"}),
        (SCB, SCB | {"select": {**SCB["select"], "Kon": "1"}}),  # type: ignore[dict-item]
        (SCB, SCB | {"sum": []}),
        (SCB, SCB | {"publisher": "folkhalsomyndigheten"}),
        (FILE, FILE | {"where": {"åldersgrupp": "65+ år"}}),
        (FILE, FILE | {"columns": {"area": "region", "period": "år", "value": "andel"}}),
        (KOLADA, SCB),
        (SCB, FILE),
    ],
)
def test_another_statistic_under_the_same_id_has_another_key(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SCB, SCB | {"select": {**SCB["select"], "Tid": "top(5)"}}),  # type: ignore[dict-item]
        (SCB, SCB | {"select": {**SCB["select"], "Kon": ["TotSa"]}}),  # type: ignore[dict-item]
        (FILE, FILE | {"file": "figures-2025.xlsx", "sheet": "Blad2", "header": 4, "outcomes_to": 2025}),
        (FILE, FILE | {"columns": {"area": "län", "year": "år", "month": "mån", "value": "antal"}}),
    ],
)
def test_another_layout_or_more_periods_are_the_same_statistic(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert key(one) == key(other)
