"""Every way a strategy file can be wrong: the line and path it is said of, and what to do about it."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from laget.core.strategy.faults import path_text
from laget.data.strategy_file import PlacedFault, StrategyRefused, read_strategy

HERE = Path(__file__).parent
GOOD = (HERE / "strategy.yaml").read_text(encoding="utf-8")
TABLE = YAML(typ="safe").load(HERE / "bad_strategies.yaml")
CASES = [
    pytest.param(severity, case, id=name)
    for severity, cases in (("fault", TABLE["faults"]), ("warning", TABLE["warnings"]))
    for name, case in cases.items()
]


def found_in(text: str, folder: Path) -> tuple[PlacedFault, ...]:
    """Return all that is said of a strategy."""
    file = folder / "strategi.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        return read_strategy(file).warnings
    except StrategyRefused as refused:
        return refused.faults


def test_the_good_file_is_good(tmp_path: Path) -> None:
    assert found_in(GOOD, tmp_path) == ()


@pytest.mark.parametrize(("severity", "case"), CASES)
def test_is_said_with_line_path_and_remedy(severity: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert case["old"] in GOOD
    text = GOOD.replace(case["old"], case["new"], 1)
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if case["at"] in row)

    found = found_in(text, tmp_path)

    places = [(one.line, path_text(one.path), one.severity) for one in found if case["says"] in one.said.sv]
    assert (line, case["path"], severity) in places, [one.printed.sv for one in found]
    assert any(one.severity == "fault" for one in found) is (severity == "fault")
    for one in found:
        assert one.said.sv
        assert one.said.en
        assert one.said.sv != one.said.en
        assert "\n" not in one.printed.sv + one.printed.en


def test_every_fault_is_said_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD
    for case in list(TABLE["faults"].values())[::5]:
        text = text.replace(case["old"], case["new"], 1)

    found = found_in(text, tmp_path)

    assert len(found) > 15
    assert [one.order for one in found] == sorted(one.order for one in found)
    assert len(set(found)) == len(found)
