"""Faulty sentences are stopped for the right reason, and sound ones pass."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from laget.core.words.guard.register import RULES, guarded

TABLE: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("rule", "text"), TABLE["alone"]["faulty"], ids=lambda one: one[:60])
def test_a_sentence_against_itself_is_stopped(rule: str, text: str) -> None:
    assert rule in {fault.rule for fault in guarded(text)}


@pytest.mark.parametrize("text", TABLE["alone"]["sound"], ids=lambda one: one[:60])
def test_a_sound_sentence_passes(text: str) -> None:
    assert guarded(text) == ()


@pytest.mark.parametrize(("rule", "text"), TABLE["against"]["faulty"], ids=lambda one: one[:60])
def test_a_sentence_against_its_figures_is_stopped(follow: Any, rule: str, text: str) -> None:
    assert rule in {fault.rule for fault in follow.guarded(text)}


@pytest.mark.parametrize("text", TABLE["against"]["sound"], ids=lambda one: one[:60])
def test_a_sentence_with_its_figures_passes(follow: Any, text: str) -> None:
    assert follow.guarded(text) == ()


def test_every_rule_stops_several_sentences() -> None:
    stopped = [rule for part in TABLE.values() for rule, _ in part["faulty"]]
    assert {name: stopped.count(name) >= 2 for name in RULES} == dict.fromkeys(RULES, True)
    assert len(stopped) >= 60
    assert sum(len(part["sound"]) for part in TABLE.values()) >= 60
