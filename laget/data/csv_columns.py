"""A comma-separated file as columns of text, read whole, with its faults told by row."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from laget.core.units import LARGEST
from laget.core.words.said import Refusal, Said

if TYPE_CHECKING:
    from _csv import Reader

SHOWN = 10  # faults told of one file
LONGEST = 40  # characters quoted from it
NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


class FileRefused(Refusal):
    """A file that cannot be used: where and why, one line for each fault."""


@dataclass(slots=True)
class Columns:
    """The columns of one file by name, trimmed, and the faults found in them so far.

    A fault is noted with the row's place among the rows below the header, counted from 0; what is said of it
    is given its number in the file when the file is refused.
    """

    path: Path
    text: str
    columns: Mapping[str, pa.StringArray]
    faults: list[tuple[int, Said]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def fault(self, rows: NDArray[np.integer], say: Callable[[int], Said]) -> None:
        """Note a fault in each of `rows`; `say` is asked only for those that may be told."""
        self.faults += [(row, say(row)) for row in rows[:SHOWN].tolist()]
        self.faults += [(row, Said("", "")) for row in rows[SHOWN:].tolist()]

    def texts(self, name: str) -> list[str]:
        """Return a column as it is written."""
        return [str(text) for text in self.columns[name].to_pylist()]

    def require(self, name: str) -> None:
        """Note a fault in each row where a column is empty."""
        empty = np.flatnonzero(~self._filled(name))
        self.fault(empty, lambda _: Said(f"{name} saknas", f"{name} is missing"))

    def number(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers, NaN where empty; what is no number, or none that can be, is a fault."""
        column = self.columns[name]
        numeric = pc.match_substring_regex(column, pattern=NUMBER).to_numpy(zero_copy_only=False)
        written = pc.replace_substring_regex(column.filter(pa.array(numeric)), pattern=r"^\+", replacement="")
        numbers = np.full(len(column), np.nan)
        numbers[numeric] = written.cast(pa.float64()).to_numpy()
        wrong = ~(np.abs(numbers) <= LARGEST) & self._filled(name)
        self.fault(
            np.flatnonzero(wrong),
            lambda row: Said(
                f"{name}: ”{short(column[row])}” är inget tal; decimaler skrivs med punkt",
                f"{name}: “{short(column[row])}” is no number; decimals are written with a point",
            ),
        )
        return np.where(wrong, np.nan, numbers)

    def coded(self, name: str, read: Callable[[str], float | Said]) -> NDArray[np.float64]:
        """Return a column whose every different text `read` turns into a number, or says what is wrong."""
        encoded = self.columns[name].dictionary_encode()
        found = [read(str(text)) for text in encoded.dictionary.to_pylist()]
        numbers = np.array([np.nan if isinstance(one, Said) else one for one in found], np.float64)
        index = encoded.indices.to_numpy()
        wrong = np.array([isinstance(one, Said) for one in found], np.bool_)
        self.fault(np.flatnonzero(wrong[index]), lambda row: _said(found[index[row]]))
        coded: NDArray[np.float64] = numbers[index]
        return coded

    def _filled(self, name: str) -> NDArray[np.bool_]:
        lengths = pc.binary_length(self.columns[name])
        filled: NDArray[np.bool_] = lengths.to_numpy() != 0
        return filled

    def refuse_faults(self) -> None:
        """Raise FileRefused where there are faults, in the order of the file."""
        if not self.faults:
            return
        numbers = _row_numbers(self.text)
        told = sorted(self.faults, key=lambda fault: fault[0])
        name, rest = self.path.name, len(told) - SHOWN
        sv = [f"{name} rad {numbers[row]}: {said.sv}" for row, said in told[:SHOWN]]
        en = [f"{name} row {numbers[row]}: {said.en}" for row, said in told[:SHOWN]]
        if rest > 0:
            sv.append(f"{name}: och {rest} fel till")
            en.append(f"{name}: and {rest} more faults")
        raise FileRefused(Said("\n".join(sv), "\n".join(en)))


