"""A programme as a table, CSV or a workbook: a row for each item, with or without times."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from laget.core.forum.brought import KINDS, Entry, listed
from laget.renders.cells import words_cell
from laget.renders.workbook import Column, Sheet, Value, workbook

HOME = ZoneInfo("Europe/Stockholm")
COLUMNS = (
    Column("Datum", 12),
    Column("Start", 8),
    Column("Slut", 8),
    Column("Slutdatum", 12),
    Column("Programpunkt", 44),
    Column("Slag", 16),
    Column("Plats", 24),
    Column("Medverkande", 40),
    Column("Text", 70),
    Column("Inriktning", 30),
    Column("Länkar", 44),
    Column("Inställd", 10),
    Column("Id", 38),
)


def programme_csv(entries: Sequence[Entry]) -> bytes:
    """Return items in their order as UTF-8 CSV; times are Sweden's own, people have semicolons between.

    An end on another day than the start has it in Slutdatum.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one.heading for one in COLUMNS])
    writer.writerows([words_cell(cell) for cell in _row(one)] for one in entries)
    return text.getvalue().encode(errors="replace")


def programme_workbook(entries: Sequence[Entry], *, title: str, created: datetime | None = None) -> bytes:
    """Return items in their order as a workbook of one sheet; see `programme_csv`."""
    rows: list[Sequence[Value]] = [_row(one) for one in entries]
    sheet = Sheet(name="Program", columns=COLUMNS, rows=rows, text="Programpunkterna i ordning")
    return workbook([sheet], title=title, created=created)


def _row(one: Entry) -> list[str]:
    starts = one.starts.astimezone(HOME) if one.starts is not None else None
    ends = one.ends.astimezone(HOME) if one.ends is not None else None
    day = starts.date() if starts is not None else one.on
    last = ends.date() if ends is not None else one.until
    return [
        day.isoformat() if day is not None else "",
        _clock(starts),
        _clock(ends),
        last.isoformat() if last is not None and last != day else "",
        one.title,
        KINDS[one.kind].sv,
        one.place,
        listed(one.people),
        one.text,
        one.track,
        "\n".join(f"{link.address} ({link.title})" if link.title else link.address for link in one.links),
        "Ja" if one.is_cancelled else "",
        one.uid,
    ]


def _clock(moment: datetime | None) -> str:
    """Return a time as 09:05; in the hour of October that comes twice with its distance from UTC."""
    if moment is None:
        return ""
    return moment.strftime("%H:%M") if not moment.fold else moment.isoformat(timespec="minutes")[11:]
