"""The format as JSON Schema, made from the models, for editors and for other programs."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from laget.core.strategy.document import StrategyDocument


class _Plain(GenerateJsonSchema):
    """JSON Schema without a title that only says the key again."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the base class's signature
        return False


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a strategy file; what hangs together it cannot say."""
    made = StrategyDocument.model_json_schema(schema_generator=_Plain)
    return {
        "$schema": _Plain.schema_dialect,
        "$id": "/oppna-data/strategi.schema.json",
        **made,
        "title": "laget/1",
    }


def schema_text() -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
