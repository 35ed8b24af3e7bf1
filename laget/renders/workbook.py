"""Tables as a workbook (XLSX) that a screen reader reads too: a title, named sheets, headings that stay."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from laget.core.words.said import Language

Value = str | int | float | bool | date | time | timedelta | None
LONGEST_CELL = 32_767  # characters: the format's own limit
LONGEST_NAME = 31  # characters of a sheet's name
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LOCALES: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
YES: dict[Language, tuple[str, str]] = {"sv": ("Ja", "Nej"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    heading: str
    width: float = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of one table; `text` says for those who do not see it what the table is."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    text: str = ""


def workbook(
    sheets: Sequence[Sheet],
    *,
    title: str,
    author: str = "",
    language: Language = "sv",
    created: datetime | None = None,
) -> bytes:
    """Return sheets as one workbook; the same values made at the same time are the same bytes.

    Each table has a header row of its own that stays when one scrolls and is repeated on each page. Words are
    never read as formulas; those longer than a cell can hold are cut, with an ellipsis.
    """
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = created.replace(tzinfo=None) if created is not None else datetime(1980, 1, 1)  # noqa: DTZ001
        book.set_properties({"title": title, "author": author, "created": made})
        book.set_custom_property("Language", LOCALES[language])
        styles = _Styles(book, language)
        names: set[str] = set()
        for number, sheet in enumerate(sheets, start=1):
            _write(book.add_worksheet(_name(sheet.name, names)), sheet, styles, number=number)
    return file.getvalue()


class _Styles:
    """How each kind of value is shown, and how yes and no are written."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.yes, self.no = YES[language]
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.clock = book.add_format({"num_format": "hh:mm", "align": "left", "valign": "top"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"})

    def of(self, value: Value) -> tuple[Value, Format]:
        """Return a value as it is written, and its format."""
        if isinstance(value, bool):
            return self.yes if value else self.no, self.plain
        if isinstance(value, datetime):
            return value.replace(tzinfo=None), self.moment
        if isinstance(value, date):
            return value, self.day
        if isinstance(value, time):
            return value.replace(tzinfo=None), self.clock
        if isinstance(value, str):
            return value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…", self.words
        return value, self.plain


def _write(page: Worksheet, sheet: Sheet, styles: _Styles, *, number: int) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            written, style = styles.of(value)
            if isinstance(written, str):
                page.write_string(line, place, written, style)
            elif written is not None:
                page.write(line, place, written, style)
    page.add_table(
        0,
        0,
        max(1, len(sheet.rows)),
        len(sheet.columns) - 1,
        {
            "name": f"Tabell{number}",
            "columns": [{"header": one.heading, "header_format": styles.head} for one in sheet.columns],
            "style": "Table Style Light 1",
            "title": sheet.name,
            "description": sheet.text or sheet.name,
        },
    )
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name of a sheet that the format allows and no other has."""
    stem = NOT_IN_NAMES.sub(" ", wanted).strip(" '")[:LONGEST_NAME] or "Blad"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem[: LONGEST_NAME - 1 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name
