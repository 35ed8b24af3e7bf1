"""Programmes in tables, CSV or a workbook (XLSX), as people keep them."""

import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from laget.core.forum.brought import Brought
from laget.core.search import folded
from laget.core.words.said import Said
from laget.data.programmes.gathering import FileRefused, Gathering, Raw, quoted
from laget.data.programmes.headings import NAMES, Role, headings_in
from laget.data.programmes.times import HOME, Clock, clocks_in, day_in, duration_in
from laget.data.programmes.words import line, names_in, text_in, words
from laget.data.sources.tables.grid import Cell, Grid, Row, Unreadable, Unworked, text_of
from laget.data.sources.tables.text import DELIMITERS, read_text
from laget.data.sources.tables.workbook import OLE, ZIP, read_workbook, sheet_names

YES = {"ja", "x", "yes", "true", "1", "sant", "j", "y"}
WHOLE_DAY = {"heldag", "hela dagen", "all day", "-", "–", "tid kommer", "dagen", "löpande"}
PLAIN_TIME = re.compile(r"^(kl\.?\s*)?\d{1,2}([.:]\d\d|\s*[-–])[\d.:\s–-]*$", re.IGNORECASE)
LINK = re.compile(r"^(\S+)(?:\s+\((.*)\))?$")
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")  # the apostrophe before what would be read as a formula
MOST_SHEETS = 30
MOST_ROWS = 20_000


def read_tables(
    data: bytes, *, days: Sequence[datetime.date] = (), today: datetime.date | None = None
) -> Brought:
    """Return the items of a table, or of every sheet that has a programme's headings.

    `days` are those of the event, for tables that have times of day alone. Raises FileRefused where nothing
    is a programme.
    """
    reading = _Tables(days=tuple(sorted(days)), today=today)
    try:
        if data.startswith((*ZIP, OLE)):
            read_as = Said("arbetsbok (XLSX)", "workbook (XLSX)")
            names = sheet_names(data)
            for name in names[:MOST_SHEETS]:
                reading.sheet(read_workbook(data, sheet=name).rows, name=name, is_alone=len(names) == 1)
            for name in names[MOST_SHEETS:]:
                reading.pass_over(name)
        else:
            grid = _delimited(data)
            read_as = Said(f"tabell (CSV), {grid.read_as.sv}", f"table (CSV), {grid.read_as.en}")
            reading.sheet(grid.rows, name="", is_alone=True)
    except Unreadable as unreadable:
        sv, en = (f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in _both(unreadable.said))
        raise FileRefused(Said(sv, en)) from unreadable
    if not reading.is_found:
        raise FileRefused(
            Said(
                "Filen har inget program: en rad med rubriker som Tid, Titel, Plats och Medverkande saknas.",
                "The file has no programme: a row with headings such as Time, Title and Place is missing.",
            )
        )
    return reading.gathered.brought(read_as=read_as)


def _both(said: Said) -> tuple[str, str]:
    return said.sv, said.en


def _delimited(data: bytes) -> Grid:
    """Return a text's rows; one with broken quotes or signs is read as it can be."""
    try:
        return read_text(data, header=1, names=NAMES)
    except Unreadable:
        text, encoding = text_in(data)
    if re.match(r"\s*<(!doctype|html|!--)", text, re.IGNORECASE):
        raise Unreadable(Said("filen är en webbsida, inget program", "the file is a web page, no programme"))
    tried = [(_loose(text, delimiter), said) for delimiter, said in DELIMITERS.items()]
    rows, said = max(tried, key=lambda one: sum(len(row) for row in one[0][:50]))
    return Grid(
        rows=rows, delimiter=None, read_as=Said(f"{encoding.sv}, {said.sv}", f"{encoding.en}, {said.en}")
    )


