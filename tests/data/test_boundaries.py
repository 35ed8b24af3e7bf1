"""Boundaries: every county and municipality has one, turned as maps on a globe want them."""

from itertools import pairwise

from laget.core.areas import COUNTIES, MUNICIPALITIES, area
from laget.core.charts.spec.places import middle
from laget.data.boundaries import Ring, boundaries


def turned(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def test_every_county_and_municipality_has_a_boundary_in_sweden() -> None:
    codes = [one.code for one in (*COUNTIES, *MUNICIPALITIES)]
    found = boundaries(codes)
    assert list(found) == codes
    points = [point for shape in found.values() for polygon in shape for ring in polygon for point in ring]
    assert all(10 < east < 25 and 55 < north < 70 for east, north in points)


def test_outer_rings_go_with_the_clock_and_holes_against_it() -> None:
    for shape in boundaries(one.code for one in MUNICIPALITIES).values():
        for outer, *holes in shape:
            assert turned(outer) < 0
            assert all(turned(hole) > 0 for hole in holes)
            assert outer[0] == outer[-1]


def test_an_area_lies_where_it_should() -> None:
    east, north = middle(boundaries(["1380"])["1380"])
    assert 12.5 < east < 13.2
    assert 56.5 < north < 57.0


def test_the_country_has_no_boundary_of_its_own() -> None:
    assert boundaries(["00", area("13").code]).keys() == {"13"}
