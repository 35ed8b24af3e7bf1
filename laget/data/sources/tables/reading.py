"""What a cell says of an area, a period or a group, each in the one vocabulary the figures have."""

import datetime
import re
from collections.abc import Iterable, Mapping

from laget.core.areas import Area, Kind, UnknownArea, by_name, by_names, from_kolada, from_number
from laget.core.periods import Period, UnreadablePeriod, month_number, period, quarter_number
from laget.core.series import TOTAL
from laget.core.words.said import Refusal, Said
from laget.data.sources.tables.grid import Cell, text_of

# Groups have one vocabulary whatever a file calls them; a mapping's own `groups` go before these.
GROUPS = {
    word: group
    for group, words in {
        TOTAL: ("total", "totalt", "samtliga", "båda könen", "kvinnor och män", "män och kvinnor"),
        "women": ("women", "kvinnor", "kvinna"),
        "men": ("men", "män", "man"),
        "born_in_sweden": ("inrikes född", "inrikes födda", "född i sverige", "födda i sverige"),
        "born_abroad": ("utrikes född", "utrikes födda", "född utomlands", "födda utomlands"),
    }.items()
    for word in words
}
ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")


class Misread(Refusal):
    """A cell that does not say what its column is for."""


class Areas:
    """The areas of one column; its names are read together, since one tells which namesake another is."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        texts = set(map(text_of, cells))
        names = {text for text in texts if text and not _is_code(text) and any(_named(text))}
        try:
            self._named = by_names(names)
        except UnknownArea:  # namesakes that nothing tells apart: each is said on its own row
            self._named = {}

    def area(self, cell: Cell) -> Area:
        """Return the area whose code or name stands in `cell`; raises UnknownArea, Misread."""
        text = text_of(cell)
        if not text:
            raise _empty()
        if _is_code(text):
            kolada = len(text) == 4 and text.startswith("00")
            return from_kolada(text) if kolada else from_number(text)
        return self._named[text] if text in self._named else by_name(text)


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _named(text: str) -> Iterable[Area]:
    for kind in Kind:
        try:
            yield by_name(text, kind=kind)
        except UnknownArea:
            continue


def whole_period(cell: Cell) -> Period:
    """Return the period in a cell; raises UnreadablePeriod, for a date with the way to have it read."""
    day = _date(cell)
    if day is not None:
        raise UnreadablePeriod(
            Said(
                sv=f"{day} är en dag; säg om den står för ett år, en månad eller ett kvartal genom att ge "
                "kolumnen som year, och som month eller quarter, i stället för period",
                en=f"{day} is a day; say whether it stands for a year, a month or a quarter by giving the "
                "column as year, and as month or quarter, in place of period",
            )
        )
    return period(_text(cell))


def year(cell: Cell) -> int:
    """Return the year in a cell, also that of a date; raises UnreadablePeriod."""
    day = _date(cell)
    if day is not None:
        return day.year
    found = period(_text(cell))
    if found.part is not None or found.first_year != found.last_year:
        raise UnreadablePeriod(Said(sv=f"”{found}” är inget år", en=f"“{found}” is no year"))
    return found.last_year


def month(cell: Cell) -> int:
    """Return the month in a cell, 1 to 12, also that of a date; raises UnreadablePeriod."""
    day = _date(cell)
    return month_number(_text(cell)) if day is None else day.month


def is_quarter(cell: Cell) -> bool:
    """Tell whether a cell names a quarter by a letter or the word, as "K1" does and "1" does not."""
    text = text_of(cell)
    try:
        return not text.isdecimal() and quarter_number(text) > 0
    except UnreadablePeriod:
        return False


def quarter(cell: Cell) -> int:
    """Return the quarter in a cell, 1 to 4, also that of a date; raises UnreadablePeriod."""
    day = _date(cell)
    return quarter_number(_text(cell)) if day is None else (day.month + 2) // 3


def group(cell: Cell, *, groups: Mapping[str, str]) -> str:
    """Return the group word of a label: as `groups` says, else a known word's, else the file's own."""
    label = _text(cell)
    return groups.get(label) or GROUPS.get(label.casefold()) or label


def _date(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.date):
        return cell.date() if isinstance(cell, datetime.datetime) else cell
    written = ISO_DATE.fullmatch(text_of(cell))
    try:
        return datetime.date.fromisoformat(written[1]) if written else None
    except ValueError:
        return None


def _text(cell: Cell) -> str:
    text = text_of(cell)
    if not text:
        raise _empty()
    return text


def _empty() -> Misread:
    return Misread(Said(sv="cellen är tom", en="the cell is empty"))
