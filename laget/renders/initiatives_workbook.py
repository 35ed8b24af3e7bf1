"""Initiatives as a workbook: what `laget import initiatives` reads; with none in it it is the template."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from laget.core.areas import area
from laget.core.initiatives import Described, Known
from laget.core.initiatives_sheets import (
    BETWEEN,
    CHOICES,
    KINDS,
    NO,
    READ_ME,
    SHEETS,
    SOURCES,
    STATUSES,
    YES,
    Layout,
)

ROWS = 500  # rows that offer their choices
LISTS: Mapping[tuple[str, str], Sequence[str]] = {
    ("", "kind"): tuple(KINDS.values()),
    ("", "status"): tuple(STATUSES.values()),
    ("", "public"): (YES, NO),
    ("money", "kind"): tuple(SOURCES.values()),
}
TOLD = f"""\
Fyll i bladet Insatser först, en rad för varje insats. De andra bladen är frivilliga.
På de andra bladen står insatsens namn i kolumnen Insats, precis som på bladet Insatser.
Kommuner: skriv namn eller kod, i vilket län kommunen än ligger. Med från är året då den kom med.
Lämnade är det första år då kommunen inte längre är med. Är den med än lämnas cellen tom.
Pengar: hela kronor från varje källa.
Hopp: hur mycket en indikator hoppas ändras, i dess egen enhet och med tecken. Tomt område är länet.
Tjänar: strategins inriktningar med namn eller id, semikolon mellan flera. De står på bladet {CHOICES}.
Partner: semikolon mellan flera. Efter kolon kan stå som vad, till exempel Högskolan: utvärderar.
Läses samma fil in en gång till ändras ingenting. Skriv inga uppgifter om enskilda personer.
"""


def initiatives_workbook(initiatives: Sequence[Described], *, known: Known | None) -> bytes:
    """Return a workbook with these initiatives, and what there is to choose among where it is known."""
    book = Workbook()
    book.properties.creator = "Läget"
    about = book.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one sheet
    about.title = READ_ME
    about.column_dimensions["A"].width = 100
    for line in TOLD.splitlines():
        about.append([line])
    for (cell,) in about.iter_rows():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for layout in SHEETS:
        _sheet(
            book.create_sheet(layout.name), layout, [row for one in initiatives for row in _rows(layout, one)]
        )
    if known is not None:
        _choices(book.create_sheet(CHOICES), known)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(sheet: Worksheet, layout: Layout, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet.append([one.heading for one in layout.columns])
    for place, one in enumerate(layout.columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = one.width
        sheet[f"{letter}1"].font = Font(bold=True)
        if (words := LISTS.get((layout.part, one.key))) is not None:
            offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            sheet.add_data_validation(offered)
            offered.add(f"{letter}2:{letter}{ROWS}")
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([row.get(one.key) for one in layout.columns])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # people's words, whatever they begin with


def _rows(layout: Layout, one: Described) -> list[dict[str, Any]]:
    named = {"title": one.title}
    match layout.part:
        case "places":
            return [
                {**named, "area": area(stay.area).name_sv, "joined": stay.joined, "left": stay.left}
                for stay in one.places
            ]
        case "money":
            return [
                {**named, "source": sum_.source, "kind": SOURCES[sum_.kind], "amount": sum_.amount}
                for sum_ in one.money
            ]
        case "milestones":
            return [
                {**named, "title_of": mark.title, "due": mark.due, "reached": mark.reached}
                for mark in one.milestones
            ]
        case "hopes":
            return [
                {
                    **named,
                    "indicator": hope.indicator,
                    "area": hope.area,
                    "by": hope.by,
                    "since": hope.since,
                    "until": hope.until,
                    "text_of": hope.text,
                }
                for hope in one.hopes
            ]
    between = f"{BETWEEN} "
    return [
        {
            **named,
            "owner": one.owner,
            "kind": KINDS[one.kind],
            "status": STATUSES[one.status],
            "starts": one.starts,
            "ends": one.ends,
            "serves": between.join(one.serves),
            "partners": between.join(
                f"{partner.name}: {partner.role}" if partner.role else partner.name
                for partner in one.partners
            ),
            "text": one.text,
            "practice": one.practice,
            "link": one.link,
            "public": YES if one.public else NO,
        }
    ]


def _choices(sheet: Worksheet, known: Known) -> None:
    sheet.append(["Tjänar: id", "Tjänar: namn", "Indikator: id", "Indikator: namn"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (30, 50, 34, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    elements, indicators = list(known.elements.items()), list(known.indicators.items())
    for place in range(max(len(elements), len(indicators))):
        left = elements[place] if place < len(elements) else (None, None)
        right = indicators[place] if place < len(indicators) else (None, None)
        sheet.append([*left, *right])
