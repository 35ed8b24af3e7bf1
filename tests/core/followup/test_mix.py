"""Two tables of one indicator mixed: none of the causes at work is the old one, all of them the new."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.explanation import Cause
from laget.core.followup.mix import Mix
from laget.core.series import FORECAST, Observation, table
from laget.core.strategy.indicator import Indicator

KOLADA = {"publisher": "kolada", "kpi": "N00000"}
INDICATOR = {"id": "i", "title": "Andel", "unit": "percent", "better": "higher", "source": KOLADA}
HALLAND = {("13", "total")}


def indicator(**more: Any) -> Indicator:
    return Indicator.model_validate(INDICATOR | more)


def figures(*rows: tuple[Any, ...]) -> pa.Table:
    """Return rows of area, period, value, and perhaps status and cases."""
    found = [Observation("i", area, str(period), "total", *rest) for area, period, *rest in rows]
    return table(found)


def mixed(old: pa.Table, new: pa.Table, *, was: Indicator | None = None, now: Indicator | None = None) -> Mix:
    return Mix(
        old=old,
        new=new,
        was=was or indicator(),
        now=now or indicator(),
        seen=2020,
        missing=(),
        read=("13",),
    )


def outcomes(found: pa.Table) -> dict[tuple[str, str], tuple[float, float | None]]:
    """Return what is judged of a table."""
    return {
        (row["area"], row["period"]): (row["value"], row["cases"])
        for row in found.to_pylist()
        if row["value"] is not None and row["status"] != FORECAST
    }


def test_only_new_years_is_the_new_table_with_revised_cells_put_back() -> None:
    mix = mixed(
        figures(("13", 2019, 1.0), ("13", 2020, 2.0)),
        figures(("13", 2019, 9.0), ("13", 2020, 2.0), ("13", 2021, 3.0)),
    )

    assert outcomes(mix.table({Cause.NEW_YEAR})) == {
        ("13", "2019"): (1.0, None),
        ("13", "2020"): (2.0, None),
        ("13", "2021"): (3.0, None),
    }
    assert outcomes(mix.table({Cause.REVISED})) == {("13", "2019"): (9.0, None), ("13", "2020"): (2.0, None)}
    assert mix.causes(HALLAND, until=2021) == {Cause.NEW_YEAR, Cause.REVISED}
    assert mix.causes(HALLAND, until=2020) == {Cause.REVISED}


def test_a_forecast_that_becomes_an_outcome_is_a_new_year() -> None:
    mix = mixed(
        figures(("13", 2019, 1.0), ("13", 2020, 2.5, FORECAST)), figures(("13", 2019, 1.0), ("13", 2020, 2.0))
    )

    assert mix.causes(HALLAND, until=2021) == {Cause.NEW_YEAR}


def test_a_figure_that_is_gone_and_a_hole_that_is_filled_are_revised() -> None:
    gone = mixed(figures(("13", 2018, 1.0), ("13", 2019, 2.0)), figures(("13", 2019, 2.0)))
    filled = mixed(
        figures(("13", 2018, 1.0), ("13", 2020, 2.0)),
        figures(("13", 2018, 1.0), ("13", 2019, 1.5), ("13", 2020, 2.0)),
    )

    assert gone.causes(HALLAND, until=2021) == filled.causes(HALLAND, until=2021) == {Cause.REVISED}


def test_a_month_that_is_revised_and_a_month_that_is_new_are_told_apart() -> None:
    mix = mixed(
        figures(("13", "2020M11", 1.0)),
        figures(("13", "2020M11", 1.1), ("13", "2020M12", 1.2)),
    )

    assert mix.causes(HALLAND, until=2020) == {Cause.NEW_YEAR, Cause.REVISED}
    assert outcomes(mix.table({Cause.NEW_YEAR})) == {
        ("13", "2020M11"): (1.0, None),
        ("13", "2020M12"): (1.2, None),
    }


def test_a_final_figure_for_a_preliminary_one_of_the_same_value_is_no_cause() -> None:
    mix = mixed(figures(("13", 2020, 1.0, "preliminary")), figures(("13", 2020, 1.0)))

    assert mix.causes(HALLAND, until=2021) == frozenset()


@pytest.mark.parametrize(
    ("area", "changed", "cause"),
    [
        ("13", {}, Cause.NEW_YEAR),  # was asked for, and is given at last
        ("1380", {}, Cause.TARGET),  # a target asks for it now
        ("1380", {"by": []}, Cause.INDICATOR),
    ],
)
def test_a_place_that_was_not_there_follows_what_asks_for_it(
    area: str, changed: dict[str, Any], cause: Cause
) -> None:
    old = figures(("00", 2020, 1.0))
    mix = mixed(old, figures(("00", 2020, 1.0), (area, 2020, 2.0)), now=indicator(**changed))

    assert mix.causes({(area, "total")}, until=2021) == {cause}


def test_another_statistic_has_no_revised_figures() -> None:
    other = indicator(source={"publisher": "kolada", "kpi": "N11111"})
    mix = mixed(figures(("13", 2019, 1.0)), figures(("13", 2019, 5.0), ("13", 2020, 6.0)), now=other)

    assert mix.causes(HALLAND, until=2019) == {Cause.INDICATOR}
    assert mix.causes(HALLAND, until=2020) == {Cause.INDICATOR, Cause.NEW_YEAR}
    assert outcomes(mix.table({Cause.NEW_YEAR})) == {("13", "2019"): (1.0, None)}
    assert outcomes(mix.table({Cause.INDICATOR})) == {("13", "2019"): (5.0, None)}


def test_a_figure_comes_into_sight_with_the_editions_year() -> None:
    same = figures(("13", 2020, 1.0), ("13", 2021, 2.0), ("00", 2022, 2.0))
    mix = mixed(same, same)

    assert mix.comes_into_sight(HALLAND, after=2020, until=2021)
    assert not mix.comes_into_sight(HALLAND, after=2021, until=2022)


cells = st.dictionaries(
    st.tuples(
        st.sampled_from(["13", "00", "1380"]),
        st.sampled_from(["2017", "2018", "2019", "2020", "2021", "2020M03", "2018-2021"]),
    ),
    st.tuples(
        st.none() | st.sampled_from([1.0, 2.0, 3.0]),
        st.sampled_from(["", "preliminary", FORECAST]),
        st.none() | st.sampled_from([10.0, 50.0]),
    ),
    max_size=12,
)


@given(cells, cells, st.sampled_from([{}, {"by": []}, {"source": {"publisher": "kolada", "kpi": "N11111"}}]))
def test_none_of_the_causes_is_the_old_table_and_all_of_them_the_new(
    before: dict[tuple[str, str], Any], after: dict[tuple[str, str], Any], changed: dict[str, Any]
) -> None:
    old, new = (figures(*((*where, *cell) for where, cell in found.items())) for found in (before, after))
    mix = mixed(old, new, now=indicator(**changed))
    everywhere = {(area, "total") for area in ("13", "00", "1380")}
    at_work = mix.causes(everywhere, until=9999)

    assert outcomes(mix.table(())) == outcomes(old)
    assert outcomes(mix.table(at_work)) == outcomes(new)
    assert bool(at_work) == (outcomes(old) != outcomes(new))
    for cause in at_work:
        part = outcomes(mix.table({cause}))
        for cell in outcomes(old).keys() | outcomes(new).keys():
            assert part.get(cell) in (outcomes(old).get(cell), outcomes(new).get(cell))