def short(text: object) -> str:
    """Return a text as it is quoted in a sentence: its beginning, where it is long."""
    written = str(text)
    return written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"


def read_columns(path: Path, *, names: Sequence[str]) -> Columns:
    """Return the columns `names` of a comma-separated UTF-8 file; others are passed over.

    Raises FileRefused where the file cannot be read, a column is missing or stands twice, or a row has not as
    many cells as the header.
    """
    text = _text(path)
    header = [name.strip() for name in next((row for row in _rows(text) if row), [])]
    _refuse_header(path, header, names)
    try:
        table, faults = _table(text, len(header))
    except pa.ArrowInvalid as error:
        raise FileRefused(
            Said(
                f"{path.name} kan inte läsas som CSV; är ett citattecken öppet? ({error})",
                f"{path.name} cannot be read as CSV; is a quotation mark left open? ({error})",
            )
        ) from error
    columns = {
        name: pc.utf8_trim_whitespace(
            cast(pa.StringArray, table.column(header.index(name)).combine_chunks()[1:])
        )
        for name in names
    }
    read = Columns(path, text, columns, faults)
    read.refuse_faults()
    return read


def _table(text: str, width: int) -> tuple[pa.Table, list[tuple[int, Said]]]:
    """Return all rows as text, the header first, and those that have another number of cells as faults."""
    ragged: list[arrow_csv.InvalidRow] = []

    def keep_away(row: arrow_csv.InvalidRow) -> Literal["skip"]:
        ragged.append(row)
        return "skip"

    table = arrow_csv.read_csv(
        io.BytesIO(text.encode()),
        read_options=arrow_csv.ReadOptions(autogenerate_column_names=True, use_threads=False),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=keep_away),
        convert_options=arrow_csv.ConvertOptions(
            column_types={f"f{place}": pa.string() for place in range(width)},
            strings_can_be_null=False,
        ),
    )
    return table, [
        (
            (row.number or 2) - 2,
            Said(
                f"antal celler: {row.actual_columns}, och rubriken har {row.expected_columns}",
                f"cells: {row.actual_columns}, and the header has {row.expected_columns}",
            ),
        )
        for row in ragged
    ]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileRefused(
            Said(f"{path} kan inte läsas: {error.strerror}", f"{path} cannot be read: {error.strerror}")
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise FileRefused(
            Said(
                f"{path.name} rad {row}: texten är inte UTF-8; spara filen som CSV UTF-8",
                f"{path.name} row {row}: the text is not UTF-8; save the file as CSV UTF-8",
            )
        ) from error


def _refuse_header(path: Path, header: Sequence[str], names: Sequence[str]) -> None:
    missing = [name for name in names if name not in header]
    twice = sorted({name for name in names if header.count(name) > 1})
    if missing:
        semicolon = len(header) == 1 and ";" in header[0]
        raise FileRefused(
            Said(
                f"{path.name}: kolumnen saknas: {', '.join(missing)}"
                + ("; kolumner skiljs åt med komma, inte semikolon" if semicolon else ""),
                f"{path.name}: missing column: {', '.join(missing)}"
                + ("; columns are separated by commas, not semicolons" if semicolon else ""),
            )
        )
    if twice:
        raise FileRefused(
            Said(
                f"{path.name}: kolumnen står två gånger: {', '.join(twice)}",
                f"{path.name}: the column stands twice: {', '.join(twice)}",
            )
        )


def _row_numbers(text: str) -> list[int]:
    """Return the number in the file, as an editor counts, of the first line of each row below the header."""
    reader = _rows(text)
    numbers, before = [], 0
    for row in reader:
        if row:
            numbers.append(before + 1)
        before = reader.line_num
    return numbers[1:]


def _rows(text: str) -> "Reader":
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # an open quotation mark swallows the rest
    return csv.reader(io.StringIO(text, newline=""))


def _said(found: float | Said) -> Said:
    assert isinstance(found, Said)  # noqa: S101 - asked only where it is
    return found
