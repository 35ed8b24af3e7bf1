"""Series and targets for tests of methods, on a grid so coarse that values meet their thresholds."""

import pytest
from hypothesis import strategies as st

from laget.core.followup.methods.method import Case, Kind

GRID = st.integers(-40, 60).map(lambda step: step / 4)


@st.composite
def drawn_case(draw: st.DrawFn, values: st.SearchStrategy[float]) -> Case:
    """One series and one target of any kind."""
    years = draw(st.lists(st.integers(2008, 2026), max_size=12, unique=True).map(sorted))
    kind = draw(st.sampled_from(Kind))
    low, high = sorted([draw(values), draw(values)])
    return Case(
        years=tuple(years),
        values=tuple(draw(st.lists(values, min_size=len(years), max_size=len(years)))),
        kind=kind,
        way=0 if kind == Kind.CORRIDOR else draw(st.sampled_from([-1, 1])),
        threshold=None if kind in {Kind.CORRIDOR, Kind.DIRECTION} else draw(values),
        year=draw(st.none() | st.integers(2010, 2032)),
        low=low if kind == Kind.CORRIDOR else None,
        high=high if kind == Kind.CORRIDOR else None,
        base_year=draw(st.none() | st.integers(2006, 2026)),
        base_value=draw(st.none() | values),
        limit=draw(st.none() | values.map(abs)),
        strict=kind == Kind.VALUE and draw(st.booleans()),
    )


@pytest.fixture(scope="session")
def any_case() -> st.SearchStrategy[Case]:
    """Any series with any target, also below zero."""
    return drawn_case(GRID)


@pytest.fixture(scope="session")
def positive_case() -> st.SearchStrategy[Case]:
    """A series above zero with any target above zero."""
    return drawn_case(st.integers(1, 80).map(lambda step: step / 4))
