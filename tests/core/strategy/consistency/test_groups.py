"""The two groups of a gap against what the indicator's source is known to have."""

from typing import Any

import pytest

from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument

KOLADA = {"publisher": "kolada", "kpi": "N01982"}
TABLE = {"publisher": "scb", "table": "TAB1"}
BORN = {**TABLE, "group": "Fodd", "groups": {"1": "born_abroad", "2": "born_in_sweden"}}
FILE = {"file": "f.csv", "columns": {"area": 1, "period": 2, "value": 3}}
FILE_OF_GROUPS = {"file": "f.csv", "columns": {"area": 1, "period": 2, "value": 3, "group": 4}}


def told(small: dict[str, Any], groups: list[str], **indicator: Any) -> list[tuple[str, str]]:
    """Return what is told of a gap between two groups of an indicator."""
    small["indicators"][0].update(indicator)
    small["targets"] = [
        {"id": "t", "element": "liv", "indicator": "utb", "form": "smaller_gap", "value": 3, "groups": groups}
    ]
    found = consistency_faults(StrategyDocument.model_validate(small))
    return [(fault.severity, fault.said.en) for fault in found]


@pytest.mark.parametrize(
    ("groups", "indicator"),
    [
        (["women", "men"], {"source": KOLADA}),
        (["women", "total"], {"source": TABLE}),
        (["born_abroad", "born_in_sweden"], {"source": BORN}),
        (["16-24 år", "25-64 år"], {"source": {**TABLE, "group": "Alder"}}),
        (["born_abroad", "born_in_sweden"], {"source": FILE_OF_GROUPS}),
        (["stad", "land"], {"source": FILE_OF_GROUPS}),
        (["stad", "total"], {"source": {**FILE_OF_GROUPS, "groups": {"tätort": "stad"}}}),
    ],
)  # fmt: skip
def test_groups_that_the_source_has_or_may_have_are_well(
    small: dict[str, Any], groups: list[str], indicator: dict[str, Any]
) -> None:
    assert told(small, groups, **indicator) == []


@pytest.mark.parametrize(
    ("groups", "indicator", "lacking"),
    [
        (["women", "men"], {"source": KOLADA, "by": []}, ["women", "men"]),
        (["born_abroad", "total"], {"source": KOLADA}, ["born_abroad"]),
        (["unga", "total"], {"source": {**TABLE, "group": "Alder", "groups": {"1": "ung"}}}, ["unga"]),
        (["women", "men"], {"source": FILE}, ["women", "men"]),
    ],
)
def test_groups_that_the_source_cannot_have_are_faults(
    small: dict[str, Any], groups: list[str], indicator: dict[str, Any], lacking: list[str]
) -> None:
    found = told(small, groups, **indicator)

    assert [severity for severity, _ in found] == ["fault"] * len(lacking)
    assert [sentence.split("“")[2].split("”")[0] for _, sentence in found] == lacking


def test_a_group_near_a_known_one_is_asked_about_where_it_may_be_the_files_own(small: dict[str, Any]) -> None:
    assert told(small, ["womem", "men"], source=FILE_OF_GROUPS) == [
        ("warning", "“womem” is unusual; did you mean “women”?")
    ]
