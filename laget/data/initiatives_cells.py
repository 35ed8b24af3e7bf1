"""Cells of a workbook of initiatives: words, days, numbers, years and areas, each fault with its place."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.core.areas import Kind, UnknownArea, by_name, from_number
from laget.core.initiatives import LONGEST_WRITING, Known
from laget.core.initiatives_sheets import BETWEEN, chosen
from laget.core.search import folded
from laget.core.words.said import Said
from laget.data.sources.tables.grid import Cell, Unworked, text_of
from laget.data.sources.tables.number import NoFigure, figure

LONG = frozenset({"text", "practice"})  # texts of several lines
LONGEST = {
    "title": 300,
    "owner": 200,
    "link": 500,
    "source": 200,
    "title_of": 300,
    "text_of": 500,
    **dict.fromkeys(LONG, LONGEST_WRITING),
}


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """What is wrong in a cell: its sheet, its row as a spreadsheet numbers it, and its column's letter."""

    sheet: str
    row: int | None
    column: str
    said: Said

    @property
    def where(self) -> Said:
        """Blad Kommuner, rad 4, kolumn B."""
        row, column = ("" if self.row is None else str(self.row)), self.column
        sv = [f"Blad {self.sheet}", row and f"rad {row}", column and f"kolumn {column}"]
        en = [f"Sheet {self.sheet}", row and f"row {row}", column and f"column {column}"]
        return Said(*(", ".join(part for part in parts if part) for parts in (sv, en)))

    @property
    def printed(self) -> Said:
        """The place and what is wrong there."""
        return Said(f"{self.where.sv}: {self.said.sv}", f"{self.where.en}: {self.said.en}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its cells by what they are in code, and where each stands."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]
    letters: Mapping[str, str]


class Missing(Exception):
    """A cell of a row that has a fault, which is told already."""


@dataclass(slots=True)
class Cells:
    """Reads the cells of lines; what is wrong is told of, and ends the reading of the line by Missing."""

    known: Known | None
    faults: list[PlacedFault] = field(default_factory=list)

    def tell(self, line: Line, key: str, said: Said) -> None:
        """Keep what is wrong in a cell."""
        self.faults.append(PlacedFault(line.sheet, line.row, line.letters.get(key, ""), said))

    def text(self, line: Line, key: str, *, required: bool = False) -> str:
        """Return what stands in a cell; nothing is ""."""
        cell = line.cells.get(key)
        if isinstance(cell, Unworked):
            said = Said(
                f"formeln {cell.formula} har inget uträknat värde.",
                f"the formula {cell.formula} has no value worked out.",
            )
            self.tell(line, key, said)
            raise Missing
        text = str(cell).strip() if isinstance(cell, str) and key in LONG else text_of(cell)
        if required and not text:
            self.tell(line, key, Said("cellen är tom.", "the cell is empty."))
            raise Missing
        longest = LONGEST.get(key)
        if longest is not None and len(text) > longest:
            self.tell(line, key, Said(f"texten är längre än {longest} tecken.", f"over {longest} signs."))
            raise Missing
        return text.replace("\r\n", "\n")

    def several(self, line: Line, key: str) -> list[str]:
        """Return the values of a cell with semicolons or lines between."""
        try:
            text = self.text(line, key)
        except Missing:
            return []
        return [part.strip() for part in text.replace("\n", BETWEEN).split(BETWEEN) if part.strip()]

    def choice(self, line: Line, key: str, among: Mapping[str, str], *, required: bool) -> str | None:
        """Return the choice that a cell names."""
        text = self.text(line, key, required=required)
        found = chosen(text, among)
        if text and found is None:
            words = ", ".join(among.values())
            self.tell(line, key, Said(f"”{text}” finns inte; skriv {words}.", f"no “{text}”; write {words}."))
            raise Missing
        return found

    def day(self, line: Line, key: str, *, required: bool = False, end: bool = False) -> datetime.date | None:
        """Return the day in a cell; a year alone is its first day, or its last where it is an end."""
        cell = line.cells.get(key)
        if isinstance(cell, datetime.datetime):
            return cell.date()
        if isinstance(cell, datetime.date):
            return cell
        text = self.text(line, key, required=required)
        if not text:
            return None
        year = text if text.isdecimal() and len(text) == 4 else ""
        try:
            return datetime.date.fromisoformat(f"{year}-{'12-31' if end else '01-01'}" if year else text)
        except ValueError as fault:
            said = Said(f"”{text}” är ingen dag; skriv 2025-03-01.", f"“{text}” is no day; write 2025-03-01.")
            self.tell(line, key, said)
            raise Missing from fault

    def number(self, line: Line, key: str) -> float:
        """Return the number in a cell."""
        self.text(line, key, required=True)
        cell = line.cells.get(key)
        if isinstance(cell, str):
            cell = cell.casefold().removesuffix("kr").strip()
        try:
            found = figure(cell).value
        except NoFigure as fault:
            self.tell(line, key, Said(f"{fault.said.sv}.", f"{fault.said.en}."))
            raise Missing from fault
        if found is None:
            self.tell(line, key, Said("talet saknas.", "the number is missing."))
            raise Missing
        return found

    def whole(self, line: Line, key: str) -> int:
        """Return the whole number in a cell."""
        found = self.number(line, key)
        if not found.is_integer():
            self.tell(line, key, Said("skriv ett helt tal.", "write a whole number."))
            raise Missing
        return int(found)

    def year(self, line: Line, key: str, *, required: bool = True) -> int | None:
        """Return the year in a cell."""
        cell = line.cells.get(key)
        if isinstance(cell, datetime.date):
            return cell.year
        if not required and not self.text(line, key):
            return None
        return self.whole(line, key)

    def area(self, line: Line, key: str, *, kind: Kind | None, required: bool) -> str:
        """Return the code of the area in a cell."""
        text = self.text(line, key, required=required)
        if not text:
            return ""
        try:
            return (from_number(text) if text.isdecimal() else by_name(text, kind=kind)).code
        except UnknownArea as unknown:
            both = (unknown.said.sv, unknown.said.en)
            sv, en = (text if text.endswith("?") else f"{text}." for text in both)
            self.tell(line, key, Said(sv, en))
            raise Missing from unknown

    def id_of(self, line: Line, key: str, text: str) -> str:
        """Return the id of an element or an indicator that is named by its id or by its title."""
        if self.known is None:
            return text
        there = self.known.elements if key == "serves" else self.known.indicators
        named = [id_ for id_, title in there.items() if key_of(title) == key_of(text)]
        if text in there or len(named) == 1:
            return text if text in there else named[0]
        what = Said("strategin har inget", "the strategy has no")
        self.tell(line, key, Said(f"{what.sv} ”{text}”.", f"{what.en} “{text}”."))
        return ""


def key_of(text: str) -> str:
    """Return a name as it is found by: without case, accents and spaces beside each other."""
    return folded(" ".join(text.split()))
