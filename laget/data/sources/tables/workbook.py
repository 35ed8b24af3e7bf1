"""A workbook (XLSX) as a grid: one sheet's values as they were last worked out and shown."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from difflib import get_close_matches
from itertools import repeat
from typing import Any, TypeVar

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from laget.core.words.said import Said
from laget.data.sources.tables import grid
from laget.data.sources.tables.grid import Cell, Grid, Percent, Row, Unreadable, Unworked

MOST_UNPACKED = 250_000_000  # bytes; a small file that unpacks to more is no table
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
Read = TypeVar("Read")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

# What the zip reader, the XML reader and openpyxl raise on bytes that only look like a workbook.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # the XML reader's ParseError
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    EOFError,
    OSError,
    RuntimeError,  # also a password, a packing that is not known, XML nested without end
)


def read_workbook(data: bytes, *, sheet: str | None) -> Grid:
    """Read the sheet called `sheet`, or the first one shown, of the workbook in `data`.

    Values are those last kept; a range, a drawing or a style that is wrong is of no matter.
    Raises Unreadable where the bytes are no whole workbook or the sheet is not there.
    """
    return _within(data, lambda formulas: _read(data, sheet, formulas=formulas))


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook that `read_workbook` can read; raises Unreadable."""
    return _within(data, lambda _formulas: _names(data))


def _within(data: bytes, read: Callable[[bool], Read]) -> Read:
    """Return what is read of a workbook, told whether it has formulas, once what it holds is checked."""
    if data.startswith(OLE):
        raise _old_or_locked(data)
    if not data.startswith(ZIP[0][:2]):
        raise _no_workbook()
    try:
        formulas = _checked_parts(data)
        with warnings.catch_warnings():
            # openpyxl warns of styles, extensions and pictures it passes over: none holds a figure.
            warnings.filterwarnings("ignore", module="openpyxl")
            return read(formulas)
    except BROKEN as error:
        raise Unreadable(
            Said(
                sv="arbetsboken är trasig eller inte hel; öppna den i ett kalkylprogram och spara den igen",
                en="the workbook is broken or cut; open it in a spreadsheet program and save it again",
            )
        ) from error


def _names(data: bytes) -> tuple[str, ...]:
    with closing(openpyxl.load_workbook(io.BytesIO(data), read_only=True)) as book:
        return tuple(str(sheet.title) for sheet in book.worksheets)


def _no_workbook() -> Unreadable:
    return Unreadable(
        Said(
            sv="filen är ingen XLSX-arbetsbok (kanske ODS, XLSB, CSV eller ett arkiv); spara den som XLSX",
            en="the file is no XLSX workbook (perhaps ODS, XLSB, CSV or an archive); save it as XLSX",
        )
    )


def _old_or_locked(data: bytes) -> Unreadable:
    if ENCRYPTED in data:
        return Unreadable(
            Said(
                sv="arbetsboken är låst med lösenord; spara den utan",
                en="the workbook is locked with a password; save it without one",
            )
        )
    return Unreadable(
        Said(
            sv="filen är en äldre arbetsbok (XLS); spara den som XLSX eller CSV",
            en="the file is an older workbook (XLS); save it as XLSX or CSV",
        )
    )


def _checked_parts(data: bytes) -> bool:
    """Check what the zip holds before anything is unpacked; return whether any sheet has formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(
                Said(
                    sv="filen packar upp sig till mer än en tabell kan vara och läses inte",
                    en="the file unpacks to more than a table can be and is not read",
                )
            )
        if "mimetype" in names or "xl/workbook.bin" in names or "[Content_Types].xml" not in names:
            raise _no_workbook()
        return any(FORMULA.search(archive.read(name)) for name in names if "worksheets/" in name)


def _read(data: bytes, sheet: str | None, *, formulas: bool) -> Grid:
    with closing(openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as book:
        name = _sheet(book, sheet)
        worked_out = _cells(book, name)
        if not formulas:
            rows = tuple(_rows(worked_out, repeat(())))
        else:
            with closing(openpyxl.load_workbook(io.BytesIO(data), read_only=True)) as written:
                rows = tuple(_rows(worked_out, _cells(written, name)))
    return Grid(rows=rows, delimiter=None, read_as=Said(sv=f"XLSX, blad {name}", en=f"XLSX, sheet {name}"))


def _sheet(book: Any, wanted: str | None) -> str:
    """Return the title of the sheet `wanted`, or of the first one shown where none is asked for."""
    titles = [str(sheet.title) for sheet in book.worksheets]
    if wanted in titles:
        return wanted
    there = ", ".join(titles)
    if wanted is None:
        shown = (str(sheet.title) for sheet in book.worksheets if sheet.sheet_state == "visible")
        first = next(shown, None) or next(iter(titles), None)
        if first is None:
            raise Unreadable(Said(sv="arbetsboken har inget blad", en="the workbook has no sheet"))
        return first
    folded = {title.strip().casefold(): title for title in titles}
    near = [folded[key] for key in get_close_matches(wanted.strip().casefold(), folded, n=1)]
    raise Unreadable(
        Said(
            sv=f"bladet {wanted} finns inte{''.join(f', menas {title}?' for title in near) or '.'}"
            f" Blad som finns: {there}",
            en=f"there is no sheet {wanted}{''.join(f', is {title} meant?' for title in near) or '.'}"
            f" Sheets there are: {there}",
        )
    )


def _cells(book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    page = book[sheet]
    page.reset_dimensions()  # several programs write that the sheet is A1 alone
    rows: Iterator[tuple[Any, ...]] = page.iter_rows()
    return rows


def _rows(worked_out: Iterator[tuple[Any, ...]], written: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
    """Return each row's values; `written` are the same rows with formulas, where the sheet has any."""
    percents: dict[str, bool] = {}
    cells = 0
    for row, formulas in zip(worked_out, written, strict=False):
        cells += len(row) + 1  # a row number far down makes as many empty rows above it
        if cells > grid.MOST_CELLS:
            raise grid.too_many_cells()
        values = [_value(cell, percents) for cell in row]
        for column, formula in enumerate(formulas):
            if formula.data_type == "f" and values[column] is None:
                values[column] = Unworked(str(formula.value))
        yield tuple(values)


def _value(cell: Any, percents: dict[str, bool]) -> Cell:
    value: Cell = cell.value
    if isinstance(value, float | int) and not isinstance(value, bool):
        style = cell.number_format
        if style not in percents:
            percents[style] = "%" in IN_QUOTES.sub("", style)
        if percents[style]:
            return Percent(float(Decimal(repr(value)).scaleb(2)))
    return value
