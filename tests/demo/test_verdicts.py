"""What the example's follow-up says in 2026: every reach word, and gaps in what they are made of."""

from collections import Counter

import pytest

from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import PeopleReason, Verdict
from laget.core.series import FORECAST, Observation, checked
from laget.core.strategy.document import StrategyDocument
from laget.data.sources.bundled import GROUPS

# Worked out from followup.md's formulas for destatis, apart from the code that is tested here.
REACHES = {
    Reach.MET: "m-gymnasial m-nystartade m-kvaveoxider-halmstad m-tillgang",
    Reach.ON_TRACK: (
        "m-eftergymnasial m-eftergymnasial-lagst m-fodelseregion-skillnad m-nystartade-lagst"
        " m-kvaveoxider-falkenberg m-partiklar-halmstad m-avfall-falkenberg m-skyddad-natur-falkenberg"
        " m-hjartinfarkt m-atgardbar-dodlighet m-sjalvmord m-paverkbar-slutenvard m-vardtillfallen"
        " m-fortroende-plats m-1177 m-befolkning m-andel-20-64-halmstad"
    ),
    Reach.TOO_SLOW: (
        "m-unga-utanfor-halmstad m-unga-utanfor-hylte m-fodelseregion-kvot m-sjukdagar-halmstad"
        " m-vaxthusgaser-falkenberg m-utslappsbudget-falkenberg m-skyddad-natur-halmstad m-akutbesok-80"
        " m-utskrivningsklara m-fortroende-vardcentral"
    ),
    Reach.WRONG_WAY: (
        "m-eftergymnasial-spridning m-sjukdagar-hogst m-inkomst-halmstad m-vaxthusgaser-halmstad m-stroke"
        " m-fallskador m-fortroende-hall m-flyttnetto m-fodelsenetto m-fodelsenetto-hylte"
        " m-andel-20-64"
    ),
    Reach.NOT_JUDGED: "m-arbetsloshet-plats m-foretag m-helhetsintryck m-andel-20-39",
}


@pytest.fixture(scope="module")
def verdicts(current: StrategyDocument, rows: list[dict[str, str]]) -> dict[str, Verdict]:
    units = {indicator.id: indicator.unit for indicator in current.indicators}
    observations = [
        Observation(
            row["indikator"],
            row["regionkod"],
            row["period"],
            GROUPS[row["grupp"]],
            float(row["värde"]) if row["värde"] else None,
            FORECAST if row["status"] == "prognos" else "",
        )
        for row in rows
        if row["indikator"] in units
    ]
    ended = {row["indikator"]: int(row["upphörde"]) for row in rows if row["upphörde"]}
    seen = figures(current, {"example": checked(observations, units=units)})
    found = judge(current, seen, year=2026, method="destatis", ended=ended)
    return {verdict.target: verdict for verdict in found}


def test_each_target_lands_on_the_word_its_figures_give(verdicts: dict[str, Verdict]) -> None:
    expected = {target: reach for reach, targets in REACHES.items() for target in targets.split()}

    assert {target: verdict.reach for target, verdict in verdicts.items()} == expected


def test_every_reach_word_is_there(verdicts: dict[str, Verdict]) -> None:
    counts = Counter(verdict.reach for verdict in verdicts.values())

    assert set(counts) == set(Reach)
    assert max(counts.values()) < len(verdicts) / 2


def test_what_cannot_be_judged_says_why(verdicts: dict[str, Verdict]) -> None:
    reasons = {
        verdict.target: verdict.why_not.reason.value
        for verdict in verdicts.values()
        if verdict.reach is Reach.NOT_JUDGED and verdict.why_not is not None
    }

    assert reasons == {
        "m-arbetsloshet-plats": "too_few_years",
        "m-foretag": "too_few_years",
        "m-helhetsintryck": "ended",
        "m-andel-20-39": "too_few_years",
    }


@pytest.mark.parametrize(
    ("target", "count", "of", "year"),
    [
        ("m-foretag", (60 - 55.21) / 1000 * 343_746, "firms", 2023),
        ("m-vaxthusgaser-halmstad", (4.08 - 3.81 * 0.94**10) * 106_084, "tonnes", 2024),
        ("m-vaxthusgaser-falkenberg", (5.47 - 7.58 * 0.4) * 47_337, "tonnes", 2024),
        ("m-kvaveoxider-falkenberg", (15.89 - 9) * 47_337, "kg", 2024),
        ("m-vardtillfallen", (12_352.4 - 11_500) / 100_000 * 345_074, "vårdtillfällen", 2024),
        ("m-utskrivningsklara", (142.6 - 100) / 1000 * (54_302 + 19_815), "days", 2020),
        ("m-akutbesok-80", (587.3 - 550) / 1000 * 19_815, "besök", 2020),
        ("m-andel-20-64", (54 - 53.326) / 100 * 346_088, "people", 2025),
        ("m-andel-20-39", (24 - 22.3161) / 100 * 345_956, "people", 2026),
        ("m-fodelsenetto-hylte", -20 + 45, "people", 2025),
        ("m-flyttnetto", 1200 - 865, "people", 2025),
    ],
)
def test_a_gap_is_counted_in_what_it_is_made_of(
    verdicts: dict[str, Verdict], target: str, count: float, of: str, year: int
) -> None:
    gap = verdicts[target].gap

    assert gap is not None
    assert gap.people is not None
    assert gap.people.count == pytest.approx(count, rel=1e-9)
    assert (gap.people.of, gap.people.year) == (of, year)


def test_a_gap_in_people_is_refused_where_the_ages_differ(verdicts: dict[str, Verdict]) -> None:
    gap = verdicts["m-eftergymnasial"].gap

    assert gap is not None
    assert gap.people is not None
    assert (gap.people.count, gap.people.reason) == (None, PeopleReason.AGES_DIFFER)
