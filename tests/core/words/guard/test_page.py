"""The guard's page: every rule is there, and every example is run."""

import re
from pathlib import Path
from typing import Any

import pytest

from laget.core.words.guard.register import RULES, guarded

PAGE = Path(__file__).resolve().parents[4] / "docs/methods/guard.md"
TEXT = PAGE.read_text("utf-8")
SECTIONS = re.findall(r"^### `(\w+)`(.*?)(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES = [
    (rule, kind, what, sentence)
    for rule, section in SECTIONS
    for kind, block in re.findall(r"^```(guard\S*)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    for what, sentence in (line.split(": ", 1) for line in block.splitlines())
]


@pytest.mark.parametrize(("rule", "kind", "what", "sentence"), EXAMPLES)
def test_an_example_of_the_page_is_as_it_says(
    follow: Any, rule: str, kind: str, what: str, sentence: str
) -> None:
    faults = follow.guarded(sentence) if kind == "guard-with-figures" else guarded(sentence)
    if what == "stops":
        assert rule in {fault.rule for fault in faults}
    else:
        assert what == "passes"
        assert faults == ()


def test_the_page_has_every_rule_in_order_with_an_example_of_each_kind() -> None:
    assert [rule for rule, _ in SECTIONS] == list(RULES)
    shown = {(rule, what) for rule, _, what, _ in EXAMPLES}
    assert shown == {(rule, what) for rule in RULES for what in ("stops", "passes")}