def _loose(text: str, delimiter: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    for one in text.split("\n"):
        try:
            rows += [tuple(row) for row in csv.reader(io.StringIO(one, newline=""), delimiter=delimiter)]
        except csv.Error:  # a cell too long to be one
            rows.append((one[:1000],))
    return tuple(rows)


@dataclass(slots=True)
class _Line:
    """A row: its cells by what they are, several of a kind in order."""

    where: Said
    cells: dict[Role, list[Cell]] = field(default_factory=dict)

    def one(self, role: Role) -> Cell:
        """Return the first cell of a role that holds something."""
        return next((one for one in self.cells.get(role, ()) if text_of(one)), None)

    def text(self, role: Role) -> str:
        """Return a cell as text of several lines."""
        return _text(self.one(role))

    def texts(self, role: Role) -> list[str]:
        """Return all cells of a role as texts."""
        return [_text(one) for one in self.cells.get(role, ()) if text_of(one)]


class _Tables:
    def __init__(self, *, days: tuple[datetime.date, ...], today: datetime.date | None) -> None:
        self.gathered = Gathering()
        self.days, self.today = days, today
        self.is_found = False
        self.guessed: Counter[str] = Counter()

    def pass_over(self, name: str) -> None:
        """Tell of a sheet that is no programme."""
        self.gathered.tell(
            f"bladet {quoted(name)} har inga rubriker för ett program och läses inte.",
            f"the sheet {quoted(name)} has no headings of a programme and is not read.",
        )

    def sheet(self, rows: tuple[Row, ...], *, name: str, is_alone: bool) -> None:
        """Read one sheet; without headings where it is the only one and begins with times."""
        headed = headings_in(rows) or (_guessed(rows) if is_alone else None)
        if headed is None:
            if name and any(text_of(cell) for row in rows for cell in row):
                self.pass_over(name)
            return
        self.is_found = True
        at, roles, others = headed
        self.above(rows[: max(at, 0)], name)
        day = self.day_of(name) or next(
            (found for row in rows[: max(at, 0)] for cell in row if (found := self.day_of(text_of(cell)))),
            None,
        )
        day = day or (self.days[0] if self.days else None)
        for number, row in enumerate(rows[at + 1 : at + 1 + MOST_ROWS], start=at + 2):
            place = f"{name}, rad {number}" if name else f"Rad {number}"
            place_en = f"{name}, row {number}" if name else f"Row {number}"
            one = _Line(Said(place, place_en))
            for column, cell in enumerate(row):
                if column in roles:
                    one.cells.setdefault(roles[column], []).append(cell)
            self.others(row, roles, others)
            if not any(text_of(cell) for cells in one.cells.values() for cell in cells):
                continue
            day = self.row(one, row, day)
        if len(rows) > at + 1 + MOST_ROWS:
            self.gathered.tell(
                f"bladet har fler än {MOST_ROWS} rader; resten är inte läst.",
                f"the sheet has more than {MOST_ROWS} rows; the rest is not read.",
            )

    def above(self, rows: tuple[Row, ...], name: str) -> None:
        """Tell of what stands above the headings."""
        for number, row in enumerate(rows, start=1):
            text = " ".join(one for one in map(text_of, row) if one)
            if text:
                where = Said(
                    *(
                        f"{name}, {word}" if name else word.capitalize()
                        for word in (f"rad {number}", f"row {number}")
                    )
                )
                self.gathered.tell(
                    f"”{quoted(text)}” står ovanför rubrikerna.",
                    f"“{quoted(text)}” stands above the headings.",
                    where=where,
                )

    def others(self, row: Row, roles: dict[int, Role], others: list[tuple[int, str]]) -> None:
        """Count cells of columns that have no place here."""
        named = dict(others)
        for place, cell in enumerate(row):
            if place not in roles and text_of(cell):
                self.gathered.unused[quoted(named.get(place, f"kolumn {place + 1}"))] += 1

    def day_of(self, text: str) -> datetime.date | None:
        """Return the day that a heading or a sheet's name is of."""
        return day_in(text, days=self.days, today=self.today)[0] if text else None

    def row(self, one: _Line, row: Row, day: datetime.date | None) -> datetime.date | None:
        """Keep a row as an item, or let it be the day of the rows below; return the day."""
        given = one.one(Role.DAY)
        on, is_guess = day_in(given, days=self.days, today=self.today)
        if text_of(given) and on is None:
            self.gathered.tell(
                f"”{quoted(text_of(given))}” är ingen dag som går att läsa.",
                f"“{quoted(text_of(given))}” is no day that can be read.",
                where=one.where,
            )
        cells = [text_of(cell) for cell in row if text_of(cell)]
        if len(cells) == 1 and on is None and (heading := self.heading(cells[0])) is not None:
            return heading
        if on is not None and len(cells) == 1:
            return on
        if on is None:
            on = self.moment_day(one)
        if is_guess and on is not None:
            self.gathered.tell(
                f"året saknas; läst som {on.isoformat()}.",
                f"the year is missing; read as {on.isoformat()}.",
                where=one.where,
            )
        day = on or day
        last, _is_guess = day_in(one.one(Role.LAST_DAY), days=self.days, today=self.today)
        starts, ends = self.span(one, day, last)
        titles = one.texts(Role.TITLE)
        self.gathered.keep(
            Raw(
                where=one.where,
                title=titles[0] if titles else "",
                texts=one.texts(Role.TEXT),
                starts=starts,
                ends=ends,
                on=day,
                until=last,
                place=one.text(Role.PLACE),
                people=[name for text in one.texts(Role.PEOPLE) for name in names_in(text)],
                track=one.text(Role.TRACK),
                kind=one.text(Role.KIND),
                links=[_link(each) for text in one.texts(Role.LINK) for each in text.split("\n")],
                uid=text_of(one.one(Role.UID)),
                is_cancelled=line(one.text(Role.CANCELLED)).casefold() in YES,
            )
        )
        return day

    def heading(self, text: str) -> datetime.date | None:
        """Return the day of a row that is only a heading: "Onsdag 14 oktober", "Dag 2"."""
        if len(text) > 60 or clocks_in(re.sub(r"\d{1,2}[./]\d{1,2}", "", text))[1] is not None:
            return None
        return self.day_of(text)

    def moment_day(self, one: _Line) -> datetime.date | None:
        """Return the day of a cell that holds both a day and a time."""
        for role in (Role.STARTS, Role.SPAN):
            cell = one.one(role)
            if isinstance(cell, datetime.datetime) or (isinstance(cell, float) and cell >= 20_000):
                return day_in(cell)[0]
            if isinstance(cell, str) and re.match(r"\s*\d{4}-\d\d-\d\d", cell):
                return day_in(cell)[0]
        return None

    def span(
        self, one: _Line, day: datetime.date | None, last: datetime.date | None
    ) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        """Return from when to when a row is, on its day, until one that is said."""
        written = [text_of(one.one(role)) for role in (Role.STARTS, Role.SPAN, Role.ENDS)]
        start, end = clocks_in(one.one(Role.STARTS))
        if start is None:
            start, end = clocks_in(one.one(Role.SPAN))
        end = clocks_in(one.one(Role.ENDS))[0] or end
        if start is None:
            odd = next((text for text in written[:2] if text), "")
            if odd and folded(odd) not in WHOLE_DAY:
                self.gathered.tell(
                    f"”{quoted(odd)}” är ingen tid som går att läsa; punkten kommer utan tid.",
                    f"“{quoted(odd)}” is no time that can be read; the item comes without one.",
                    where=one.where,
                )
            return None, None
        if day is None:
            told = quoted(" – ".join(text for text in written if text))
            self.gathered.tell(
                f"”{told}” har ingen dag; punkten kommer utan tid.",
                f"“{told}” has no day; the item comes without a time.",
                where=one.where,
            )
            return None, None
        starts = start.on(day)
        lasts = duration_in(_minutes(one.one(Role.LASTS)))
        if end is None and lasts is not None:
            return starts, (starts.astimezone(datetime.UTC) + lasts).astimezone(HOME)
        if text_of(one.one(Role.ENDS)) and end is None:
            self.gathered.tell(
                f"”{quoted(written[2])}” är ingen sluttid som går att läsa.",
                f"“{quoted(written[2])}” is no end that can be read.",
                where=one.where,
            )
        if end is None:
            return starts, None
        return starts, end.on(last) if last is not None else self.end(end, starts, one.where)

    def end(self, end: Clock, starts: datetime.datetime, where: Said) -> datetime.datetime:
        """Return an end that follows the start: past midnight where the evening goes on."""
        ends = end.on(starts.date())
        if ends < starts:
            ends = end.on(starts.date() + datetime.timedelta(days=1))
            if ends - starts > datetime.timedelta(hours=12):
                self.gathered.tell(
                    "slutet är före starten och läst som dagen efter.",
                    "the end is before the start and read as of the day after.",
                    where=where,
                )
        return ends


def _guessed(rows: tuple[Row, ...]) -> tuple[int, dict[int, Role], list[tuple[int, str]]] | None:
    """Return columns of a table without headings: times first, what happens second, more words after."""
    filled = [row for row in rows[:200] if sum(bool(text_of(cell)) for cell in row) >= 2]
    timed = [row for row in filled if PLAIN_TIME.match(text_of(row[0])) and clocks_in(row[0])[0] is not None]
    if not filled or len(timed) * 2 <= len(filled):
        return None
    width = max(map(len, filled))
    return -1, {0: Role.SPAN, 1: Role.TITLE, **dict.fromkeys(range(2, width), Role.TEXT)}, []


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return GUARDED.sub("", words(cell))
    return "" if isinstance(cell, Unworked) else text_of(cell)


def _minutes(cell: Cell) -> Cell:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell


def _link(text: str) -> tuple[object, object]:
    found = LINK.match(text.strip())
    return (found[1], found[2] or "") if found is not None else (text.strip(), "")
