"""How a county's gap is divided among its municipalities, and that the parts make the whole."""

import csv
from collections.abc import Callable, Mapping
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget import demo
from laget.core.areas import municipalities_of
from laget.core.followup.contribution import Contribution, ContributionReason, contribution, contribution_of
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.series import Observation, Series, table
from laget.core.strategy.document import StrategyDocument

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]
HALLAND = [place.code for place in municipalities_of("13")]
Reason = ContributionReason


def series(values: Mapping[int, float], *, suppressed: tuple[int, ...] = ()) -> Series:
    years = tuple(sorted(values))
    return Series(
        years=years,
        values=tuple(values[year] for year in years),
        statuses=("",) * len(years),
        cases=(None,) * len(years),
        spans=tuple(map(str, years)),
        suppressed=suppressed,
    )


def whole(found: Contribution) -> float:
    assert found.remainder is not None
    return fsum([one.part for one in found.parts] + [found.remainder])


def divided(**given: Any) -> Contribution:
    """Two municipalities of a county of 1,000: 300 at 40 per cent and 700 at 50; the target is 52."""
    usual: dict[str, Any] = {
        "county": series({2022: 47.0}),
        "threshold": 52.0,
        "unit": "percent",
        "population": series({2022: 1000.0}),
        "municipal": {"1315": series({2022: 40.0}), "1380": series({2022: 50.0})},
        "populations": {"1315": series({2022: 300.0}), "1380": series({2022: 700.0})},
    }
    return contribution(**(usual | given))


def test_a_part_is_the_weight_times_the_municipalitys_own_gap() -> None:
    found = divided()

    assert (found.year, found.gap, found.of) == (2022, 5.0, "people")
    assert [(one.area, one.weight, one.part, one.share) for one in found.parts] == [
        ("1315", 0.3, 3.6, 0.72),
        ("1380", 0.7, 1.4, 0.28),
    ]
    assert (found.remainder, found.remainder_share, found.covered, found.without) == (0, 0, 1, ())


def test_parts_are_counted_in_people() -> None:
    assert [one.count for one in divided().parts] == [36, 14]  # 12 % of 300 and 2 % of 700; in all 50


def test_a_gap_downwards_has_parts_below_zero_and_people_above() -> None:
    found = divided(threshold=37.0)

    assert found.gap == -10
    assert [(one.area, one.part, one.share, one.count) for one in found.parts] == [
        ("1380", -9.1, 0.91, 91),
        ("1315", -0.9, 0.09, 9),
    ]


def test_a_municipality_past_the_threshold_makes_the_gap_smaller() -> None:
    found = divided(threshold=48.0)

    assert [(one.area, one.part, one.share) for one in found.parts] == [
        ("1315", 2.4, 2.4),
        ("1380", -1.4, -1.4),
    ]
    assert whole(found) == 1


def test_a_county_value_that_is_no_weighted_mean_leaves_a_remainder() -> None:
    found = divided(county=series({2022: 46.0}))

    assert (found.gap, found.remainder, found.without) == (6, 1, ())
    assert found.remainder_share == pytest.approx(1 / 6)


def test_a_municipality_without_a_figure_is_in_the_remainder_and_named() -> None:
    found = divided(municipal={"1315": series({2022: 40.0}), "1380": series({2021: 50.0})})

    assert [one.area for one in found.parts] == ["1315"]
    assert (found.without, found.covered, found.remainder) == (("1380",), 0.3, 1.4)


@pytest.mark.parametrize(
    "populations",
    [{"1315": series({2022: 300.0})}, {"1315": series({2022: 300.0}), "1380": series({2022: 0.0})}],
)
def test_a_municipality_without_a_population_is_in_the_remainder(populations: dict[str, Series]) -> None:
    assert divided(populations=populations).without == ("1380",)


def test_the_year_is_the_latest_with_the_countys_figure_and_population() -> None:
    both = {2021: 41.0, 2022: 40.0, 2023: 39.0}
    found = divided(
        county=series({2021: 47.0, 2022: 47.5, 2023: 48.0}),
        population=series({2020: 1.0, 2021: 1000.0, 2022: 1000.0}),
        municipal={"1315": series(both), "1380": series(both)},
    )

    assert (found.year, found.gap) == (2022, 4.5)
    assert [one.value for one in found.parts] == [40, 40]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"unit": "index"}, Reason.UNIT),
        ({"unit": "people"}, Reason.UNIT),
        ({"unit": "kr"}, Reason.UNIT),
        ({"population": series({})}, Reason.NO_POPULATION),
        ({"population": series({2022: 0.0})}, Reason.NO_POPULATION),
        ({"population": series({2021: 1000.0})}, Reason.NO_COMMON_YEAR),
        ({"municipal": {}}, Reason.NO_MUNICIPAL_FIGURES),
        ({"populations": {}}, Reason.NO_MUNICIPAL_FIGURES),
        ({"county": series({2022: 53.0, 2023: 51.0})}, Reason.NO_GAP_THAT_YEAR),
        ({"county": series({2022: 52.0, 2023: 51.0})}, Reason.NO_GAP_THAT_YEAR),
    ],
)
def test_where_it_cannot_be_formed_it_says_why(given: dict[str, Any], reason: Reason) -> None:
    found = divided(**given)

    assert (found.reason, found.parts, found.remainder) == (reason, (), None)
    assert reason.said.sv.endswith(".")
    assert reason.said.en.endswith(".")


