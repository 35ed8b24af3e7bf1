"""So many times larger in relation to share of population: of what counts, of rates, and of neither."""

from collections.abc import Mapping
from typing import Any

import pytest

from laget.core.followup.burden import Burden
from laget.core.followup.disparity import DisparityReason
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.larger import NothingLarger, larger
from laget.core.followup.touch import Familiar, touch
from laget.core.followup.verdict import Verdict
from laget.core.series import table
from laget.core.strategy.document import Indicator
from laget.core.words.enlarging import Told, as_familiar, enlarged
from tests.core.followup.conftest import document, observations

YEARS = range(2019, 2026)
TARGET = {"form": "at_most", "value": 4, "year": 2030}
FOLK = {"13": 250_000.0, "00": 10_000_000.0, "1315": 50_000.0}


class Cells:
    """Figures that no text may bind to."""

    def value(self, indicator: str, *, area: str, period: str, group: str = "total") -> float | None:  # noqa: ARG002
        """Return nothing, whatever the protocol asks for."""
        return None


def found(
    values: Mapping[Any, float], *, target: Mapping[str, Any] = TARGET, **indicator: Any
) -> tuple[tuple[Burden, ...], Verdict, Indicator]:
    written = document(target, **({"unit": "percent"} | indicator))
    rows = [
        *observations("i", {place: dict.fromkeys(YEARS, value) for place, value in values.items()}),
        *observations("folk", {place: dict.fromkeys(YEARS, value) for place, value in FOLK.items()}),
    ]
    seen = figures(written, {"all": table(rows)})
    (verdict,) = judge(written, seen, year=2030, method="destatis")
    counted = touch(written, seen, verdict).burdens
    return larger(written, seen, verdict, counted=counted), verdict, written.indicator("i")


def told(values: Mapping[Any, float], **more: Any) -> Told:
    burdens, verdict, indicator = found(values, **more)
    return enlarged(burdens[0], verdict=verdict, indicator=indicator, cells=Cells())


def test_of_a_rate_the_burden_for_its_population_is_rate_over_rate() -> None:
    (burden,) = found({"13": 9.0, "00": 6.0})[0]
    assert burden.times.times == pytest.approx(1.5)
    assert (burden.a.burden, burden.a.population, burden.year) == (9.0, None, 2025)


def test_a_municipality_is_beside_its_county_and_the_country() -> None:
    burdens, *_ = found({"1315": 9.0, "13": 6.0, "00": 3.0}, target=TARGET | {"area": "1315"})
    assert [(one.b.area, one.times.times) for one in burdens] == [("13", 1.5), ("00", 3.0)]


def test_where_its_county_has_no_figure_the_country_is_enough() -> None:
    (burden,) = found({"1315": 9.0, "00": 3.0}, target=TARGET | {"area": "1315"})[0]
    assert burden.b.area == "00"


def test_two_groups_are_set_beside_each_other() -> None:
    burdens, *_ = found({"13": 5.0, "00": 5.0, ("13", "women"): 8.0, ("13", "men"): 2.0})
    first = burdens[0]
    assert (first.a.group, first.b.group, first.times.times) == ("women", "men", 4.0)


def test_what_counts_is_told_as_its_burdens() -> None:
    burdens, *_ = found({"13": -500.0, "00": -5000.0}, unit="people", people="folk")
    assert burdens[0].a.population == 250_000
    assert burdens[0].times.times == pytest.approx((500 / 5000) / (250_000 / 10_000_000))


def test_without_anything_beside_it_nothing_is_told() -> None:
    with pytest.raises(NothingLarger, match="same year"):
        found({"13": 9.0})


def test_what_counts_without_a_population_is_refused() -> None:
    with pytest.raises(NothingLarger, match="no population"):
        found({"13": -500.0, "00": -5000.0}, unit="people")


def test_what_is_neither_a_number_nor_a_share_is_refused() -> None:
    with pytest.raises(NothingLarger, match="neither"):
        found({"13": 9.0, "00": 3.0}, unit="kr")


