"""A text file as a grid: which encoding, which delimiter, and the quoted fields put together."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from laget.core.words.said import Said
from laget.data.sources.tables import grid
from laget.data.sources.tables.grid import Grid, Row, Unreadable, text_of

# Tried in this order where nothing else tells them apart: a comma also stands inside numbers and texts.
DELIMITERS = {";": Said("semikolon", "semicolon"), "\t": Said("tabb", "tab"), ",": Said("komma", "comma")}
SAMPLE = 200  # rows looked at to find the delimiter
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|!--)", re.IGNORECASE)


def read_text(data: bytes, *, header: int, names: Collection[str]) -> Grid:
    """Read `data` as delimited text; `header` and `names` say where the columns' names are, and which.

    The delimiter is the one under which most of `names` are found in row `header`, then the one that gives
    most rows the header's width. Raises Unreadable where the bytes are no text or a quote never ends.
    """
    text, encoding = decoded(data)
    if MARKUP.match(text):
        raise Unreadable(
            Said(
                sv="filen är en webbsida eller XML, ingen tabell; hämta den igen som CSV eller XLSX",
                en="the file is a web page or XML, no table; fetch it again as CSV or XLSX",
            )
        )
    delimiter = _delimiter(text, header=header, names=names)
    said = DELIMITERS[delimiter]
    return Grid(
        rows=tuple(_whole(text, delimiter)),
        delimiter=delimiter,
        read_as=Said(sv=f"{encoding.sv}, {said.sv}", en=f"{encoding.en}, {said.en}"),
    )


def decoded(data: bytes) -> tuple[str, Said]:
    """Return the text of `data` without byte order mark, and the encoding it had."""
    if data.startswith(UTF16):
        try:
            text, encoding = data.decode("utf-16"), Said("UTF-16", "UTF-16")
        except UnicodeDecodeError:
            raise _no_text() from None
    else:
        text, encoding = _eight_bits(data.removeprefix(codecs.BOM_UTF8))
    text = text.removeprefix("\ufeff")
    if CONTROL.search(text):
        raise _no_text()
    return text, encoding


def _eight_bits(data: bytes) -> tuple[str, Said]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _western(data, error)
    encoding = Said("UTF-8", "UTF-8")
    while (once_less := _undone(text)) != text:
        text, encoding = once_less, Said("UTF-8 kodad två gånger", "UTF-8 encoded twice")
    return text, encoding


def _undone(text: str) -> str:
    """Return `text` with one encoding to UTF-8 undone, or `text` itself where it was encoded once.

    By latin-1, where every byte is a character: cp1252 has no character for the second byte of Å.
    """
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _western(data: bytes, error: UnicodeDecodeError) -> tuple[str, Said]:
    """Return bytes that are not UTF-8 as ISO-8859-1, with Windows' signs in the gap that ISO leaves."""
    replaced = data.decode(errors="replace")
    faults = replaced.count("\ufffd")
    if sum(character > "\x7f" for character in replaced) - faults > faults:
        row = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            Said(
                sv=f"rad {row}: filen är UTF-8 men har ett tecken som är trasigt; spara den igen som UTF-8",
                en=f"row {row}: the file is UTF-8 but has a broken character; save it again as UTF-8",
            )
        )
    try:
        return data.decode("cp1252"), Said("ISO-8859-1", "ISO-8859-1")
    except UnicodeDecodeError:
        raise _no_text() from None


def _no_text() -> Unreadable:
    return Unreadable(
        Said(
            sv="filen är varken text (CSV) eller en arbetsbok (XLSX)",
            en="the file is neither text (CSV) nor a workbook (XLSX)",
        )
    )


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str, *, header: int, names: Collection[str]) -> str:
    def found(row: Sequence[str]) -> int:
        return len(set(names) & set(map(text_of, row)))

    def fit(delimiter: str) -> tuple[int, int, bool, bool, float, int]:
        rows: list[list[str]] = []
        whole = True
        try:
            rows.extend(islice(_rows(text, delimiter), header + SAMPLE))
        except csv.Error:
            whole = False
        top = rows[header - 1] if len(rows) >= header else []
        filled = [row for row in rows[header:] if row]
        alike = sum(len(row) == len(top) for row in filled) / max(1, len(filled))
        somewhere = max(map(found, rows), default=0)  # a header that stands on another row is told as such
        return found(top), somewhere, len(top) > 1, whole, alike, len(top)

    return max(DELIMITERS, key=fit)


def _whole(text: str, delimiter: str) -> Iterator[Row]:
    rows = _rows(text, delimiter)
    cells = number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                Said(
                    sv=f"rad {number + 1}: citattecken som inte går ihop, eller en cell som är orimligt lång",
                    en=f"row {number + 1}: quotation marks that do not match, or a cell too long to be one",
                )
            ) from None
        number += 1
        cells += len(row)
        if cells > grid.MOST_CELLS:
            raise grid.too_many_cells()
        yield tuple(row)
