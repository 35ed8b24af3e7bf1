"""A target in words before anything is measured: each form, in both languages, with all that was decided."""

from pathlib import Path
from typing import Any

import pytest

from laget import demo
from laget.core.strategy.document import FORMS, StrategyDocument
from laget.core.words.decided import decided
from laget.data.strategy_file import read_strategy
from tests.core.strategy.conftest import SMALL


@pytest.fixture(scope="module")
def example() -> StrategyDocument:
    return read_strategy(Path(demo.__file__).parent / "strategy.yaml").document


def of(**target: Any) -> StrategyDocument:
    whole = {"id": "t", "element": "liv", "indicator": "utb", **target}
    return StrategyDocument.model_validate({**SMALL, "targets": [whole]})


def test_every_form_is_told_in_both_languages(example: StrategyDocument) -> None:
    assert {target.form for target in example.targets} == set(FORMS)
    for target in example.targets:
        found = decided(target, example)
        assert found.aim.sv
        assert found.aim.sv != found.aim.en
        assert "None" not in found.aim.sv + found.aim.en
        assert "\x01" not in found.aim.sv + found.aim.en


def test_a_level_is_told_with_its_steps_and_its_base_year() -> None:
    document = of(form="at_least", value=50, year=2030, base=2015, steps={2027: 47})
    found = decided(document.targets[0], document)
    assert (found.title.sv, found.place.sv) == ("Utbildning", "Hallands län")
    assert found.aim.sv == "minst 50 procent senast 2030, med delmålet 47 procent 2027, räknat från 2015"
    assert found.aim.en == (
        "at least 50 per cent by 2030, with the step 47 per cent in 2027, counted from 2015"
    )


def test_a_gap_between_groups_names_them() -> None:
    document = of(form="smaller_gap", groups=["women", "men"], base=2015, to="50%", year=2030)
    assert decided(document.targets[0], document).aim.sv == (
        "en skillnad på högst 50 procent av den 2015 senast 2030, mellan kvinnor och män"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"form": "at_least", "value": 50}, {"form": "at_least", "value": 51}),
        ({"form": "at_least", "value": 50, "base": 2015}, {"form": "at_least", "value": 50, "base": 2016}),
        ({"form": "at_least", "value": 50, "year": 2030}, {"form": "at_least", "value": 50, "year": 2035}),
        ({"form": "at_least", "value": 50}, {"form": "at_least", "value": 50, "steps": {2027: 45}}),
        ({"form": "direction", "way": "up"}, {"form": "direction", "way": "down"}),
        ({"form": "rank", "at_most": 3}, {"form": "rank", "at_most": 3, "of": 18}),
        ({"form": "hold", "value": 50}, {"form": "hold", "base": 2020}),
        (
            {"form": "smaller_gap", "groups": ["women", "men"], "base": 2015},
            {"form": "smaller_gap", "groups": ["born_abroad", "born_in_sweden"], "base": 2015},
        ),
        (
            {"form": "better_than", "areas": ["12"]},
            {"form": "better_than", "areas": ["00"]},
        ),
    ],
)
def test_targets_that_ask_for_other_things_are_told_in_other_words(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = of(**one), of(**other)
    assert decided(first.targets[0], first).aim.sv != decided(second.targets[0], second).aim.sv
