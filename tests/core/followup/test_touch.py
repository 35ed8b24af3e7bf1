"""Who a gap touches, of a verdict: municipalities, groups, and something familiar."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from laget.core.canonical import canonical_bytes
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.touch import Familiar, Touch, touches
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.equivalents import UNITS

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]
YEARS = range(2017, 2023)
TARGET = {"form": "at_least", "value": 52, "year": 2030}
GAP = {"form": "smaller_gap", "groups": ["men", "women"], "base": 2017, "year": 2030}


def steady(values: Mapping[Any, float]) -> dict[Any, dict[int, float]]:
    return {place: dict.fromkeys(YEARS, value) for place, value in values.items()}


@pytest.fixture
def touched(strategy: Strategy, rows: Rows) -> Callable[..., dict[str, Touch]]:
    """Makes who is touched of targets on a share of 47 per cent of 100,000 people."""

    def make(
        *targets: Mapping[str, Any],
        values: Mapping[Any, float] | None = None,
        sizes: Mapping[Any, float] | None = None,
        **indicator: Any,
    ) -> dict[str, Touch]:
        written = strategy(*targets, **({"people": "folk"} | indicator))
        seen = figures(
            written,
            {
                "all": table(
                    [
                        *rows("i", steady({"13": 47.0} | dict(values or {}))),
                        *rows("folk", steady({"13": 100_000.0, "1380": 100_000.0} | dict(sizes or {}))),
                    ]
                )
            },
        )
        return touches(written, seen, judge(written, seen, year=2030, method="destatis"))

    return make


def test_a_gap_is_divided_and_told_by_something_familiar(touched: Callable[..., dict[str, Touch]]) -> None:
    found = touched(TARGET, values={"1380": 46.0})["t0"]

    assert found.contribution is not None
    assert [(one.area, one.part) for one in found.contribution.parts] == [("1380", 6)]
    assert found.familiar == Familiar(
        unit="aeroplane",
        number=26,
        size=189,
        of="people",
        source=UNITS["aeroplane"].source.text,
    )
    assert found.familiar.said.sv == "ungefär 26 fullsatta passagerarplan"
    assert found.familiar.said.en == "about 26 full airliners"


def test_a_unit_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(ValidationError, match="no unit rymdfarja"):
        Familiar(unit="rymdfarja", number=3, size=7, of="people", source="")


def test_the_pair_of_groups_that_an_indicator_has_is_told(touched: Callable[..., dict[str, Touch]]) -> None:
    (groups,) = touched(TARGET, values={("13", "women"): 54.0, ("13", "men"): 40.0})["t0"].groups

    assert (groups.a, groups.b, groups.year) == ("women", "men", 2022)
    assert (groups.difference, groups.ratio) == (14, 1.35)


def test_a_target_on_a_gap_tells_its_own_groups(touched: Callable[..., dict[str, Touch]]) -> None:
    found = touched(GAP, values={("13", "women"): 54.0, ("13", "men"): 40.0})["t0"]

    assert [(one.a, one.b, one.difference) for one in found.groups] == [("men", "women", -14)]
    assert found.contribution is None
    assert found.familiar is None


def test_a_pair_without_figures_in_the_targets_place_is_not_told(
    touched: Callable[..., dict[str, Touch]],
) -> None:
    assert touched(TARGET, values={("12", "women"): 54.0, ("12", "men"): 40.0})["t0"].groups == ()


def test_a_target_that_touches_nobody_is_left_out(touched: Callable[..., dict[str, Touch]]) -> None:
    met, unjudged = (
        {"form": "at_least", "value": 40, "year": 2030},
        {"form": "at_least", "value": 40, "year": 2010},
    )

    assert touched(met, unjudged) == {}


def test_who_is_touched_is_the_same_read_again(touched: Callable[..., dict[str, Touch]]) -> None:
    found = touched(TARGET, values={"1380": 46.0} | BY_SEX, sizes=SIZES)["t0"]
    assert found.composition
    written = canonical_bytes(found)

    assert Touch.model_validate_json(written) == found
    assert canonical_bytes(Touch.model_validate_json(written)) == written


# Halland: 60 % women at 54, 40 % men at 40, in all 48.4; the country: half of each, at 50 and 44, in all 47.
BY_SEX = {("13", "women"): 54.0, ("13", "men"): 40.0, ("00", "women"): 50.0, ("00", "men"): 44.0}
SIZES = {("13", "women"): 60.0, ("13", "men"): 40.0, ("00", "women"): 500.0, ("00", "men"): 500.0}


def test_the_distance_to_the_country_is_split_where_groups_are_given(
    touched: Callable[..., dict[str, Touch]],
) -> None:
    (found,) = touched(TARGET, values=BY_SEX, sizes=SIZES)["t0"].composition

    assert (found.groups, found.year) == (("women", "men"), 2022)
    assert (found.split.rate_a, found.split.rate_b) == (48.4, 47)
    assert found.split.composition == 1.0  # 0.1 · 52 − 0.1 · 42
    assert found.split.rate == pytest.approx(0.4)  # 4 · 0.55 − 4 · 0.45
    assert found.split.composition + found.split.rate == pytest.approx(1.4, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "sizes", "indicator"),
    [
        (BY_SEX, {}, {}),
        (BY_SEX, {place: size for place, size in SIZES.items() if place != ("00", "men")}, {}),
        ({place: value for place, value in BY_SEX.items() if place[0] == "13"}, SIZES, {}),
        (BY_SEX, SIZES | {("13", "men"): 4.0}, {}),  # fewer than 5
        (BY_SEX, SIZES | {("13", "men"): 0.0}, {}),
        (BY_SEX, SIZES, {"title": "Invånare 25–64 år"}),
        (BY_SEX, SIZES, {"unit": "index"}),
        (BY_SEX, SIZES, {"people": None}),
    ],
)
def test_the_distance_is_not_split_where_something_is_missing_or_does_not_fit(
    touched: Callable[..., dict[str, Touch]],
    values: Mapping[Any, float],
    sizes: Mapping[Any, float],
    indicator: dict[str, Any],
) -> None:
    assert touched(TARGET, values=values, sizes=sizes, **indicator)["t0"].composition == ()
