"""Programmes in tables, CSV or a workbook (XLSX), as people keep them."""

import csv
import datetime
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laget.core.forum.brought import NOWHERE, Brought
from laget.core.search import folded
from laget.core.words.said import Said
from laget.data.programmes.gathering import FileRefused, Gathering, Raw, quoted
from laget.data.programmes.headings import NAMES, Role
from laget.data.programmes.layouts import Layout, layout_of
from laget.data.programmes.sheets import PLAIN, Shape, shapes_of
from laget.data.programmes.times import HOME, Clock, clocks_in, day_beside, day_in, duration_in
from laget.data.programmes.words import line, names_in, text_in, words
from laget.data.sources.tables.grid import Cell, Grid, Row, Unreadable, Unworked, text_of
from laget.data.sources.tables.text import DELIMITERS, read_text
from laget.data.sources.tables.workbook import OLE, ZIP, read_workbook, sheet_names

YES = {"ja", "x", "yes", "true", "1", "sant", "j", "y"}
CANCELLED = {*YES, "inställd", "inställt", "cancelled", "canceled", "declined", "rejected", "withdrawn"}
MONTH_FIRST = re.compile(r"^\s*(\d{1,2})/(\d{1,2})/\d{2,4}\b")
HALF_A_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
WHOLE_DAY = {"heldag", "hela dagen", "all day", "-", "–", "tid kommer", "dagen", "löpande"}
NOTHING = {"-", "–", "—"}  # in a table of places: nothing there then
MIDNIGHT = {"00:00", "00:00:00", "0:00", "0:00:00", "12:00 AM", "12:00:00 AM"}
DATED = (Role.DAY, Role.LAST_DAY, Role.SPAN, Role.STARTS, Role.ENDS)
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
            shapes = shapes_of(data)
            shown = [name for name in names if not (name in shapes and shapes[name].is_hidden)]
            for name in names[:MOST_SHEETS]:
                if name in shown:
                    rows = read_workbook(data, sheet=name).rows
                    reading.sheet(rows, name=name, is_alone=len(shown) == 1, shape=shapes.get(name, PLAIN))
                else:
                    reading.hidden(name)
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
        self.is_month_first = False

    def pass_over(self, name: str) -> None:
        """Tell of a sheet that is no programme."""
        self.gathered.tell(
            f"bladet {quoted(name)} har inga rubriker för ett program och läses inte.",
            f"the sheet {quoted(name)} has no headings of a programme and is not read.",
        )

    def hidden(self, name: str) -> None:
        """Tell of a sheet that its own program does not show."""
        self.gathered.tell(
            f"bladet {quoted(name)} är dolt och läses inte.",
            f"the sheet {quoted(name)} is hidden and is not read.",
        )

    def sheet(self, rows: tuple[Row, ...], *, name: str, is_alone: bool, shape: Shape = PLAIN) -> None:
        """Read one sheet; without headings where it is the only one and begins with times."""
        layout = layout_of(rows, is_alone=is_alone)
        if layout is None:
            if name and any(text_of(cell) for row in rows for cell in row):
                self.pass_over(name)
            return
        self.is_found = True
        self.is_month_first = self.months_come_first(rows[layout.first :], layout)
        self.above(rows[: layout.heading], name)
        day = self.day_of(name) or next(
            (
                found
                for row in rows[: layout.heading]
                for cell in row
                if (found := self.day_of(text_of(cell)))
            ),
            None,
        )
        day = day or (self.days[0] if self.days else None)
        columns = {column: self.day_of(text) for column, text in layout.places.items()}
        for number in range(layout.first + 1, min(len(rows), layout.first + MOST_ROWS) + 1):
            where = _on_row(name, number)
            row = self.worked_out(layout.split(shape.filled(rows, number, layout.roles)), where)
            if number in shape.hidden and any(map(text_of, row)):
                self.gathered.tell("raden är dold i filen.", "the row is hidden in the file.", where=where)
            self.others(row, layout)
            filled = [column for column, cell in enumerate(row) if text_of(cell)]
            beside = [one for one in filled if one in layout.places and text_of(row[one]) not in NOTHING]
            if beside and (len(filled) > 1 or not self.heading(text_of(row[beside[0]]))):
                for column in beside:
                    one = self.line_of(row, layout.roles, where)
                    place = layout.places[column] if columns[column] is None else ""
                    title, *rest = _text(row[column]).split("\n", 1)
                    one.cells |= {Role.TITLE: [title], Role.TEXT: list(rest), Role.PLACE: [place]}
                    self.row(one, row, columns[column] or day)
                continue
            one = self.line_of(row, {**layout.roles, **dict.fromkeys(beside, Role.TITLE)}, where)
            if any(text_of(cell) for cells in one.cells.values() for cell in cells):
                day = self.row(one, row, day)
        if len(rows) > layout.first + MOST_ROWS:
            self.gathered.tell(
                f"bladet har fler än {MOST_ROWS} rader; resten är inte läst.",
                f"the sheet has more than {MOST_ROWS} rows; the rest is not read.",
            )

    def worked_out(self, row: Row, where: Said) -> Row:
        """Return a row without the formulas that have no value, which are told."""
        for formula in (text_of(cell) for cell in row if isinstance(cell, Unworked)):
            self.gathered.tell(
                f"”{quoted(formula)}” är en formel utan värde. Öppna filen i sitt program och spara den.",
                f"“{quoted(formula)}” is a formula without a value. Open it in its program and save it.",
                where=where,
            )
        return tuple(None if isinstance(cell, Unworked) else cell for cell in row)

    def line_of(self, row: Row, roles: Mapping[int, Role], where: Said) -> _Line:
        """Return a row's cells by what they are."""
        one = _Line(where)
        for column, cell in enumerate(row):
            if column in roles:
                one.cells.setdefault(roles[column], []).append(cell)
        return one

    def months_come_first(self, rows: tuple[Row, ...], layout: Layout) -> bool:
        """Tell whether days are written 05/30/2026; said once where they are."""
        timed = [column for column, role in layout.roles.items() if role in DATED]
        texts = [text_of(row[column]) for row in rows for column in timed if column < len(row)]
        pairs = [(int(one[1]), int(one[2])) for one in map(MONTH_FIRST.match, texts) if one is not None]
        if not pairs or any(first > 12 for first, _second in pairs):
            return False
        is_so = any(second > 12 for _first, second in pairs) or any(map(HALF_A_DAY.search, texts))
        if is_so:
            first, second = pairs[0]
            self.gathered.tell(
                f"dagar som {first}/{second} är lästa med månaden först.",
                f"days such as {first}/{second} are read with the month first.",
            )
        return is_so

    def above(self, rows: tuple[Row, ...], name: str) -> None:
        """Tell of what stands above the headings."""
        for number, row in enumerate(rows, start=1):
            text = " ".join(one for one in map(text_of, row) if one)
            if text:
                self.gathered.tell(
                    f"”{quoted(text)}” står ovanför rubrikerna.",
                    f"“{quoted(text)}” stands above the headings.",
                    where=_on_row(name, number),
                )

    def others(self, row: Row, layout: Layout) -> None:
        """Count cells of columns that have no place here."""
        for place, cell in enumerate(row):
            if place not in layout.roles and place not in layout.places and text_of(cell):
                self.gathered.unused[quoted(layout.others.get(place, f"kolumn {place + 1}"))] += 1

    def day_of(self, text: str) -> datetime.date | None:
        """Return the day that a heading or a sheet's name is of."""
        day, is_guess = self.day_in(text) if text else (None, False)
        if is_guess and day is not None:
            self.guess(day, f"”{quoted(text)}”: ", f"“{quoted(text)}”: ", NOWHERE)
        return day

    def guess(self, day: datetime.date, sv: str, en: str, where: Said) -> None:
        """Tell of a day whose year is not written."""
        self.gathered.tell(
            f"{sv}året saknas; läst som {day}.", f"{en}the year is missing; read as {day}.", where=where
        )

    def day_in(self, cell: Cell) -> tuple[datetime.date | None, bool]:
        """Return the day of a cell as this sheet has them, and whether its year is guessed."""
        return day_in(cell, days=self.days, today=self.today, is_month_first=self.is_month_first)

    def beside(self, cell: Cell) -> tuple[datetime.date | None, bool, Cell]:
        """Return the day in a cell that holds a time, whether its year is guessed, and the time."""
        return day_beside(cell, days=self.days, today=self.today, is_month_first=self.is_month_first)

    def row(self, one: _Line, row: Row, day: datetime.date | None) -> datetime.date | None:
        """Keep a row as an item, or let it be the day of the rows below; return the day."""
        given = [cell for cell in one.cells.get(Role.DAY, ()) if text_of(cell)]
        read = [self.day_in(cell) for cell in given]
        on, is_guess = next((each for each in read if each[0] is not None), (None, False))
        if given and on is None:
            self.gathered.tell(
                f"”{quoted(text_of(given[0]))}” är ingen dag som går att läsa.",
                f"“{quoted(text_of(given[0]))}” is no day that can be read.",
                where=one.where,
            )
        cells = [text_of(cell) for cell in row if text_of(cell)]
        if len(cells) == 1 and on is None and (heading := self.heading(cells[0])) is not None:
            return heading
        if on is not None and len(cells) == 1:
            return on
        last = self.day_in(one.one(Role.LAST_DAY))[0]
        for role in (Role.STARTS, Role.SPAN, Role.ENDS):
            if one.one(role) is not None:
                beside, guess, time = self.beside(one.one(role))
                one.cells[role] = [time]
                if role is Role.ENDS:
                    last = last or beside
                elif on is None:
                    on, is_guess = beside, guess
        if is_guess and on is not None:
            self.guess(on, "", "", one.where)
        day = on or day
        if line(one.text(Role.WHOLE_DAY)).casefold() in YES:
            is_after = text_of(one.one(Role.ENDS)) in MIDNIGHT and last is not None and last != day
            last = last - datetime.timedelta(days=1) if is_after and last is not None else last
            starts = ends = None
        else:
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
                is_cancelled=line(one.text(Role.CANCELLED)).casefold() in CANCELLED,
            )
        )
        return day

    def heading(self, text: str) -> datetime.date | None:
        """Return the day of a row that is only a heading: "Onsdag 14 oktober", "Dag 2"."""
        if len(text) > 60 or clocks_in(re.sub(r"\d{1,2}[./]\d{1,2}", "", text))[1] is not None:
            return None
        return self.day_of(text)

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
                f"”{told}” har ingen dag; punkten kommer utan tid. Skriv dagen i filen eller på evenemanget.",
                f"“{told}” has no day; the item comes without a time. Write the day in the file or event.",
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


def _on_row(sheet: str, number: int) -> Said:
    if not sheet:
        return Said(f"Rad {number}", f"Row {number}")
    return Said(f"{sheet}, rad {number}", f"{sheet}, row {number}")


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return GUARDED.sub("", words(cell))
    return text_of(cell)


def _minutes(cell: Cell) -> Cell:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell


def _link(text: str) -> tuple[object, object]:
    found = LINK.match(text.strip())
    return (found[1], found[2] or "") if found is not None else (text.strip(), "")
