"""Who a gap touches, in words: right in both languages, and nothing in them that the guard would stop."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget import demo
from laget.core.followup.burden import Burden, Side
from laget.core.followup.disparity import DisparityReason, Stratum, Times, kitagawa, times_larger
from laget.core.followup.edition import Edition, Used, compose
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.touch import Composition, Touch
from laget.core.followup.verdict import Verdict
from laget.core.series import Observation, table
from laget.core.strategy.document import Indicator
from laget.core.words.binding import rendered
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.register import guarded
from laget.core.words.said import LANGUAGES, Language
from laget.core.words.text import Text
from laget.core.words.touching import touching
from laget.data.sources.bundled import GROUPS
from laget.data.strategy_file import read_strategy

DEMO = Path(demo.__file__).parent
SIZE = st.integers(5, 2_000_000).map(float)


def example() -> Edition:
    """Return the example region's follow-up of 2026."""
    rows: dict[str, list[Observation]] = {}
    document = read_strategy(DEMO / "strategy.yaml").document
    known = {indicator.id for indicator in document.indicators}
    with (DEMO / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] == "utfall" and row["indikator"] in known:
                figure = Observation(
                    row["indikator"],
                    row["regionkod"],
                    row["period"],
                    GROUPS[row["grupp"]],
                    float(row["värde"]),
                )
                rows.setdefault(row["indikator"], []).append(figure)
    return compose(
        document,
        year=2026,
        method="destatis",
        used={name: Used(figures=name, raw=()) for name in rows},
        tables={name: table(found) for name, found in rows.items()},
        before={},
    )


EXAMPLE = example()
GROUND, LISTED = ground_of(EXAMPLE)


def told(found: Touch, *, language: Language, unit: str = "people", decimals: int = 0) -> tuple[Text, ...]:
    indicator = Indicator.model_validate(
        {"id": "i", "title": "Antal", "unit": unit, "decimals": decimals, "better": "lower"}
        | {"source": {"publisher": "kolada", "kpi": "N00000"}}
    )
    verdict = Verdict.model_validate(
        {"target": "t", "element": "e", "indicator": "i", "area": "1315", "form": "at_most"}
        | {"travel": Travel.UNCHANGED, "reach": Reach.TOO_SLOW, "method": "destatis", "method_version": 1}
    )
    return touching(found, verdict=verdict, indicator=indicator, cells=EXAMPLE, language=language)


def stopped(clause: Text, language: Language) -> tuple[Fault, ...]:
    """Return what the guard says of a clause as a sentence of its own."""
    sentence = f"{clause.source[0].upper()}{clause.source[1:]}."
    return guarded(sentence, ground=GROUND, cells=LISTED, language=language)


def burden(
    burden_a: float,
    burden_b: float,
    *,
    sizes: tuple[float, float] = (1000.0, 1000.0),
    groups: tuple[str, str] = ("total", "total"),
    is_balance: bool = False,
) -> Touch:
    """Return a burden of Hylte beside one of Halland, or of one group of Hylte beside another."""
    size_a, size_b = sizes
    times = times_larger(burden_a=burden_a, burden_b=burden_b, population_a=size_a, population_b=size_b)
    other = "13" if groups[0] == "total" else "1315"
    one = Burden(
        a=Side(area="1315", group=groups[0], burden=burden_a, population=size_a),
        b=Side(area=other, group=groups[1], burden=burden_b, population=size_b),
        year=2025,
        is_balance=is_balance,
        times=times,
    )
    return Touch(burdens=(one,))


@pytest.mark.parametrize(
    ("found", "sv", "en"),
    [
        (
            burden(-340, -100, sizes=(50_000, 250_000), is_balance=True),
            "underskottet 2025 är 17 gånger större i Hylte än i Hallands län",
            "the deficit in 2025 is 17 times larger in Hylte than in Halland County",
        ),
        (
            burden(10, 20, is_balance=True),
            "överskottet 2025 är mindre i Hylte än i Hallands län, 0,5 gånger så stort",
            "the surplus in 2025 is smaller in Hylte than in Halland County, 0.5 times as large",
        ),
        (
            burden(102, 100),
            "antalet 2025 är ungefär lika stort i Hylte som i Hallands län",
            "the number in 2025 is about as large in Hylte as in Halland County",
        ),
        (
            burden(31, 1000, groups=("women", "men")),
            "antalet 2025 är mindre för kvinnor än för män, 0,03 gånger så stort",
            "the number in 2025 is smaller for women than for men, 0.03 times as large",
        ),
        (
            burden(25, 10, groups=("born_abroad", "born_in_sweden")),
            "antalet 2025 är 2,5 gånger större för utrikes födda än för inrikes födda",
            "the number in 2025 is 2.5 times larger for people born abroad than for people born in Sweden",
        ),
    ],
)
def test_so_many_times_larger_is_a_whole_sentence(found: Touch, sv: str, en: str) -> None:
    swedish, english = (told(found, language=language)[0].text for language in LANGUAGES)

    assert swedish == f"{sv}, satt i relation till andelen av befolkningen"
    assert english == f"{en}, in relation to share of the population"


