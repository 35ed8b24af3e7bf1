"""A programme from any file that tells by its first signs what it is, whatever its name."""

import codecs
import datetime
import re
from collections.abc import Sequence

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.ics import read_calendar
from laget.data.programmes.schedule_json import read_json
from laget.data.programmes.schedule_xml import read_xml
from laget.data.programmes.tables import read_tables
from laget.data.sources.tables.workbook import OLE, ZIP

LARGEST_FILE = 20_000_000  # bytes: the programmes of the largest conferences are a fifth of it
FIRST = 200_000  # bytes among which a calendar begins, whatever stands before it
CALENDAR = re.compile(
    r"^(\s|ï»¿|\ufeff)*BEGIN:V(CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# What people have a programme as too, by the first bytes; a Word document is a ZIP with these parts.
OTHERS = {
    b"%PDF": Said("en PDF", "a PDF"),
    b"{\\rtf": Said("ett textdokument (RTF)", "a text document (RTF)"),
    b"\x89PNG": Said("en bild", "a picture"),
    b"\xff\xd8\xff": Said("en bild", "a picture"),
    b"GIF8": Said("en bild", "a picture"),
}
DOCUMENTS = {
    b"word/document.xml": Said("ett textdokument (Word)", "a text document (Word)"),
    b"ppt/presentation.xml": Said("en presentation", "a slide show"),
}
MARKUP = re.compile(r"<[?a-zA-Z!]")
PAGE = re.compile(r"<(!doctype\s+html|html)\b", re.IGNORECASE)


def programme_in(
    data: bytes, *, days: Sequence[datetime.date] = (), today: datetime.date | None = None
) -> Brought:
    """Return the items of a programme, and item by item what could not be used.

    Reads iCalendar, schedule.json, schedule.xml, CSV and XLSX. `days` are those of the event, for files that
    give times of day alone; `today` tells the year of days without one. Raises FileRefused where the file is
    too large or holds no programme.
    """
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        raise FileRefused(
            Said(
                f"Filen är större än {most} MB och läses inte. Dela upp den.",
                f"The file is larger than {most} MB and is not read. Split it.",
            )
        )
    other = next((said for sign, said in OTHERS.items() if data.startswith(sign)), None)
    if other is None and data.startswith(ZIP):
        other = next((said for name, said in DOCUMENTS.items() if name in data), None)
    if other is not None:
        raise FileRefused(
            Said(
                f"Filen är {other.sv} och läses inte. Spara programmet som en tabell (XLSX eller CSV).",
                f"The file is {other.en} and is not read. Save the programme as a table (XLSX or CSV).",
            )
        )
    if data.startswith((*ZIP, OLE)):
        return read_tables(data, days=days, today=today)
    start = data[:FIRST]
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = start.decode("utf-16" if wide else "latin-1", errors="replace")
    opening = text.removeprefix("ï»¿").removeprefix("\ufeff").lstrip()
    if not opening.strip("\x00"):
        raise FileRefused(Said("Filen är tom.", "The file is empty."))
    if opening[:1] in "[{":
        return read_json(data)
    if CALENDAR.search(text.replace("\r", "\n")):
        return read_calendar(data, days=days)
    if PAGE.search(opening[:2000]) and "<schedule" not in opening:
        raise FileRefused(
            Said(
                "Filen är en webbsida, inget program. Hämta filen själv i stället för sidan om den.",
                "The file is a web page, no programme. Fetch the file itself, not the page about it.",
            )
        )
    if MARKUP.match(opening):
        return read_xml(data)
    return read_tables(data, days=days, today=today)
