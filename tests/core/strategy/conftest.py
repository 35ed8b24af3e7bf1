"""A small strategy as plain values, for tests that change one thing in it."""

from copy import deepcopy
from typing import Any

import pytest

SMALL: dict[str, Any] = {
    "format": "laget/1",
    "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
    "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2024}},
    "elements": [{"id": "liv", "level": "goal", "title": "Livskvalitet"}],
    "indicators": [
        {
            "id": "utb",
            "title": "Utbildning",
            "unit": "percent",
            "better": "higher",
            "source": {"publisher": "kolada", "kpi": "N01982"},
        }
    ],
    "targets": [],
}


@pytest.fixture
def small() -> dict[str, Any]:
    """The small strategy, the test's own to change."""
    return deepcopy(SMALL)
