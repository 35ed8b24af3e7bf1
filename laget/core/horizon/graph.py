"""The graph of drivers: layers of boxes and lines between them that cross no box, the same for the same data.

Each line that passes a layer gets a lane of its own there (K. Sugiyama, S. Tagawa and M. Toda, 1981); the
order in a layer is by the mean place of the neighbours, swept to and fro a set number of times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from laget.core.horizon.drives import Drives, layers
from laget.core.horizon.matrix import length

SWEEPS = 6
CHARACTER = 8.0  # a character of a label at its size, wider than most
LINE = 17.0
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How a graph lies: along its layers, or downward with numbers alone where there is no room for words."""

    name: str
    width: float
    words: bool
    gap: float  # between layers
    between: float  # between boxes of a layer
    lane: float  # what a passing line takes
    least: float  # a box along the layers
    number: float = 40.0  # what a box's number takes


ALONG = Plan("wide", 640, words=True, gap=60, between=12, lane=10, least=140)
DOWN = Plan("narrow", 288, words=False, gap=44, between=12, lane=12, least=34)
PLANS = (ALONG, DOWN)


@dataclass(frozen=True, slots=True)
class Box:
    """A signal in the graph: its number, its box, the middle of its number, and the lines of its name."""

    number: int
    x: str
    y: str
    width: str
    height: str
    number_x: str
    number_y: str
    lines: tuple[tuple[str, str, str], ...]  # x, y and words


@dataclass(frozen=True, slots=True)
class Line:
    """A drive in the graph: from which number to which, its path and the point of its arrow."""

    driver: int
    driven: int
    path: str
    arrow: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph ready to be drawn; lengths as they are written."""

    size: str
    width: str
    height: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


Spot = tuple[int, int, int]
"""Something that takes a place in a layer: a signal (0, number, 0), or the lane of a drive (1, from, to)."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    plan: Plan
    rows: Sequence[Sequence[Spot]]  # by layer, in order
    chains: Mapping[tuple[int, int], Sequence[Spot]]
    names: Mapping[int, Sequence[str]]
    deep: float  # a box along the layers

    def thick(self, spot: Spot) -> float:
        """What a spot takes across the layers."""
        if spot[0]:
            return self.plan.lane
        return 14 + len(self.names[spot[1]]) * LINE if self.plan.words else self.plan.least

    def breadth(self, row: Sequence[Spot]) -> float:
        return sum(map(self.thick, row)) + self.plan.between * (len(row) - 1)


