"""The graph of drivers: no box on another, no line through a box, the same picture for the same data."""

import random
import re
from itertools import combinations

import pytest

from laget.core.horizon.drives import layers, way_round
from laget.core.horizon.graph import ALONG, DOWN, MOST_LINES, PLANS, Box, Graph, Plan, graph, wrapped

TITLES = {number: f"Signal {number} om arbetskraftsförsörjning och omställning" for number in range(1, 21)}
SMALL = ((1, 2), (1, 3), (2, 4), (3, 4), (1, 4), (5, 4), (5, 6))


def drawn(drives: tuple[tuple[int, int], ...], plan: Plan) -> Graph:
    found = graph(TITLES, drives, plan=plan)
    assert found is not None
    return found


def many(seed: int) -> tuple[tuple[int, int], ...]:
    """Drives without a way round: each drives only what has a higher number."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pairs = {tuple(sorted(chance.sample(range(1, 21), 2))) for _ in range(24)}
    return tuple((a, b) for a, b in pairs)


def edges(box: Box) -> tuple[float, float, float, float]:
    x, y, width, height = map(float, (box.x, box.y, box.width, box.height))
    return x, y, x + width, y + height


def touch(one: Box, other: Box) -> bool:
    a, b = edges(one), edges(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def points(path: str) -> list[tuple[float, float]]:
    """Points along a path of M, C and L."""
    found: list[tuple[float, float]] = []
    for letter, rest in re.findall(r"([MCL])([^MCL]+)", path):
        numbers = [float(one) for one in rest.split()]
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            found.append(ends[0])
            continue
        start = found[-1]
        corners = [start, *ends] if letter == "C" else [start, start, ends[0], ends[0]]
        for step in range(1, 21):
            t = step / 20
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
            found.append((x, y))
    return found


def crossed(picture: Graph) -> list[tuple[int, int, int]]:
    """The boxes that a line passes through, its own ends aside."""
    return [
        (line.driver, line.driven, box.number)
        for line in picture.lines
        for box in picture.boxes
        for x, y in points(line.path)
        if edges(box)[0] + 0.1 < x < edges(box)[2] - 0.1 and edges(box)[1] + 0.1 < y < edges(box)[3] - 0.1
    ]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
@pytest.mark.parametrize("seed", range(12))
def test_no_box_lies_on_another_and_no_line_goes_through_one(seed: int, plan: Plan) -> None:
    picture = drawn(many(seed), plan)
    assert [(a.number, b.number) for a, b in combinations(picture.boxes, 2) if touch(a, b)] == []
    assert crossed(picture) == []
    for box in picture.boxes:
        assert edges(box)[0] >= 0
        assert edges(box)[2] <= float(picture.width)
        assert edges(box)[3] <= float(picture.height)


def test_a_line_drawn_straight_through_a_layer_would_be_found() -> None:
    """The canary of the test above: without lanes a long drive goes through what stands between."""
    picture = drawn(((1, 2), (2, 3), (1, 3)), ALONG)
    first, last = picture.boxes[0], picture.boxes[2]
    middle = edges(picture.boxes[1])[1] + 5
    straight = f"M{edges(first)[2]} {middle}L{edges(last)[0]} {middle}"
    broken = Graph(
        picture.size,
        picture.width,
        picture.height,
        picture.boxes,
        (type(picture.lines[0])(1, 3, straight, ""),),
    )
    assert crossed(picture) == []
    assert crossed(broken) != []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_same_data_in_another_order_give_the_same_picture(plan: Plan) -> None:
    assert drawn(SMALL, plan) == drawn(tuple(reversed(SMALL)), plan)
    assert drawn(SMALL, plan) != drawn(SMALL[1:], plan)


def test_what_drives_stands_before_what_it_drives() -> None:
    depth = layers(SMALL)
    assert all(depth[driver] < depth[driven] for driver, driven in SMALL)


def test_what_is_driven_by_nothing_stands_right_before_what_it_drives() -> None:
    depth = layers(((1, 2), (2, 3), (9, 3)))
    assert depth == {1: 0, 2: 1, 3: 2, 9: 1}


def test_nothing_that_drives_anything_is_no_picture() -> None:
    assert graph(TITLES, (), plan=ALONG) is None


def test_a_way_round_is_found_the_shortest_way() -> None:
    assert way_round(SMALL, driver=4, driven=1) == (1, 4)
    assert way_round(SMALL, driver=4, driven=2) == (2, 4)
    assert way_round(((1, 2), (2, 3)), driver=3, driven=1) == (1, 2, 3)
    assert way_round(SMALL, driver=6, driven=1) is None
    assert way_round((), driver=1, driven=1) == (1,)


def test_names_are_wrapped_within_their_room() -> None:
    assert wrapped("Befolkningen blir äldre", 14) == ("Befolkningen", "blir äldre")
    assert wrapped("Arbetskraftsförsörjning", 10) == ("Arbetskra-", "ftsförsör-", "jning")
    long = wrapped("Ett ord till och " * 20, 12)
    assert len(long) == MOST_LINES
    assert long[-1].endswith("…")
    assert max(map(len, long)) <= 12


def test_a_narrow_graph_has_numbers_alone() -> None:
    assert all(not box.lines for box in drawn(SMALL, DOWN).boxes)
