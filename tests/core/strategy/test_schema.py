"""The JSON Schema that is made from the models, and its copy among the pages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from laget.core.strategy.document import FORMS
from laget.core.strategy.schema import schema, schema_text

DOCS = Path(__file__).resolve().parents[3] / "docs"


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema of an object in a schema."""
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


def test_the_copy_in_docs_is_what_the_models_make() -> None:
    assert (DOCS / "strategi.schema.json").read_text(encoding="utf-8") == schema_text()


def test_no_object_has_room_for_unknown_keys() -> None:
    found = list(objects(schema()))

    assert len(found) > 30
    assert all(part["additionalProperties"] is False for part in found)


def test_every_form_of_target_has_its_keys() -> None:
    made = schema()
    forms = {
        part["properties"]["form"]["const"]: part for part in objects(made) if "form" in part["properties"]
    }

    assert set(forms) == set(FORMS)
    assert set(forms["change"]["required"]) == {"id", "element", "indicator", "form", "by", "base"}
    assert "from" in forms["budget"]["properties"]
    assert forms["rank"]["properties"]["at_most"] == {"maximum": 21, "minimum": 1, "type": "integer"}


def test_it_says_what_is_required_and_which_words_there_are() -> None:
    made = schema()

    assert made["required"] == ["format", "region", "strategy"]
    assert made["properties"]["format"]["const"] == "laget/1"
    assert made["$defs"]["Indicator"]["properties"]["better"]["enum"] == [
        "higher",
        "lower",
        "corridor",
        "none",
    ]
    assert made["$defs"]["Link"]["properties"]["from"]["type"] == "string"


def test_it_is_json_of_the_draft_it_names() -> None:
    assert json.loads(schema_text())["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_reference_names_every_key_and_every_word() -> None:
    page = (DOCS / "strategy-format.md").read_text(encoding="utf-8")
    keys = {key for part in objects(schema()) for key in part["properties"]}
    words = {
        word
        for part in objects(schema())
        for value in part["properties"].values()
        for word in [*value.get("enum", ()), value.get("const", "laget/1")]
    }

    prose = page.split("```")[2]
    named = set(re.findall("[a-z_/0-9]+", " ".join(re.findall("`([^`]+)`", prose))))

    assert (keys | words) - named == set()
