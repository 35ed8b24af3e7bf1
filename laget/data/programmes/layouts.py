"""How a table of a programme lies: with headings, without them, or with a column for each place or day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.core.search import folded
from laget.data.programmes.headings import TIMES, Role, headings_in, role_of
from laget.data.programmes.times import clocks_in, day_in
from laget.data.sources.tables.grid import Row, text_of

PLAIN_TIME = re.compile(
    r"^((kl|ca)\.?\s*)*\d{1,2}([.:]\d\d|\s*[-–]|\s*[ap]m)[\d.:\s–apm-]*$|^kl\.?\s*\d{1,2}$", re.IGNORECASE
)
LINE = re.compile(  # "09.00–09.30 Välkommen" in one cell
    r"^\s*((?:kl\.?\s*|ca\.?\s*)*\d{1,2}[.:]\d\d(?:\s*(?:-|–|—|till)\s*\d{1,2}(?:[.:]\d\d)?)?)(?:\s*[:–-]\s*|\s+)(\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
HOUR = re.compile(r"^(1?\d|2[0-4])$")
ABOVE = 30  # rows among which a table begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What each column holds; `places` are columns of items of their own, by the place or day above them.

    What stands before row `heading` is about the table; the rows of items are from `first` on.
    """

    heading: int
    first: int
    roles: Mapping[int, Role]
    others: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    is_lines: bool = False  # each row is a line of text that begins with its time

    def split(self, row: Row) -> Row:
        """Return a row as its columns: of a line its time and its words."""
        found = LINE.match(_line(row)) if self.is_lines else None
        if found is None:
            return (None, _line(row)) if self.is_lines and not _is_heading(row) else row
        return (found[1], found[2])


def layout_of(rows: tuple[Row, ...], *, is_alone: bool) -> Layout | None:
    """Return how a table lies; None for one that is no programme.

    Without headings it is read only where it `is_alone` and most of its rows begin with a time.
    """
    headed = headings_in(rows)
    if headed is not None:
        at, roles, others = headed
        return Layout(heading=at, first=at + 1, roles=roles, others=dict(others))
    return _in_columns(rows) or ((_bare(rows) or _lines(rows)) if is_alone else None)


def _in_columns(rows: tuple[Row, ...]) -> Layout | None:
    """Return the layout of times down the side and places, or days, along the top."""
    for at, row in enumerate(rows[:ABOVE]):
        texts = {column: text for column, cell in enumerate(row) if (text := text_of(cell))}
        corner = texts.pop(0, "")
        if _is_timed(corner):
            return None
        if len(texts) < 2 or (corner and role_of(corner) not in TIMES) or any(map(_is_timed, texts.values())):
            continue
        is_plain = bool(corner) or all(day_in(text)[0] is not None for text in texts.values())
        sides = [text for one in rows[at + 1 :] if one and (text := text_of(one[0]))]
        timed = [text for text in sides if _is_timed(text) or (is_plain and HOUR.match(text))]
        if sides and len(timed) * 2 > len(sides):
            return Layout(heading=at, first=at + 1, roles={0: Role.SPAN}, places=texts)
    return None


def _bare(rows: tuple[Row, ...]) -> Layout | None:
    """Return the layout of a table without headings: times first, what happens second, more words after."""
    filled = [row for row in rows[:200] if sum(bool(text_of(cell)) for cell in row) >= 2]
    timed = [row for row in filled if _is_timed(text_of(row[0]))]
    if not filled or len(timed) * 2 <= len(filled):
        return None
    first = next(at for at, row in enumerate(rows) if row and _is_timed(text_of(row[0])))
    while first and _is_heading(rows[first - 1]):
        first -= 1
    width = max(map(len, filled))
    roles = {0: Role.SPAN, 1: Role.TITLE, **dict.fromkeys(range(2, width), Role.TEXT)}
    return Layout(heading=first, first=first, roles=roles)


def _lines(rows: tuple[Row, ...]) -> Layout | None:
    """Return the layout of a list of lines that most begin with a time."""
    filled = [at for at, row in enumerate(rows[:200]) if _line(row)]
    timed = [at for at in filled if LINE.match(_line(rows[at]))]
    items = [at for at in filled if timed and at >= timed[0] and not _is_heading(rows[at])]
    if len(timed) < 2 or len(timed) * 2 <= len(items):
        return None
    first = timed[0]
    while first and _is_heading(rows[first - 1]):
        first -= 1
    return Layout(heading=first, first=first, roles={0: Role.SPAN, 1: Role.TITLE}, is_lines=True)


def _line(row: Row) -> str:
    return ", ".join(text for cell in row if (text := text_of(cell)))


def _is_timed(text: str) -> bool:
    return bool(PLAIN_TIME.match(folded(text))) and clocks_in(text)[0] is not None


def _is_heading(row: Row) -> bool:
    """Tell whether a row is only a day: it is of the rows below it."""
    texts = [text for cell in row if (text := text_of(cell))]
    return len(texts) == 1 and day_in(texts[0])[0] is not None
