"""Which column of a file holds what, in the ways it may be written."""

import pytest
from pydantic import ValidationError

from laget.core.strategy.source import Columns


@pytest.mark.parametrize(
    ("written", "year", "month", "quarter"),
    [
        (["År", "Månad"], "År", "Månad", None),
        ([1, 2], 1, 2, None),
        ({"year": "År", "month": "Månad"}, "År", "Månad", None),
        ({"year": "År", "quarter": "Kvartal"}, "År", None, "Kvartal"),
    ],
)
def test_a_period_in_two_columns_may_be_written_together(
    written: object, year: int | str, month: int | str | None, quarter: str | None
) -> None:
    columns = Columns.model_validate({"period": written, "value": "antal"})
    assert (columns.period, columns.year, columns.month, columns.quarter) == (None, year, month, quarter)


@pytest.mark.parametrize("written", [["År"], ["År", "Månad", "Dag"], {"day": "Dag"}, [], {}])
def test_a_period_written_in_another_way_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Columns.model_validate({"period": written, "value": "antal"})
