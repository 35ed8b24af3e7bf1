"""Elements that lead back to themselves, in strategies of any shape."""

from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import Fault, path_text

ELEMENTS = 6
ARROWS = st.sets(st.tuples(st.integers(0, ELEMENTS - 1), st.integers(0, ELEMENTS - 1)), max_size=12)


def told(small: dict[str, Any], arrows: set[tuple[int, int]]) -> list[Fault]:
    """Return what is told of elements e0 to e5 where each arrow is one that serves another."""
    small["elements"] = [
        {
            "id": f"e{place}",
            "level": "goal",
            "title": "x",
            "serves": [f"e{end}" for start, end in sorted(arrows) if start == place],
        }
        for place in range(ELEMENTS)
    ]
    return consistency_faults(StrategyDocument.model_validate(small))


def reached(arrows: set[tuple[int, int]], start: int) -> set[int]:
    """Return what can be reached from `start` along arrows."""
    found: set[int] = set()
    ahead = {end for begin, end in arrows if begin == start}
    while ahead - found:
        found |= ahead
        ahead = {end for begin, end in arrows if begin in found}
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARROWS)
def test_a_ring_is_told_exactly_where_there_is_one(
    small: dict[str, Any], arrows: set[tuple[int, int]]
) -> None:
    on_a_ring = {place for place in range(ELEMENTS) if place in reached(arrows, place)}
    found = told(small, arrows)

    assert bool(found) == bool(on_a_ring)
    for fault in found:
        route = [int(name.strip()[1:]) for name in fault.said.en.split(":")[1].split(";")[0].split("→")]
        assert path_text(fault.path) == f"elements[{route[0]}].serves"
        assert route[0] == route[-1] == min(route)
        assert all((start, end) in arrows for start, end in pairwise(route))


def test_two_rings_are_both_told(small: dict[str, Any]) -> None:
    found = told(small, {(0, 1), (1, 0), (3, 4), (4, 5), (5, 3)})

    assert sorted(fault.said.sv for fault in found) == [
        "leder tillbaka till sig självt: e0 → e1 → e0; ta bort en av länkarna",
        "leder tillbaka till sig självt: e3 → e4 → e5 → e3; ta bort en av länkarna",
    ]


def test_a_long_list_of_known_ids_is_not_printed(small: dict[str, Any]) -> None:
    small["elements"] = [{"id": f"element-{place}", "level": "goal", "title": "x"} for place in range(25)]
    small["indicators"][0]["follows"] = ["zzz"]
    (fault,) = consistency_faults(StrategyDocument.model_validate(small))

    assert fault.said.en == "no element has the id “zzz”"