def test_a_rate_of_zero_is_refused_with_its_reason() -> None:
    (burden,) = found({"13": 9.0, "00": 0.0})[0]
    assert burden.times.reason is DisparityReason.NOT_POSITIVE
    sentence = told({"13": 9.0, "00": 0.0})
    assert sentence.is_refused
    assert "ingen kvot bildas" in sentence.said.sv


def test_the_sentence_has_its_formula_and_says_where_its_figures_are() -> None:
    sentence = told({"13": 9.0, "00": 6.0})
    assert "antalet 2025 är 1,5 gånger större i Hallands län än i riket" in sentence.said.sv
    assert "satt i relation till andelen av befolkningen" in sentence.said.sv
    assert "[[1,5]]" in sentence.sv.source
    assert sentence.formula is not None
    assert sentence.formula.sv.startswith("9,0 / 6,0 ≈ 1,5.")
    assert (sentence.indicators, sentence.places, sentence.year) == (("i",), ("13", "00"), 2025)


@pytest.mark.parametrize(
    ("here", "words"),
    [(3.0, "mindre i Hallands län än i riket, 0,5 gånger så stort"), (6.0, "ungefär lika stort")],
)
def test_less_and_as_much_have_words_of_their_own(here: float, words: str) -> None:
    assert words in told({"13": here, "00": 6.0}).said.sv


def test_the_formula_of_what_counts_divides_the_numbers_by_the_populations() -> None:
    sentence = told({"13": -500.0, "00": -5000.0}, unit="people", people="folk")
    assert sentence.formula is not None
    assert "/ (250" in sentence.formula.sv
    assert sentence.indicators == ("i", "folk")


def test_an_invented_series_is_marked() -> None:
    assert "(påhittad serie)" in told({"13": 9.0, "00": 6.0}, invented=True).said.sv


@pytest.mark.parametrize(
    ("here", "target", "reason"),
    [
        (9.0, TARGET, "indikatorn har ingen folkmängd"),
        (3.0, TARGET, "Målet är nått: det finns inget gap att räkna."),
        (5.0, {"form": "better_than", "areas": ["00"], "how": "each"}, "indikatorn har ingen folkmängd"),
    ],
)
def test_a_gap_that_is_not_counted_is_told_with_its_own_reason(
    here: float, target: Mapping[str, Any], reason: str
) -> None:
    _burdens, verdict, indicator = found({"13": here, "00": 6.0}, target=target)
    sentence = as_familiar(None, verdict=verdict, indicator=indicator, cells=Cells())
    assert sentence.is_refused
    assert reason in sentence.said.sv


def test_a_gap_between_places_is_not_counted_whatever_population_there_is() -> None:
    target = {"form": "better_than", "areas": ["00"], "how": "each"}
    _burdens, verdict, indicator = found({"13": 5.0, "00": 6.0}, target=target, people="folk")
    sentence = as_familiar(None, verdict=verdict, indicator=indicator, cells=Cells())
    assert "målet jämför grupper, kommuner eller län" in sentence.said.sv


def test_a_size_with_decimals_is_told_and_divided_by_as_it_is() -> None:
    _burdens, verdict, indicator = found(
        {"13": 4.002, "00": 4.0}, unit="tonnes_per_person", people="folk", counts="greenhouse_gases"
    )
    like = Familiar(unit="car_year", number=109.0, size=4.6, of="greenhouse_gases", source="EPA")
    sentence = as_familiar(like, verdict=verdict, indicator=indicator, cells=Cells())
    assert "(à 4,6 ton, EPA)" in sentence.said.sv
    assert sentence.formula is not None
    assert "500 / 4,6 ≈ 109" in sentence.formula.sv


def test_a_rate_smaller_than_its_decimals_is_never_told_as_zero() -> None:
    formula = told({"13": 0.02, "00": 0.05}).formula
    assert formula is not None
    assert formula.sv.startswith("0,02 / 0,05 ≈ 0,4.")


@pytest.mark.parametrize("far", [1e-9, 1e9])
def test_what_lies_further_apart_than_real_figures_do_is_refused(far: float) -> None:
    sentence = told({"13": far, "00": 6.0})
    assert sentence.is_refused
    assert "mer än en miljon gånger" in sentence.said.sv
