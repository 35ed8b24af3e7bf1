"""The matrix of signals: marks in their squares that touch no other, the same for the same data."""

import random
from itertools import combinations

import pytest

from laget.core.horizon.matrix import NARROW, SIZES, WIDE, Dot, Size, length, matrix


def dots(count: int, seed: int) -> list[Dot]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [Dot(n, chance.randint(1, 5), chance.randint(1, 4)) for n in range(1, count + 1)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("count", [0, 1, 14, 60])
def test_each_mark_lies_in_its_square_and_on_no_other(count: int, size: Size) -> None:
    given = dots(count, count)
    drawn = matrix(given, size=size)
    wide, high = size.slot
    spots = [(float(one.x), float(one.y)) for one in drawn.dots]
    assert [pair for pair in combinations(spots, 2) if _touch(*pair, wide=wide, high=high)] == []
    for dot, (x, y) in zip(given, spots, strict=True):
        column = (size.width - size.left) / 5
        assert size.left + (dot.soon - 1) * column <= x - 17
        assert x + 33 <= size.left + dot.soon * column + 0.5
        row = drawn.rows[4 - dot.strength]
        assert float(row.y) + size.over <= y - 17
        assert y + 17 <= float(row.y) + float(row.height)


def _touch(one: tuple[float, float], other: tuple[float, float], *, wide: float, high: float) -> bool:
    return abs(one[0] - other[0]) < wide - 0.2 and abs(one[1] - other[1]) < high - 0.2


def test_the_same_signals_in_another_order_give_the_same_picture() -> None:
    given = dots(20, 1)
    assert matrix(given, size=WIDE) == matrix(reversed(given), size=WIDE)
    assert matrix(given, size=WIDE) != matrix([*given[1:], Dot(1, 1, 1)], size=WIDE)


def test_what_is_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="no square"):
        matrix([Dot(1, 6, 1)], size=NARROW)


def test_lengths_are_written_the_same_way() -> None:
    assert [length(one) for one in (1, 1.04, 1.25, 10.0)] == ["1", "1", "1.2", "10"]