def test_the_remainder_gives_no_figure_away_that_rests_on_fewer_than_5_cases() -> None:
    few = {"1315": series({2022: 40.0}), "1380": series({}, suppressed=(2022,))}
    sizes = {"1315": 300.0, "1380": 600.0, "1382": 100.0}

    assert divided(municipal=few).reason is Reason.FEW_CASES
    two_unknown = divided(municipal=few, populations={place: series({2022: n}) for place, n in sizes.items()})
    assert (two_unknown.reason, two_unknown.without) == (None, ("1380", "1382"))


@settings(max_examples=300, deadline=None)
@given(
    county=st.floats(0, 100),
    threshold=st.floats(0, 100),
    cells=st.dictionaries(
        st.sampled_from(HALLAND), st.tuples(st.floats(0, 100), st.floats(5, 1e6)), min_size=1, max_size=6
    ),
    extra=st.floats(0, 1e6),
)
def test_parts_and_remainder_sum_to_the_gap_to_12_digits(
    county: float, threshold: float, cells: dict[str, tuple[float, float]], extra: float
) -> None:
    found = divided(
        county=series({2022: county}),
        threshold=threshold,
        population=series({2022: fsum(size for _, size in cells.values()) + extra}),
        municipal={place: series({2022: value}) for place, (value, _) in cells.items()},
        populations={place: series({2022: size}) for place, (_, size) in cells.items()},
    )

    if found.reason is not None:
        assert (found.reason, abs(threshold - county) <= 1e-7) == (Reason.NO_GAP_THAT_YEAR, True)
        return
    assert found.gap is not None
    assert found.remainder_share is not None
    assert found.remainder is not None
    largest = max(abs(found.gap), abs(found.remainder))
    assert abs(whole(found) - found.gap) <= 1e-12 * largest
    shares = [one.share for one in found.parts] + [found.remainder_share]
    assert fsum(shares) == pytest.approx(1, abs=1e-12 * max(1.0, *map(abs, shares)))


@settings(max_examples=100, deadline=None)
@given(
    cells=st.dictionaries(
        st.sampled_from(HALLAND), st.tuples(st.floats(0, 100), st.integers(5, 10**6)), min_size=1, max_size=6
    ),
    threshold=st.floats(0, 100),
)
def test_nothing_remains_where_the_countys_value_is_the_weighted_mean(
    cells: dict[str, tuple[float, int]], threshold: float
) -> None:
    people = sum(size for _, size in cells.values())
    mean = fsum(value * size for value, size in cells.values()) / people
    found = divided(
        county=series({2022: mean}),
        threshold=threshold,
        population=series({2022: float(people)}),
        municipal={place: series({2022: value}) for place, (value, _) in cells.items()},
        populations={place: series({2022: float(size)}) for place, (_, size) in cells.items()},
    )

    if found.reason is None:
        assert found.remainder == pytest.approx(0, abs=1e-9)
        assert found.covered == pytest.approx(1)


# --- of a verdict ---


def verdict_contribution(
    strategy: Strategy,
    rows: Rows,
    *,
    form: Mapping[str, Any] | None = None,
    edition: int = 2030,
    places: Mapping[str, Any] | None = None,
    folk: Mapping[str, Any] | None = None,
    **indicator: Any,
) -> Contribution | None:
    years = range(2017, 2023)
    levels = {"13": 47.0, "1315": 40.0, "1380": 50.0}
    sizes = {"13": 1000.0, "1315": 300.0, "1380": 700.0}
    target = form or {"form": "at_least", "value": 52, "year": 2030}
    written = strategy(target, **({"people": "folk", "title": "Andel"} | indicator))
    seen = figures(
        written,
        {
            "all": table(
                [
                    *rows(
                        "i", places or {place: dict.fromkeys(years, value) for place, value in levels.items()}
                    ),
                    *rows(
                        "folk", folk or {place: dict.fromkeys(years, size) for place, size in sizes.items()}
                    ),
                ]
            )
        },
    )
    (verdict,) = judge(written, seen, year=edition, method="destatis")
    return contribution_of(written, seen, verdict)


