"""Initiatives in a workbook: read into plain values, each fault with its sheet, row and column."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from laget.core.areas import Kind
from laget.core.coverage import Stay
from laget.core.initiatives import (
    Described,
    Hoped,
    Known,
    Milestone,
    Partner,
    Sum,
    faults_of,
)
from laget.core.initiatives_sheets import (
    KINDS,
    NO,
    NOT_READ,
    SHEETS,
    SOURCES,
    STATUSES,
    YES,
    Column,
    Layout,
    layout_of,
)
from laget.core.words.said import Refusal, Said
from laget.data.initiatives_cells import Cells, Line, Missing, PlacedFault, key_of
from laget.data.sources.tables.grid import Row, Unreadable, text_of
from laget.data.sources.tables.workbook import read_workbook, sheet_names

LARGEST_FILE = 5_000_000  # bytes
FIRST_ROWS = 20  # among which the headings stand
MOST_ROWS = 5_000  # of a sheet
NAMELESS = Said(
    "cellen är tom; skriv insatsens namn på varje rad, också där celler är sammanfogade.",
    "the cell is empty; write the initiative's name on every row, also where cells are merged.",
)


class WorkbookRefused(Refusal):
    """A workbook that holds no initiatives that can be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a workbook holds: initiatives, what it says something of, what is wrong, what was passed over.

    With a fault nothing of it is to be written.
    """

    initiatives: tuple[Described, ...]
    parts: tuple[str, ...]
    faults: tuple[PlacedFault, ...]
    passed_over: tuple[PlacedFault, ...]


def initiatives_in(data: bytes, *, known: Known | None, today: datetime.date | None = None) -> Brought:
    """Return the initiatives of a workbook; without `known` what they point at is not looked up.

    Sheets and columns are found by their names, the headings on the first row that has a column's; a sheet
    that says its range is A1, and headings that are empty, are of no matter. Raises WorkbookRefused.
    """
    if len(data) > LARGEST_FILE:
        raise WorkbookRefused(
            Said(
                "Filen är större än 5 MB. Dela upp den eller ta bort det som inte behövs.",
                "The file is larger than 5 MB. Split it or remove what is not needed.",
            )
        )
    try:
        names = sheet_names(data)
        reading = _Reading(known, today)
        sheets = {name: layout_of(name) for name in names}
        if not any(one is not None and not one.part for one in sheets.values()):
            there = ", ".join(names)
            raise WorkbookRefused(
                Said(
                    f"Arbetsboken har inget blad Insatser. Blad som finns: {there}.",
                    f"The workbook has no sheet Insatser. Sheets there are: {there}.",
                )
            )
        for name, layout in sorted(sheets.items(), key=_in_order):
            if layout is not None:
                reading.read(name, layout, read_workbook(data, sheet=name).rows)
            elif name not in NOT_READ:
                reading.pass_over(name, Said("bladet läses inte.", "the sheet is not read."))
    except Unreadable as unreadable:
        sv, en = (
            f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in (unreadable.said.sv, unreadable.said.en)
        )
        raise WorkbookRefused(Said(sv, en)) from unreadable
    return reading.brought()


def _in_order(one: tuple[str, Layout | None]) -> int:
    return SHEETS.index(one[1]) if one[1] is not None else len(SHEETS)


@dataclass(slots=True)
class _One:
    """An initiative while it is read: where it stands, its values, its parts with the line of each."""

    line: Line
    values: dict[str, Any]
    parts: dict[str, list[tuple[Any, Line]]] = field(default_factory=dict)


class _Reading:
    def __init__(self, known: Known | None, today: datetime.date | None) -> None:
        self.known, self.today = known, today
        self.cells = Cells(known)
        self.found: dict[str, _One] = {}
        self.parts: dict[str, None] = {}
        self.passed_over: list[PlacedFault] = []

    def pass_over(self, sheet: str, said: Said, *, row: int | None = None, column: str = "") -> None:
        self.passed_over.append(PlacedFault(sheet, row, column, said))

    def read(self, name: str, layout: Layout, rows: tuple[Row, ...]) -> None:
        """Read one sheet."""
        headed = _headings(layout, rows)
        if headed is None:
            wanted = ", ".join(one.heading for one in layout.columns if one.required)
            said = Said(
                f"rubrikerna saknas; bladet ska ha {wanted}.",
                f"the headings are missing; there shall be {wanted}.",
            )
            self.cells.faults.append(PlacedFault(name, None, "", said))
            return
        at, columns = headed
        lacking = [one.heading for one in layout.columns if one.required and one not in columns.values()]
        if lacking:
            listed = ", ".join(lacking)
            said = Said(f"kolumnen {listed} saknas.", f"the column {listed} is missing.")
            self.cells.faults.append(PlacedFault(name, at + 1, "", said))
            return
        for place, cell in enumerate(rows[at]):
            if place not in columns and text_of(cell):
                said = Said(
                    f"kolumnen {text_of(cell)} läses inte.", f"the column {text_of(cell)} is not read."
                )
                self.pass_over(name, said, row=at + 1, column=_letter(place))
        there = [one.key for one in columns.values()]
        self.parts.update(dict.fromkeys([layout.part] if layout.part else there))
        letters = {one.key: _letter(place) for place, one in columns.items()}
        for number, row in enumerate(rows[at + 1 : at + 1 + MOST_ROWS], start=at + 2):
            cells = {one.key: row[place] for place, one in columns.items() if place < len(row)}
            if any(text_of(cell) for cell in cells.values()):
                self._line(layout, Line(name, number, cells, letters))
        if len(rows) > at + 1 + MOST_ROWS:
            said = Said(
                f"bladet har fler än {MOST_ROWS} rader.", f"the sheet has more than {MOST_ROWS} rows."
            )
            self.cells.faults.append(PlacedFault(name, at + 2 + MOST_ROWS, "", said))

    def _line(self, layout: Layout, line: Line) -> None:
        try:
            if layout.part and not text_of(line.cells.get("title")):
                self.cells.tell(line, "title", NAMELESS)
                return
            title = self.cells.text(line, "title", required=True)
            if layout.part:
                there = self.found.get(key_of(title))
                if there is None:
                    said = Said(
                        f"insatsen ”{title}” står inte på bladet Insatser.",
                        f"the initiative “{title}” is not on the sheet Insatser.",
                    )
                    self.cells.tell(line, "title", said)
                    return
                made = _PARTS[layout.part](self, line)
                there.parts.setdefault(layout.part, []).append((made, line))
            elif key_of(title) in self.found:
                first = self.found[key_of(title)].line.row
                said = Said(f"insatsen står också på rad {first}.", f"the initiative is on row {first} too.")
                self.cells.tell(line, "title", said)
            else:
                self.found[key_of(title)] = self._initiative(line, title)
        except Missing:
            return

    def _initiative(self, line: Line, title: str) -> _One:
        values: dict[str, Any] = {"title": title}
        for key, read in _FIELDS.items():
            try:
                values[key] = read(self, line, key)
            except Missing:
                values[key] = "–" if key == "owner" else None
        one = _One(line, {key: value for key, value in values.items() if value is not None})
        names = [text.partition(":") for text in self.cells.several(line, "partners")]
        one.parts["partners"] = [
            (Partner(name=name.strip(), role=role.strip()), line) for name, _, role in names if name.strip()
        ]
        ids = [(self.cells.id_of(line, "serves", text), line) for text in self.cells.several(line, "serves")]
        one.parts["serves"] = [(id_, line) for id_, line in ids if id_]
        return one

    def brought(self) -> Brought:
        """Return all that was read, with what does not hang together told of."""
        made = []
        for one in self.found.values():
            parts: dict[str, Any] = {
                name: tuple(part for part, _ in rows) for name, rows in one.parts.items()
            }
            described = Described(**one.values, **parts)
            made.append(described)
            for fault in faults_of(described, known=self.known, today=self.today):
                name, *rest = fault.place
                if (
                    not rest and name not in self.parts
                ):  # of what the workbook has no column for nothing is said
                    continue
                lines = one.parts.get(str(name), [])
                line = lines[int(rest[0])][1] if rest and int(rest[0]) < len(lines) else one.line
                key = str(rest[1] if len(rest) > 1 else name)
                self.cells.tell(line, _IN_SHEET.get((str(name), key), key), _lowered(fault.said))
        order = {one.name: place for place, one in enumerate(SHEETS)}
        faults = sorted(
            dict.fromkeys(self.cells.faults),
            key=lambda one: (order.get(one.sheet, 9), one.row or 0, one.column),
        )
        return Brought(
            initiatives=tuple(made),
            parts=tuple(key for key in self.parts if key != "title"),
            faults=tuple(faults),
            passed_over=tuple(self.passed_over),
        )

    def place(self, line: Line) -> Stay:
        """Return a municipality that takes part."""
        area = self.cells.area(line, "area", kind=Kind.MUNICIPALITY, required=True)
        joined = self.cells.year(line, "joined") or 0
        return Stay(area=area, joined=joined, left=self.cells.year(line, "left", required=False))

    def sum(self, line: Line) -> Sum:
        """Return what a source gives."""
        source = self.cells.text(line, "source", required=True)
        kind = self.cells.choice(line, "kind", SOURCES, required=True)
        return Sum(source=source, kind=kind or "", amount=self.cells.whole(line, "amount"))

    def milestone(self, line: Line) -> Milestone:
        """Return a milestone."""
        title = self.cells.text(line, "title_of", required=True)
        due = self.cells.day(line, "due", required=True, end=True)
        reached = self.cells.day(line, "reached", end=True)
        return Milestone(title=title, due=due or datetime.date.min, reached=reached)

    def hope(self, line: Line) -> Hoped:
        """Return a hope."""
        indicator = self.cells.id_of(line, "indicator", self.cells.text(line, "indicator", required=True))
        if not indicator:
            raise Missing
        return Hoped(
            indicator=indicator,
            area=self.cells.area(line, "area", kind=None, required=False),
            by=self.cells.number(line, "by"),
            since=self.cells.year(line, "since") or 0,
            until=self.cells.year(line, "until") or 0,
            text=self.cells.text(line, "text_of"),
        )

    def public(self, line: Line, key: str) -> bool | None:
        """Return whether everybody may see it."""
        cell = line.cells.get(key)
        if isinstance(cell, bool):
            return cell
        found = self.cells.choice(line, key, {YES: YES, NO: NO}, required=False)
        return None if found is None else found == YES


_PARTS: Mapping[str, Callable[[_Reading, Line], Any]] = {
    "places": _Reading.place,
    "money": _Reading.sum,
    "milestones": _Reading.milestone,
    "hopes": _Reading.hope,
}
_FIELDS: Mapping[str, Callable[[_Reading, Line, str], Any]] = {
    "owner": lambda of, line, key: of.cells.text(line, key, required=True),
    "kind": lambda of, line, key: of.cells.choice(line, key, KINDS, required=False),
    "status": lambda of, line, key: of.cells.choice(line, key, STATUSES, required=False),
    "starts": lambda of, line, key: of.cells.day(line, key),
    "ends": lambda of, line, key: of.cells.day(line, key, end=True),
    "text": lambda of, line, key: of.cells.text(line, key),
    "practice": lambda of, line, key: of.cells.text(line, key),
    "link": lambda of, line, key: of.cells.text(line, key),
    "public": _Reading.public,
}
_IN_SHEET = {
    ("milestones", "title"): "title_of",
    ("hopes", "text"): "text_of",
    ("partners", "name"): "partners",
    ("partners", "role"): "partners",
}


def _headings(layout: Layout, rows: tuple[Row, ...]) -> tuple[int, dict[int, Column]] | None:
    """Return which row holds the headings, and the column that each place of it is."""
    best: tuple[int, dict[int, Column]] | None = None
    for at, row in enumerate(rows[:FIRST_ROWS]):
        columns: dict[int, Column] = {}
        for place, cell in enumerate(row):
            found = layout.column(text_of(cell)) if text_of(cell) else None
            if found is not None and found not in columns.values():
                columns[place] = found
        named = any(one.key == "title" for one in columns.values())
        if named and len(columns) > (len(best[1]) if best is not None else 1):
            best = (at, columns)
    return best


def _letter(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _lowered(said: Said) -> Said:
    return Said(*(text[:1].lower() + text[1:] for text in (said.sv, said.en)))
