"""An indicator's figures as a table for programs: one row for each figure."""

import csv
import io

import pyarrow as pa

from laget.core.areas import area
from laget.core.series import FEWEST_CASES
from laget.core.strategy.document import Indicator, said
from laget.renders.cells import words_cell

COLUMNS = (
    "indicator", "indicator_title", "unit", "area", "area_name", "period", "group",
    "value", "status", "cases",
)  # fmt: skip
SUPPRESSED = "suppressed"


def figures_csv(figures: pa.Table, *, indicator: Indicator) -> bytes:
    """Return a snapshot's figures as UTF-8 CSV, as the publisher wrote them, in their one order.

    Numbers have a decimal point and their shortest form; a missing value is empty. A figure known to rest on
    fewer than 5 cases is left out with its number of cases, and its status says so.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    title, names = words_cell(said(indicator.title).sv), dict[str, str]()
    columns = (figures[name].to_pylist() for name in ("area", "period", "group", "value", "status", "cases"))
    for code, time, group, value, status, cases in zip(*columns, strict=True):
        if code not in names:
            names[code] = area(code).name_sv
        hidden = value is not None and cases is not None and cases < FEWEST_CASES
        writer.writerow(
            (
                indicator.id, title, words_cell(indicator.unit), code, names[code], time, words_cell(group),
                "" if hidden or value is None else repr(value),
                SUPPRESSED if hidden else status,
                "" if hidden or cases is None else f"{cases:.0f}",
            )
        )  # fmt: skip
    return text.getvalue().encode()
