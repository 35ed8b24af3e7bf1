"""One cell as a figure: numbers as analysts write them, and the marks that say that there is none."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from laget.core.words.said import Refusal, Said
from laget.data.sources.tables.grid import Cell, Percent, Unworked, text_of

# What publishers and programs write where there is no figure; "#N/A" is a spreadsheet's own word for it.
MISSING = frozenset(
    {"", "-", "--", "–", "—", ".", "..", "...", "…", ":", "na", "n/a", "nan", "#n/a", "#saknas!"}
)
SPACES = " \u00a0\u2007\u2009\u202f"  # plain, no-break, figure, thin, narrow no-break
NUMBER = re.compile(
    rf"(?P<sign>[-−–+]?)[{SPACES}]?"
    rf"(?P<whole>[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+|[0-9]+|(?=[.,]))"
    r"(?:(?P<mark>[.,])(?P<part>[0-9]+))?"
    r"(?P<power>[eE][-+]?[0-9]{1,3})?"
    rf"[{SPACES}]?(?P<percent>%?)"
)
LIKE_THOUSANDS = re.compile(r"[-−–+]?[1-9][0-9]{0,2},[0-9]{3}")
THOUSANDS = re.compile(r"[-−–+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[-−–+]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")


class NoFigure(Refusal):
    """A cell that is neither a number nor a mark of a missing one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or None where the cell says that there is none.

    `written` is the cell's own text where it was text; `mark` the decimal mark in it, "" where it has none.
    """

    value: float | None
    written: str = ""
    mark: str = ""
    percent: bool = False

    @property
    def like_thousands(self) -> bool:
        """Tell whether the comma may part thousands as well as decimals: 1,234."""
        return LIKE_THOUSANDS.fullmatch(self.written) is not None


def figure(cell: Cell) -> Figure:
    """Return the figure in `cell`; raises NoFigure, which says what stands there instead."""
    if cell is None:
        return Figure(None)
    if isinstance(cell, str):
        return _written(cell.strip())
    if isinstance(cell, Percent):
        return Figure(_finite(cell.shown), percent=True)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Figure(_finite(cell))
    raise NoFigure(_other(cell))


def _written(text: str) -> Figure:
    if text.casefold() in MISSING:
        return Figure(None, written=text)
    match = NUMBER.fullmatch(text)
    if match is None:
        raise NoFigure(_no_number(text))
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    whole = "".join(digit for digit in match["whole"] if digit not in SPACES) or "0"
    value = _finite(float(f"{sign}{whole}.{match['part'] or '0'}{match['power'] or ''}"))
    return Figure(value, written=text, mark=match["mark"] or "", percent=bool(match["percent"]))


def _finite(number: float) -> float:
    try:
        value = float(number)
    except OverflowError:  # a whole number in a workbook may have any length
        value = math.inf
    if not math.isfinite(value):
        raise NoFigure(Said(sv="talet är för stort", en="the number is too large"))
    return value


def _no_number(text: str) -> Said:
    if THOUSANDS.fullmatch(text):
        return Said(
            sv=f"”{text}” kan inte läsas; skriv tusental med mellanslag eller utan",
            en=f"“{text}” cannot be read; write thousands with a space or with nothing",
        )
    if text.startswith("#"):
        return Said(
            sv=f"”{text}” är ett fel i en formel; rätta den eller lämna cellen tom",
            en=f"“{text}” is a fault in a formula; mend it or leave the cell empty",
        )
    return Said(sv=f"”{text}” är inget tal", en=f"“{text}” is no number")


def _other(cell: Cell) -> Said:
    if isinstance(cell, Unworked):
        return Said(
            sv=f"formeln {cell.formula} har inget uträknat värde; spara filen i ett kalkylprogram",
            en=f"the formula {cell.formula} has no value worked out; save the file in a spreadsheet program",
        )
    if isinstance(cell, bool):
        sv, en = ("SANT", "TRUE") if cell else ("FALSKT", "FALSE")
        return Said(sv=f"”{sv}” är inget tal", en=f"“{en}” is no number")
    text = text_of(cell)
    return Said(
        sv=f"cellen är en tid ({text}), inget tal; ändra cellens format i kalkylprogrammet",
        en=f"the cell is a time ({text}), no number; change the cell's format in the spreadsheet program",
    )


def unlike(column: Sequence[tuple[int, Figure]], *, delimiter: str | None) -> Iterator[tuple[int, Said]]:
    """Yield the row of a number that is written otherwise than others in its column: one of them is misread.

    `column` are row numbers and figures; `delimiter` is the file's, None for a workbook.
    """
    marked = [(row, figure) for row, figure in column if figure.mark]
    given = [(row, figure) for row, figure in column if figure.value is not None]
    if odd := _odd(marked, trait=lambda figure: figure.mark):
        row, other, first_row, first = odd
        sv = f"”{other.written}” har ett annat decimaltecken än ”{first.written}” på rad {first_row}"
        en = f"“{other.written}” has another decimal mark than “{first.written}” on row {first_row}"
        yield row, Said(sv=sv, en=en)
    if odd := _odd(given, trait=lambda figure: figure.percent):
        row, _, first_row, _ = odd
        sv = f"det ena av värdena här och på rad {first_row} är i procent, det andra inte"
        en = f"of the values here and on row {first_row} one is in per cent, the other is not"
        yield row, Said(sv=sv, en=en)
    if marked and delimiter == "," and all(figure.like_thousands for _, figure in marked):
        row, first = marked[0]
        sv = f"”{first.written}” kan vara decimaler eller tusental; skriv tusental utan komma"
        en = f"“{first.written}” may be decimals or thousands; write thousands without a comma"
        yield row, Said(sv=f"{sv} eller decimaler med punkt", en=f"{en} or decimals with a point")


def _odd(
    column: Sequence[tuple[int, Figure]], *, trait: Callable[[Figure], object]
) -> tuple[int, Figure, int, Figure] | None:
    """Return the first figure whose trait is not that of the column's first, with its row, and the first."""
    others = ((row, other, *column[0]) for row, other in column if trait(other) != trait(column[0][1]))
    return next(others, None)