def graph(titles: Mapping[int, str], drives: Drives, *, plan: Plan) -> Graph | None:
    """Return the graph of what drives what among signals by number; None where nothing drives anything.

    `drives` has no way round; `titles` has each number in it.
    """
    depth = layers(drives)
    if not depth:
        return None
    count = max(depth.values()) + 1
    rows: list[list[Spot]] = [[] for _ in range(count)]
    for number in sorted(depth):
        rows[depth[number]].append((0, number, 0))
    chains: dict[tuple[int, int], list[Spot]] = {}
    for driver, driven in sorted(set(drives)):
        lanes = [(1, driver, driven) for _ in range(depth[driver] + 1, depth[driven])]
        for layer, lane in enumerate(lanes, depth[driver] + 1):
            rows[layer].append(lane)
        chains[driver, driven] = [(0, driver, 0), *lanes, (0, driven, 0)]
    ordered = _ordered(rows, chains, depth)
    if plan.words:
        deep = max(plan.least, (plan.width - (count - 1) * plan.gap) / count)
        room = max(6, int((deep - plan.number - 8) // CHARACTER))
        names = {number: wrapped(titles[number], room) for number in depth}
    else:
        deep, names = plan.least, dict.fromkeys(depth, ())
    return _drawn(_Drawing(plan, ordered, chains, names, deep))


def wrapped(title: str, room: int) -> tuple[str, ...]:
    """Return a title in lines of at most `room` characters; a longer word is cut with a hyphen."""
    lines: list[str] = [""]
    for word in title.split():
        rest = word
        if lines[-1] and len(lines[-1]) + 1 + len(rest) <= room:
            lines[-1] += f" {rest}"
            continue
        if lines[-1]:
            lines.append("")
        while len(rest) > room:
            lines[-1] = f"{rest[: room - 1]}-"
            rest = rest[room - 1 :]
            lines.append("")
        lines[-1] = rest
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES - 1]
        lines = [*lines[: MOST_LINES - 1], f"{last[: room - 1].rstrip()}…"]
    return tuple(lines)


Near = Mapping[tuple[int, Spot], Sequence[tuple[int, Spot]]]


def _ordered(
    rows: list[list[Spot]], chains: Mapping[tuple[int, int], Sequence[Spot]], depth: Mapping[int, int]
) -> list[list[Spot]]:
    """Return each layer in the order of the mean place of its neighbours in the layer it is swept from."""
    near: dict[tuple[int, Spot], list[tuple[int, Spot]]] = {}
    for (driver, _driven), chain in chains.items():
        spots = [(depth[driver] + step, spot) for step, spot in enumerate(chain)]
        for one, other in pairwise(spots):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    ordered = [list(row) for row in rows]
    for sweep in range(SWEEPS):
        to, fro = range(1, len(rows)), range(len(rows) - 2, -1, -1)
        for layer in fro if sweep % 2 else to:
            beside = layer + 1 if sweep % 2 else layer - 1
            means = _means(layer, ordered[layer], beside, ordered[beside], near)
            ordered[layer] = [spot for _mean, _at, spot in sorted(means)]
    return ordered


def _means(
    layer: int, row: Sequence[Spot], beside: int, other: Sequence[Spot], near: Near
) -> list[tuple[float, int, Spot]]:
    """Return each spot of a layer with the mean place of its neighbours in another, else its own place."""
    place = {spot: (at + 0.5) / len(other) for at, spot in enumerate(other)}
    found = []
    for at, spot in enumerate(row):
        those = [place[one] for on, one in near.get((layer, spot), ()) if on == beside]
        mean = sum(those) / len(those) if those else (at + 0.5) / len(row)
        found.append((round(mean, 9), at, spot))
    return found


def _drawn(drawing: _Drawing) -> Graph:
    plan = drawing.plan
    breadth = max(drawing.breadth(row) for row in drawing.rows)
    across = max(breadth, plan.width - 4) if not plan.words else breadth
    middle: dict[tuple[int, Spot], float] = {}
    for layer, row in enumerate(drawing.rows):
        at = 2 + (across - drawing.breadth(row)) / 2
        for spot in row:
            thick = drawing.thick(spot)
            middle[layer, spot] = at + thick / 2
            at += thick + plan.between
    pitch = drawing.deep + plan.gap
    along = len(drawing.rows) * pitch - plan.gap + 4
    boxes = [
        _box(drawing, spot[1], at=2 + layer * pitch, middle=middle[layer, spot])
        for layer, row in enumerate(drawing.rows)
        for spot in row
        if spot[0] == 0
    ]
    starts = {spot[1]: layer for layer, row in enumerate(drawing.rows) for spot in row if spot[0] == 0}
    lines = []
    for (driver, driven), chain in drawing.chains.items():
        spots = [(starts[driver] + step, spot) for step, spot in enumerate(chain)]
        lines.append(_line(drawing, driver, driven, [(layer, middle[layer, s]) for layer, s in spots]))
    width, height = (along, across + 4) if plan.words else (across + 4, along)
    return Graph(
        plan.name,
        length(width),
        length(height),
        tuple(sorted(boxes, key=lambda box: box.number)),
        tuple(lines),
    )


def _box(drawing: _Drawing, number: int, *, at: float, middle: float) -> Box:
    plan, names = drawing.plan, drawing.names[number]
    thick = drawing.thick((0, number, 0))
    if not plan.words:
        x, y = middle - thick / 2, at
        return Box(
            number,
            length(x),
            length(y),
            length(thick),
            length(drawing.deep),
            length(middle),
            length(at + drawing.deep / 2),
            (),
        )
    top = middle - thick / 2
    first = middle - (len(names) - 1) * LINE / 2 + 4.5
    lines = tuple(
        (length(at + plan.number), length(first + place * LINE), words) for place, words in enumerate(names)
    )
    return Box(
        number,
        length(at),
        length(top),
        length(drawing.deep),
        length(thick),
        length(at + plan.number / 2),
        length(middle),
        lines,
    )


def _line(drawing: _Drawing, driver: int, driven: int, way: Sequence[tuple[int, float]]) -> Line:
    """Return a drive's path: curves in the gaps between layers, straight through its own lane in a layer."""
    plan = drawing.plan
    pitch = drawing.deep + plan.gap

    def point(along: float, across: float) -> str:
        pair = (along, across) if plan.words else (across, along)
        return " ".join(map(length, pair))

    first_layer, first = way[0]
    path = [f"M{point(2 + first_layer * pitch + drawing.deep, first)}"]
    end = (0.0, 0.0)
    for step, (layer, across) in enumerate(way[1:], 1):
        start, stop = 2 + layer * pitch - plan.gap, 2 + layer * pitch
        is_last = step == len(way) - 1
        reach = stop - 7 if is_last else stop  # room for the arrow
        before = way[step - 1][1]
        half = (start + reach) / 2
        path.append(f"C{point(half, before)} {point(half, across)} {point(reach, across)}")
        if not is_last:
            path.append(f"L{point(stop + drawing.deep, across)}")
        end = (stop, across)
    tip, across = end
    corners = [(tip - 1, across), (tip - 9, across - 4.5), (tip - 9, across + 4.5)]
    arrow = " ".join(point(*corner).replace(" ", ",") for corner in corners)
    return Line(driver, driven, "".join(path), arrow)
