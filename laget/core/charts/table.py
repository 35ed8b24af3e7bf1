"""The same chart as a table: every figure that is drawn, written as it is read."""

from dataclasses import dataclass

from laget.core.charts.level import decided_level
from laget.core.charts.picture import Doubt, Line, Places, Point, Years
from laget.core.charts.spec.years import STEP, TARGET
from laget.core.words.measure import Measure
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.short import short_level

NOTHING = "–"
DOUBTS = {
    Doubt.NONE: Said("", ""),
    Doubt.PRELIMINARY: Said(" (preliminär)", " (preliminary)"),
    Doubt.UNCERTAIN: Said(" (få fall)", " (few cases)"),
}
YEAR = Said("År", "Year")
EXPECTED = Said("väntas, mitten", "expected, middle")
WITHIN = Said("väntas, 80 fall av 100", "expected, 80 cases of 100")
NO_FIGURE = Said("uppgift saknas", "no figure")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its head, its cells, and which year or area it is of, where there is a figure of it."""

    head: str
    cells: tuple[str, ...]
    year: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A chart as a table: its caption, its columns' heads (the first over the rows' heads), its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def years_table(picture: Years, *, caption: str, language: Language) -> Table:
    """Return a row for each year, then one for each target and for what is expected."""
    by_year = [{point.year: point for point in line.points} for line in picture.lines]
    rows = [
        Row(str(year), tuple(_cell(of.get(year), picture.measure, language) for of in by_year), year=year)
        for year in picture.years
    ]
    empty = (NOTHING,) * (len(picture.lines) - 1)
    for aim in picture.aims:
        word = (STEP if aim.is_step else TARGET).to(language)
        head = word if aim.year is None else f"{aim.year}, {word.lower()}"
        rows.append(Row(head, (decided_level(aim.value, picture.measure, language), *empty)))
    if (found := picture.expected) is not None:
        middle, high = (
            short_level(level, measure=picture.measure, language=language)
            for level in (found.middle, found.high)
        )
        low = number(found.low, decimals=picture.measure.decimals, language=language)
        rows.append(Row(f"{found.year}, {EXPECTED.to(language)}", (middle, *empty)))
        rows.append(Row(f"{found.year}, {WITHIN.to(language)}", (f"{low}–{high}", *empty)))
    return Table(caption, (YEAR.to(language), *(_head(line) for line in picture.lines)), tuple(rows))


def places_table(picture: Places, *, caption: str, language: Language) -> Table:
    """Return a row for each place in the order of the bars, then those without a figure."""
    grammar = GRAMMARS[language]
    rows = [
        Row(
            _capital(grammar.place(one.area)),
            (short_level(one.value, measure=picture.measure, language=language),),
            area=one.area.code,
        )
        for one in picture.standings
    ]
    rows += [Row(_capital(grammar.place(one)), (NO_FIGURE.to(language),)) for one in picture.without]
    if picture.aim is not None:
        rows.append(Row(TARGET.to(language), (decided_level(picture.aim, picture.measure, language),)))
    where = Said("Område", "Area").to(language)
    return Table(caption, (where, f"{unit(picture.indicator.unit).to(language)} {picture.year}"), tuple(rows))


def _cell(point: Point | None, measure: Measure, language: Language) -> str:
    if point is None:
        return NOTHING
    return short_level(point.value, measure=measure, language=language) + DOUBTS[point.doubt].to(language)


def _head(line: Line) -> str:
    return _capital(line.name)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
