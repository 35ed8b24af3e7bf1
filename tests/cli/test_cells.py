"""The example's edition carries the figures that its verdicts speak of, and stays small."""

import json
from pathlib import Path

import pytest

from laget.core.canonical import canonical_bytes
from laget.core.followup.edition import Edition
from laget.data.editions import read_edition


@pytest.fixture
def example(shown: Path) -> Edition:
    """The example region's edition."""
    return read_edition(shown / "demo/edition.json")


def test_every_level_that_the_example_judges_is_carried(example: Edition) -> None:
    own = {"at_least", "at_most", "hold", "corridor", "change", "pace", "direction", "budget"}
    judged = [one for one in example.verdicts if one.form in own and one.value is not None]
    assert len(judged) > 20
    for one in judged:
        where = {"area": one.area, "period": str(one.value_year)}
        assert example.value(one.indicator, **where) == one.value
        for year in one.years:
            assert example.value(one.indicator, area=one.area, period=str(year)) is not None


def test_the_example_carries_its_figures_in_a_fifth_of_its_size(example: Edition) -> None:
    written = json.loads(canonical_bytes(example))
    assert len(json.dumps(written["cells"])) * 5 < len(json.dumps(written))
