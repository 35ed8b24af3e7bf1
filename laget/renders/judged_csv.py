"""The answer of `laget judge`: one row for each target, judged or not."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from laget.core.followup.methods.method import Floats, Ints, Judged, Method
from laget.core.followup.reason import REASONS

COLUMNS = (
    "target", "method", "class", "progress_value", "score", "projected",
    "base_year_used", "last_year_used", "reason",
)  # fmt: skip


def judged_csv(names: Sequence[str], judged: Judged, *, method: Method) -> bytes:
    """Return the verdicts as UTF-8 CSV, in the order of `names`; what there is none of is empty.

    Numbers have a decimal point and at most twelve significant digits, and no exponent but where they are
    very large or very small.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    words = (*method.classes, "not_judged")  # the last is at -1
    writer.writerows(
        zip(
            names,
            [method.name] * len(names),
            [words[place] for place in judged.classes.tolist()],
            _numbers(judged.progress),
            _numbers(judged.score),
            _numbers(judged.projected),
            _years(judged.base_year_used),
            _years(judged.last_year_used),
            [REASONS[place].value for place in judged.reason.tolist()],
            strict=True,
        )
    )
    return text.getvalue().encode()


def _numbers(numbers: Floats) -> list[str]:
    return [_digits(number) if np.isfinite(number) else "" for number in numbers.tolist()]


def _digits(number: float) -> str:
    text = f"{number:.12g}"
    if "e" in text and 1e-12 <= abs(number) < 1e15:
        text = np.format_float_positional(float(text), trim="-")
    return "0" if text == "-0" else text


def _years(years: Ints) -> list[str]:
    return [str(year) if year >= 0 else "" for year in years.tolist()]
