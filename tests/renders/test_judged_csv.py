"""How numbers are written in the answer of `laget judge`."""

import numpy as np
import pytest

from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Judged
from laget.renders.judged_csv import judged_csv


def written(number: float) -> str:
    one = np.array([number])
    none = np.array([-1])
    judged = Judged(
        classes=np.array([0], np.int8),
        reason=np.array([0], np.int8),
        progress=one,
        score=one * np.nan,
        projected=one * np.nan,
        base_year_used=none,
        last_year_used=none,
        towards=np.array([True]),
        met=np.array([False]),
    )
    return judged_csv(["t"], judged, method=METHODS["destatis"]).decode().splitlines()[1].split(",")[3]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1 / 3, "0.333333333333"),
        (-2 / 3, "-0.666666666667"),
        (5.0, "5"),
        (0.05, "0.05"),
        (0.1 + 0.2, "0.3"),
        (5e-05, "0.00005"),
        (1 / 3e6, "0.000000333333333333"),
        (123456789012345.6, "123456789012000"),
        (-0.0, "0"),
        (1e20, "1e+20"),
        (1e-20, "1e-20"),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_a_number_has_twelve_digits_and_no_exponent_where_people_would_not_write_one(
    number: float, text: str
) -> None:
    assert written(number) == text
