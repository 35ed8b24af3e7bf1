"""The figures that a text is held against, from an edition itself or from the whole tables it was made of."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from laget.core.followup.edition import Edition
from laget.core.followup.figures import figures
from laget.core.words.binding import Ground
from laget.core.words.guard.figures import Cell, CellTable


def ground_of(edition: Edition, *, tables: Mapping[str, pa.Table] | None = None) -> tuple[Ground, CellTable]:
    """Return what bindings lead to, and every figure there is.

    Without `tables` (each indicator's rows) the figures are those the edition carries; with them all up to
    the edition's year, for every area and group.
    """
    cells = CellTable(carried(edition) if tables is None else of_tables(edition, tables))
    verdicts = {one.target: one for one in edition.verdicts}
    return Ground(edition.strategy, verdicts, cells), cells


def carried(edition: Edition) -> Iterator[Cell]:
    """Yield each figure that an edition carries."""
    for indicator, groups in edition.cells.items():
        for group, places in groups.items():
            for place, periods in places.items():
                for when, value in periods.items():
                    yield Cell(indicator, place, when, group, value)


def of_tables(edition: Edition, tables: Mapping[str, pa.Table]) -> Iterator[Cell]:
    """Yield each year's figure up to the edition's year, and where it is of several years these too."""
    read = figures(edition.strategy, tables)
    for indicator in read.indicators():
        for place in read.areas(indicator):
            for group in read.groups(indicator):
                series = read.series(indicator, area=place, group=group).upto(edition.year)
                for year, value, span in zip(series.years, series.values, series.spans, strict=True):
                    yield Cell(indicator, place, str(year), group, value)
                    if span != str(year):
                        yield Cell(indicator, place, span, group, value)
