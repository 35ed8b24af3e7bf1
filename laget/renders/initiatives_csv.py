"""Initiatives as a table for programs: one row for each, its places, money and hopes in cells."""

import csv
import io
from collections.abc import Sequence

from laget.core.initiatives import Described, Hoped
from laget.renders.cells import words_cell

COLUMNS = (
    "id",
    "title",
    "owner",
    "kind",
    "status",
    "starts",
    "ends",
    "municipalities",
    "kronor",
    "serves",
    "hopes",
    "link",
    "invented",
)


def initiatives_csv(initiatives: Sequence[tuple[str, Described]]) -> bytes:
    """Return initiatives, each with its id, as UTF-8 CSV.

    Cells of several values have semicolons between; municipalities `1380 2024-` or `1380 2024-2026` (the
    first year out), hopes `indicator area by since-until`; without an area it is the county.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for id_, one in initiatives:
        writer.writerow(
            {
                "id": id_,
                "title": words_cell(one.title),
                "owner": words_cell(one.owner),
                "kind": one.kind,
                "status": one.status,
                "starts": one.starts or "",
                "ends": one.ends or "",
                "municipalities": "; ".join(f"{p.area} {p.joined}-{p.left or ''}" for p in one.places),
                "kronor": sum(sum_.amount for sum_ in one.money) or "",
                "serves": "; ".join(one.serves),
                "hopes": "; ".join(map(_hope, one.hopes)),
                "link": words_cell(one.link),
                "invented": "yes" if one.invented else "no",
            }
        )
    return text.getvalue().encode()


def _hope(one: Hoped) -> str:
    parts = (one.indicator, one.area, f"{one.by:g}", f"{one.since}-{one.until}")
    return " ".join(part for part in parts if part)
