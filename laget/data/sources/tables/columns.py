"""A table's header: which column is meant by a name or a number, and what there is where it is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from laget.core.words.said import Said
from laget.data.sources.tables.grid import Grid, Unreadable, text_of

HEADER_WITHIN = 30  # rows searched for a header that stands further down than the mapping says


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place counted from 0, and what people call it."""

    place: int
    name: str


class Header:
    """The names in a table's header row, which may be empty for some columns."""

    def __init__(self, grid: Grid, *, row: int, wanted: Collection[str]) -> None:
        """Take row number `row` (from 1) of `grid`, where the names `wanted` should stand.

        Raises Unreadable where there is no such row.
        """
        if row > len(grid.rows):
            raise Unreadable(
                Said(
                    sv=f"tabellen har {len(grid.rows)} rader, men rubrikerna ska stå på rad {row} (header)",
                    en=f"the table has {len(grid.rows)} rows, but its header should be row {row} (header)",
                )
            )
        self.names = tuple(text_of(cell) for cell in grid.rows[row - 1])
        self.width = max(len(line) for line in grid.rows[row - 1 :])
        self._elsewhere = next(
            (
                number
                for number, line in enumerate(grid.rows[:HEADER_WITHIN], start=1)
                if number != row and wanted and set(wanted) <= set(map(text_of, line))
            ),
            None,
        )

    def column(self, wanted: int | str) -> Column:
        """Return the column with this name, or this number counted from 1.

        Raises Unreadable for one that is not there, and for a name that several columns have.
        """
        name = text_of(wanted)
        places = [place for place, there in enumerate(self.names) if there == name]
        numbered = int(name) - 1 if name.isascii() and name.isdecimal() and len(name) < 6 else None
        if numbered is not None and (isinstance(wanted, int) or not places) and 0 <= numbered < self.width:
            there = self.names[numbered] if numbered < len(self.names) else ""
            return Column(numbered, there or str(numbered + 1))
        if len(places) == 1:
            return Column(places[0], name)
        raise Unreadable(self._several(name, places) if places else self._missing(name))

    def _several(self, name: str, places: Sequence[int]) -> Said:
        numbers = [str(place + 1) for place in places]
        return Said(
            sv=f"flera kolumner heter {name}; peka ut den med sitt nummer: {' eller '.join(numbers)}",
            en=f"several columns are called {name}; point one out by its number: {' or '.join(numbers)}",
        )

    def _missing(self, name: str) -> Said:
        if self._elsewhere is not None:
            return Said(
                sv=f"rubrikerna står på rad {self._elsewhere}; skriv header: {self._elsewhere}",
                en=f"the header is row {self._elsewhere}; write header: {self._elsewhere}",
            )
        folded = {there.casefold(): there for there in self.names if there}
        near = [folded[key] for key in get_close_matches(name.casefold(), folded, n=1)]
        numbered = [there or str(place) for place, there in enumerate(self.names, start=1)]
        there = ", ".join(numbered) or "–"
        return Said(
            sv=f"kolumnen {name} finns inte{''.join(f', menas {one}?' for one in near) or '.'}"
            f" Kolumner som finns: {there}",
            en=f"there is no column {name}{''.join(f', is {one} meant?' for one in near) or '.'}"
            f" Columns there are: {there}",
        )
