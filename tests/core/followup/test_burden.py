"""A burden of one beside another's, for the size of their populations, as it is formed for a verdict."""

from collections.abc import Mapping
from typing import Any

import pytest

from laget.core.canonical import canonical_bytes
from laget.core.followup.burden import Burden
from laget.core.followup.disparity import DisparityReason
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.touch import Touch, touch
from laget.core.series import table
from tests.core.followup.conftest import document, observations

YEARS = range(2019, 2026)
TARGET = {"form": "at_least", "value": 0, "year": 2030}
NEIGHBOURS = {"form": "better_than", "areas": ["06", "07"], "how": "each"}
GAP = {"form": "smaller_gap", "groups": ["men", "women"], "base": 2019, "year": 2030}
SIZES = {"13": 250_000.0, "00": 10_000_000.0, "1315": 50_000.0}


def burdens(
    target: Mapping[str, Any], values: Mapping[Any, Any], sizes: Mapping[Any, Any], **indicator: Any
) -> tuple[Burden, ...]:
    """Return the burdens of a target on steady figures, or on those of the years that are given."""
    written = document(target, **({"unit": "people", "people": "folk"} | indicator))

    def years(given: Mapping[Any, Any]) -> dict[Any, Any]:
        return {
            place: value if isinstance(value, Mapping) else dict.fromkeys(YEARS, value)
            for place, value in given.items()
        }

    rows = [*observations("i", years(values)), *observations("folk", years(sizes))]
    seen = figures(written, {"all": table(rows)})
    (verdict,) = judge(written, seen, year=2030, method="destatis")
    found = touch(written, seen, verdict)
    assert canonical_bytes(Touch.model_validate_json(canonical_bytes(found))) == canonical_bytes(found)
    return found.burdens


def test_a_municipality_is_set_beside_its_county() -> None:
    (found,) = burdens(TARGET | {"area": "1315"}, {"1315": -340.0, "13": -500.0}, SIZES)

    assert (found.a.area, found.b.area, found.year) == ("1315", "13", 2025)
    assert found.times.times == pytest.approx((340 / 500) / (50_000 / 250_000))
    assert (found.a.burden, found.a.population) == (-340, 50_000)
    assert found.is_balance


def test_a_county_is_set_beside_the_country() -> None:
    (found,) = burdens(TARGET, {"13": 100.0, "00": 8000.0}, SIZES)

    assert (found.a.area, found.b.area) == ("13", "00")
    assert found.times.times == pytest.approx(0.5)
    assert not found.is_balance


def test_a_target_that_names_areas_is_set_beside_them() -> None:
    values, sizes = {"13": 100.0, "06": 50.0, "07": 25.0}, {"13": 1000.0, "06": 1000.0, "07": 500.0}

    found = burdens(NEIGHBOURS, values, sizes)

    assert [(one.b.area, one.times.times) for one in found] == [("06", 2), ("07", 2)]


def test_the_known_pairs_of_groups_are_set_beside_each_other() -> None:
    values = {"13": 100.0, ("13", "women"): 20.0, ("13", "men"): 80.0}
    sizes = {"13": 1000.0, ("13", "women"): 500.0, ("13", "men"): 500.0}

    (found,) = burdens(TARGET, values, sizes)

    assert (found.a.group, found.b.group, found.times.times) == ("women", "men", 0.25)


def test_a_target_on_a_gap_sets_its_own_groups_beside_each_other() -> None:
    values = {("13", "women"): 20.0, ("13", "men"): 80.0}
    sizes = {("13", "women"): 500.0, ("13", "men"): 500.0}

    (found,) = burdens(GAP, values, sizes)

    assert (found.a.group, found.b.group, found.times.times) == ("men", "women", 4)


def test_it_is_of_the_latest_year_that_both_figures_and_both_populations_have() -> None:
    sizes = SIZES | {"00": {2019: 10_000_000.0, 2022: 10_000_000.0}}

    (found,) = burdens(TARGET, {"13": 100.0, "00": 8000.0}, sizes)

    assert found.year == 2022


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"13": -100.0, "00": 8000.0}, DisparityReason.OTHER_SIGNS),
        ({"13": 0.0, "00": 8000.0}, DisparityReason.ZERO_BURDEN),
        ({"13": -4.0, "00": -8000.0}, DisparityReason.FEW_CASES),
        ({"13": 100.0, "00": dict.fromkeys(YEARS, (8000.0, "", 4))}, DisparityReason.FEW_CASES),
    ],
)
def test_what_cannot_be_formed_says_why_and_tells_no_figure(
    values: Mapping[Any, Any], reason: DisparityReason
) -> None:
    (found,) = burdens(TARGET, values, SIZES)

    assert (found.times.times, found.times.reason) == (None, reason)
    assert found.a.burden is None
    assert found.b.burden is None


def test_other_ages_than_the_populations_are_refused() -> None:
    (found,) = burdens(TARGET, {"13": 100.0, "00": 8000.0}, SIZES, title="Döda 65 år och äldre")

    assert (found.times.times, found.times.reason) == (None, DisparityReason.AGES_DIFFER)


@pytest.mark.parametrize("unit", ["percent", "per_1000", "index"])
def test_a_share_is_no_burden(unit: str) -> None:
    assert burdens(TARGET, {"13": 40.0, "00": 45.0}, SIZES, unit=unit) == ()


def test_without_a_population_or_the_others_figures_nothing_is_said() -> None:
    assert burdens(TARGET, {"13": 100.0, "00": 8000.0}, SIZES, people=None) == ()
    assert burdens(TARGET, {"13": 100.0}, SIZES) == ()
    assert burdens(TARGET, {"13": 100.0, "00": 8000.0}, {"13": 250_000.0}) == ()


def test_the_country_is_set_beside_nothing() -> None:
    assert burdens(TARGET | {"area": "00"}, {"00": 8000.0, "13": 100.0}, SIZES) == ()


def test_nothing_from_before_a_break_is_set_beside_anything() -> None:
    values = {"13": 100.0, "00": {2019: 8000.0, 2020: 8000.0}}

    assert burdens(TARGET, values, SIZES, breaks=[2022]) == ()