def test_the_gap_of_a_verdict_is_divided(strategy: Strategy, rows: Rows) -> None:
    found = verdict_contribution(strategy, rows)

    assert found is not None
    assert (found.year, found.gap, whole(found)) == (2022, 5, 5)
    assert [one.area for one in found.parts] == ["1315", "1380"]
    assert found.without == ("1381", "1382", "1383", "1384")
    assert found.covered == 1


def test_figures_after_the_edition_are_not_seen(strategy: Strategy, rows: Rows) -> None:
    found = verdict_contribution(strategy, rows, edition=2020)

    assert found is not None
    assert found.year == 2020


@pytest.mark.parametrize(
    "form",
    [
        {"form": "at_least", "value": 45, "year": 2030},  # met
        {"form": "direction", "way": "up"},
        {"form": "at_least", "value": 52, "year": 2030, "area": "1315"},
        {"form": "all_at_least", "value": 52, "year": 2030},
    ],
)
def test_where_there_is_no_gap_of_the_countys_own_there_is_nothing_to_divide(
    strategy: Strategy, rows: Rows, form: dict[str, Any]
) -> None:
    assert verdict_contribution(strategy, rows, form=form) is None


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ({"unit": "index"}, Reason.UNIT),
        ({"people": None}, Reason.NO_POPULATION),
        ({"title": "Invånare 25–64 år"}, Reason.AGES_DIFFER),
        ({"places": {"13": dict.fromkeys(range(2017, 2023), 47.0)}}, Reason.NO_MUNICIPAL_FIGURES),
        ({"folk": {"1315": {2022: 300.0}}}, Reason.NO_POPULATION),
    ],
)
def test_a_verdict_tells_why_its_gap_is_not_divided(
    strategy: Strategy, rows: Rows, indicator: dict[str, Any], reason: Reason
) -> None:
    found = verdict_contribution(strategy, rows, **indicator)

    assert found is not None
    assert found.reason is reason


def test_what_lies_before_a_break_is_not_used(strategy: Strategy, rows: Rows) -> None:
    old, new = dict.fromkeys(range(2010, 2018), 30.0), dict.fromkeys(range(2018, 2023), 47.0)
    found = verdict_contribution(
        strategy, rows, places={"13": old | new, "1315": old, "1380": old | new}, breaks=[2018]
    )

    assert found is not None
    assert [one.area for one in found.parts] == ["1380"]
    assert "1315" in found.without


# --- on real figures: the example region's own ---


@pytest.fixture(scope="module")
def example() -> dict[str, dict[str, float]]:
    """The figures of 2025 (2023 for firms) by indicator and area, as the example's file has them."""
    found: dict[str, dict[str, float]] = {}
    path = Path(demo.__file__).parent / "figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = "2023" if row["indikator"] == "foretag-per-invanare" else "2025"
            key = f"{row['indikator']}:{row['period']}"
            if row["status"] == "utfall" and row["period"] in {year, "2023"}:
                found.setdefault(key, {})[row["regionkod"]] = float(row["värde"])
    return found


@pytest.mark.parametrize(
    ("indicator", "unit", "year", "threshold", "gap", "remainder"),
    [
        # the share of 20–64 is worked out of the same population, so next to nothing remains
        ("andel-20-64", "percent", 2025, 54.0, 0.674, 0.003),
        # firms per 1,000 (Kolada N45700): the county's own value is not its municipalities' mean
        ("foretag-per-invanare", "per_1000", 2023, 60.0, 4.79, 1.545),
    ],
)
def test_the_example_regions_six_municipalities(
    example: dict[str, dict[str, float]],
    indicator: str,
    unit: str,
    year: int,
    threshold: float,
    gap: float,
    remainder: float,
) -> None:
    levels, sizes = example[f"{indicator}:{year}"], example[f"befolkning:{year}"]
    found = contribution(
        series({year: levels["13"]}),
        threshold=threshold,
        unit=unit,
        population=series({year: sizes["13"]}),
        municipal={place: series({year: levels[place]}) for place in HALLAND},
        populations={place: series({year: sizes[place]}) for place in HALLAND},
    )

    assert found.gap == gap
    assert found.remainder == pytest.approx(remainder, abs=0.001)
    assert {one.area for one in found.parts} == set(HALLAND)
    assert whole(found) == pytest.approx(gap, abs=1e-12)
    mean = fsum(levels[place] * sizes[place] for place in HALLAND) / sizes["13"]
    assert fsum(one.part for one in found.parts) == pytest.approx(threshold - mean, abs=1e-3)
