"""The matrix of signals: how soon along, how strong upward, numbered marks that touch no other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SOONS, STRENGTHS = 5, 4  # how soon: 1 is now; how strong: 4 is the most
NEAR_ROWS = 2  # strong and decisive


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of a matrix in user units: one is about a pixel where it is shown at its own width.

    Row names stand in the margin `left` or, where that is 0, on a line of their own over the row.
    """

    name: str
    width: float
    left: float
    head: float
    over: float  # the line over each row
    slot: tuple[float, float] = (54.0, 38.0)  # a mark and its sign
    pad: float = 6.0


WIDE = Size("wide", 720, 100, 34, 0)
NARROW = Size("narrow", 288, 0, 44, 26, slot=(56.0, 36.0))
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True, order=True)
class Dot:
    """A signal to be placed: its number, how soon (1 to 5) and how strong (1 to 4)."""

    number: int
    soon: int
    strength: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A signal's mark: the middle of its shape; its sign stands `beside` it."""

    number: int
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Column:
    """One answer to how soon: where its name begins and its line is."""

    soon: int
    x: str
    middle: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to how strong: its upper edge, its height, where its squares begin and end, its name."""

    strength: int
    y: str
    height: str
    begin: str
    end: str
    name_x: str
    name_y: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix ready to be drawn; lengths as they are written."""

    size: str
    width: str
    height: str
    left: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dots: tuple[Placed, ...]
    near: tuple[str, str]  # how wide and high what is strong and felt within two years is


def length(value: float) -> str:
    """Return a length as it is written: at most one decimal, the same everywhere."""
    return f"{value:.1f}".removesuffix(".0")


def matrix(dots: Iterable[Dot], *, size: Size) -> Matrix:
    """Return the matrix of signals: in each square by their numbers, the rows as high as it takes.

    Raises ValueError for what is outside the matrix.
    """
    squares: dict[tuple[int, int], list[Dot]] = {}
    for dot in sorted(dots):
        if not (1 <= dot.soon <= SOONS and 1 <= dot.strength <= STRENGTHS):
            raise ValueError(f"no square for {dot}")
        squares.setdefault((dot.strength, dot.soon), []).append(dot)
    wide = (size.width - size.left) / SOONS
    columns = tuple(
        Column(one, length(size.left + (one - 1) * wide), length(size.left + (one - 0.5) * wide))
        for one in range(1, SOONS + 1)
    )
    rows: list[Row] = []
    placed: list[Placed] = []
    top = size.head
    for strength in range(STRENGTHS, 0, -1):
        own = [squares.get((strength, soon), []) for soon in range(1, SOONS + 1)]
        height = size.over + size.pad * 2 + _lines(own, wide=wide, size=size) * size.slot[1]
        name_y = top + (17 if size.over else height / 2 + 5)
        rows.append(
            Row(
                strength,
                length(top),
                length(height),
                length(top + size.over),
                length(top + height),
                "2",
                length(name_y),
            )
        )
        for soon, square in enumerate(own):
            left = size.left + soon * wide
            placed.extend(_in_square(square, left=left, top=top + size.over + size.pad, wide=wide, size=size))
        top += height
    return Matrix(
        size.name,
        length(size.width),
        length(top + 1),
        length(size.left),
        length(size.head),
        columns,
        tuple(rows),
        tuple(sorted(placed, key=lambda one: one.number)),
        (length(2 * wide), length(float(rows[NEAR_ROWS].y) - size.head)),
    )


def _across(wide: float, size: Size) -> int:
    return max(1, int((wide + 1) // size.slot[0]))


def _lines(squares: Collection[list[Dot]], *, wide: float, size: Size) -> int:
    most = max(len(square) for square in squares)
    return max(1, -(-most // _across(wide, size)))


def _in_square(square: list[Dot], *, left: float, top: float, wide: float, size: Size) -> Iterable[Placed]:
    across = _across(wide, size)
    slot_wide, slot_high = size.slot
    start = left + (wide - across * slot_wide) / 2
    for place, dot in enumerate(square):
        line, column = divmod(place, across)
        x = start + column * slot_wide + 21
        yield Placed(dot.number, length(x), length(top + (line + 0.5) * slot_high))
