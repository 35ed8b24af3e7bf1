"""Every key of the format that a person gives has its field, with a label; none is forgotten."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from laget.apps.strategy.forms import FORM_NAMES, PartForm, specs_of, target_specs
from laget.apps.strategy.forms.specs import GIVEN, MODELS, keys_of
from laget.core.strategy.document import FORMS, StrategyDocument
from laget.core.strategy.editing import Change, Kind, apply, part

WRITTEN: Mapping[str, Mapping[str, str | list[str]]] = {
    "at_least": {"value": "50,5", "year": "2030", "steps": "2027: 47\n2029: 49,5"},
    "at_most": {"value": "−2,5", "year": "2030"},
    "hold": {"base": "2020"},
    "corridor": {"low": "10", "high": "20,25"},
    "change": {"by": "−60 %", "base": "2015", "year": "2030"},
    "pace": {"by": "-0,5", "from": "2020", "year": "2030"},
    "direction": {"way": "down"},
    "better_than": {"areas": ["00", "12"], "how": "median"},
    "change_more_than": {"areas": ["12"], "base": "2015", "how": "mean"},
    "smaller_gap": {"groups_1": "women", "groups_2": "men", "measure": "ratio", "to": "40 %", "base": "2015"},
    "smaller_spread": {"measure": "range", "to": "50%", "base": "2015"},
    "all_at_least": {"value": "80", "year": "2030"},
    "all_at_most": {"value": "5", "area": ""},
    "rank": {"at_most": "3", "of": "21", "year": "2030"},
    "budget": {"total": "1000", "from": "2024", "year": "2030"},
}
MEANT: Mapping[str, Mapping[str, Any]] = {
    "at_least": {"value": 50.5, "year": 2030, "steps": {"2027": 47.0, "2029": 49.5}},
    "at_most": {"value": -2.5, "year": 2030},
    "hold": {"base": 2020},
    "corridor": {"low": 10.0, "high": 20.25},
    "change": {"by": "-60%", "base": 2015, "year": 2030},
    "pace": {"by": -0.5, "from": 2020, "year": 2030},
    "direction": {"way": "down"},
    "better_than": {"areas": ["00", "12"], "how": "median"},
    "change_more_than": {"areas": ["12"], "base": 2015},
    "smaller_gap": {"groups": ["women", "men"], "measure": "ratio", "to": "40%", "base": 2015},
    "smaller_spread": {"base": 2015},
    "all_at_least": {"value": 80.0, "year": 2030},
    "all_at_most": {"value": 5.0},
    "rank": {"at_most": 3, "year": 2030},
    "budget": {"total": 1000.0, "from": 2024, "year": 2030},
}


def test_every_form_of_target_has_a_name_and_a_try() -> None:
    assert FORM_NAMES.keys() == FORMS.keys() == WRITTEN.keys() == MEANT.keys()


@pytest.mark.parametrize("form", FORMS)
def test_every_key_of_a_form_of_target_has_a_field_with_a_label(form: str, example: StrategyDocument) -> None:
    specs = target_specs(form, example, language="sv", own={})
    given = {field.alias or name for name, field in FORMS[form].model_fields.items()} - GIVEN["target"]
    assert {spec.key for spec in specs} == given
    shown = PartForm(specs)
    assert all(str(shown.fields[name].label) for name in shown.fields)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_filled_in_is_the_target_that_was_meant(form: str, example: StrategyDocument) -> None:
    target = example.targets[0]
    own = {"id": target.id, "element": target.element, "indicator": target.indicator, "form": form}
    filled = PartForm(target_specs(form, example, language="sv", own=own), data=WRITTEN[form])
    assert filled.is_valid(), filled.errors
    gone = dict.fromkeys(key for key in part(example, Kind.TARGET, target.id) if key != "id")
    change = Change(kind=Kind.TARGET, id=target.id, values={**gone, **filled.plain(), **own})
    edited = apply(example, change).document
    kept = part(edited, Kind.TARGET, target.id)
    assert kept == {**own, **MEANT[form]}
    again = PartForm(target_specs(form, edited, language="sv", own=kept), values=kept)
    shown = {name: again[name].value() for name in again.fields}
    second = PartForm(target_specs(form, edited, language="sv", own=kept), data=shown)
    assert second.is_valid(), second.errors
    assert apply(edited, Change(kind=Kind.TARGET, id=target.id, values=second.plain())).document == edited


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_a_part_has_a_field_or_is_given_elsewhere(kind: Kind, example: StrategyDocument) -> None:
    specs = specs_of(kind, example, language="sv", own={})
    asked = {spec.key.partition(".")[0] for spec in specs}
    model: type[BaseModel] = MODELS[kind]
    known = {field.alias or name for name, field in model.model_fields.items()}
    assert asked | GIVEN.get(kind.value, frozenset()) == known
    assert [key for key, _ in keys_of(model, GIVEN.get(kind.value, frozenset()))] == [
        spec.key for spec in specs
    ]
