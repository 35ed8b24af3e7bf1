"""Tables written short, as PxWeb would describe them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Payload = dict[str, Any]


@pytest.fixture
def described() -> Callable[..., Payload]:
    """Make a table's description from `name={code: label}`, with what PxWeb adds under `extension`."""

    def described(
        extension: Mapping[str, Mapping[str, Any]] | None = None, **variables: Mapping[str, str]
    ) -> Payload:
        return {
            "class": "dataset",
            "label": "Tabell",
            "source": "SCB",
            "updated": "2026-06-08T06:00:00Z",
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "id": list(variables),
            "size": [len(codes) for codes in variables.values()],
            "dimension": {
                name: {
                    "label": name.lower(),
                    "category": {
                        "index": {code: place for place, code in enumerate(codes)},
                        "label": dict(codes),
                    },
                    "extension": {"elimination": False} | dict((extension or {}).get(name, {})),
                }
                for name, codes in variables.items()
            },
            "value": [],
        }

    return described