@pytest.mark.parametrize("reason", list(DisparityReason))
def test_what_cannot_be_said_is_told_with_its_reason_and_without_a_number(reason: DisparityReason) -> None:
    one = Burden(a=Side(area="1315"), b=Side(area="13"), year=2025, times=Times(reason=reason))
    found = Touch(burdens=(one,))
    (swedish,), (english,) = (told(found, language=language) for language in LANGUAGES)

    assert swedish.text.startswith(
        "Hylte och Hallands län 2025 sätts inte i relation till andelen av befolkningen: "
    )
    assert english.text.startswith(
        "Hylte and Halland County in 2025 are not set in relation to share of the population: "
    )
    assert swedish.text.casefold().endswith(reason.said.sv.rstrip(".").casefold())
    assert english.text.casefold().endswith(reason.said.en.rstrip(".").casefold())
    assert stopped(swedish, "sv") == stopped(english, "en") == ()


@given(burden_a=SIZE, burden_b=SIZE, sizes=st.tuples(SIZE, SIZE), sign=st.sampled_from([1, -1]))
def test_no_sentence_of_a_burden_contradicts_its_figures(
    burden_a: float, burden_b: float, sizes: tuple[float, float], sign: int
) -> None:
    exact = (burden_a / burden_b) / (sizes[0] / sizes[1])
    found = burden(sign * burden_a, sign * burden_b, sizes=sizes, is_balance=sign < 0)
    words: dict[Language, tuple[str, str, str]] = {
        "sv": ("gånger större", "mindre", "lika stort"),
        "en": ("times larger", "smaller", "as large in"),
    }
    for language in LANGUAGES:
        (clause,) = told(found, language=language)
        larger, smaller, same = (word in clause.text for word in words[language])
        assert (larger, smaller, same) == (exact >= 1.05, exact < 0.95, 0.95 <= exact < 1.05) or (
            min(abs(exact - 1.05), abs(exact - 0.95)) < 1e-9
        )
        if not same:
            (number,) = (shown for source, shown in clause.parts if source.startswith("[["))
            digits = number.replace("\u202f", "").replace(",", "." if language == "sv" else "")
            half = 0.5 * 10 ** -len(digits.partition(".")[2])
            assert abs(float(digits) - exact) <= half + 1e-9 * exact
            assert float(digits) > 0
        assert stopped(clause, language) == ()


def test_a_difference_from_the_country_is_told_as_size_and_own_figures() -> None:
    own = {"women": Stratum(population=60, rate=54), "men": Stratum(population=40, rate=40)}
    whole = {"women": Stratum(population=500, rate=50), "men": Stratum(population=500, rate=44)}
    found = Touch(composition=(Composition(groups=("women", "men"), year=2022, split=kitagawa(own, whole)),))
    (swedish,) = told(found, language="sv", unit="percent", decimals=1)
    (english,) = told(found, language="en", unit="percent", decimals=1)

    assert swedish.text == (
        "skillnaden mot riket 2022 är 1,4 p.e., varav 1,0 p.e. av gruppernas storlek"
        " och 0,4 p.e. av deras egna tal (kvinnor och män)"
    )
    assert english.text == (
        "the difference from the country in 2022 is 1.4 pp, of which 1.0 pp from the sizes of the groups"
        " and 0.4 pp from their own figures (women and men)"
    )


def test_rounded_parts_that_do_not_sum_to_the_rounded_difference_are_about_so_much() -> None:
    own = {"women": Stratum(population=60, rate=50.6), "men": Stratum(population=40, rate=44.6)}
    whole = {"women": Stratum(population=500, rate=50), "men": Stratum(population=500, rate=44)}
    split = kitagawa(own, whole)
    found = Touch(composition=(Composition(groups=("women", "men"), year=2022, split=split),))
    clauses = (told(found, language=language, unit="percent")[0].text for language in LANGUAGES)
    swedish, english = clauses

    assert (split.difference, split.composition, split.rate) == pytest.approx((1.2, 0.6, 0.6))
    assert "är 1 p.e., varav ungefär 1 p.e. av" in swedish
    assert "is 1 pp, of which about 1 pp from" in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_of_the_example_region_is_bound_and_passes_the_guard(language: Language) -> None:
    verdicts = {verdict.target: verdict for verdict in EXAMPLE.verdicts}
    seen = 0
    for target, found in EXAMPLE.touches.items():
        indicator = EXAMPLE.strategy.indicator(verdicts[target].indicator)
        for clause in touching(
            found, verdict=verdicts[target], indicator=indicator, cells=EXAMPLE, language=language
        ):
            seen += 1
            assert stopped(clause, language) == (), clause.text
            again = rendered(clause.source, ground=GROUND, language=language)
            assert again.text.replace("[[", "").replace("]]", "") == clause.text
    assert seen > 20


def test_the_example_region_sets_a_burden_and_a_share_in_relation() -> None:
    hylte = EXAMPLE.touches["m-fodelsenetto-hylte"].burdens
    country = EXAMPLE.touches["m-fodelsenetto"].burdens
    young = EXAMPLE.touches["m-andel-20-39"].composition

    assert [one.times.times for one in hylte] == pytest.approx([(45 / 170) / (10_094 / 346_088)])
    assert [one.times.reason for one in country] == [DisparityReason.OTHER_SIGNS]
    assert [(one.groups, one.year) for one in young] == [(("women", "men"), 2026)]
    assert young[0].split.composition + young[0].split.rate == pytest.approx(
        young[0].split.difference, abs=1e-12
    )
