"""What an edition says of revised figures, and the alarms that stop one."""

from collections.abc import Callable
from typing import Any

import pytest

from laget.core.followup.edition import (
    REVISED_FIGURES,
    Edition,
    Used,
    alarms,
    figures,
    revision,
)
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import State
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]

# Rising by 1 a year to 45: destatis says 45 + 10 = 55 in 2030.
KNOWN = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}
FLIPPING = {2015: 42.0}  # 0.6 a year: 51 in 2030, 0.4 of the way is missed
HARMLESS = {2016: 41.5}
ON_THE_WAY = {"form": "at_least", "value": 55, "year": 2030, "base": 2015}
States = Callable[..., State]
Compose = Callable[..., Edition]


def test_a_verdict_that_old_figures_flipped_says_revised_figures(
    composed: Compose, strategy: Strategy, state: States
) -> None:
    document = strategy(ON_THE_WAY, {"form": "at_least", "value": 44, "year": 2030})

    edition = composed(document, {"i": state(KNOWN | FLIPPING)}, {"i": state(KNOWN)})

    first, second = edition.verdicts
    assert (first.reach, first.because) == (Reach.TOO_SLOW, (REVISED_FIGURES,))
    assert (second.reach, second.because) == (Reach.MET, ())
    (found,) = edition.revisions
    assert [(one.period, one.old, one.new) for one in found.changes] == [("2015", 40.0, 42.0)]
    assert REVISED_FIGURES == "revised figures"


def test_a_revision_that_flips_nothing_is_listed_and_causes_nothing(
    composed: Compose, strategy: Strategy, state: States
) -> None:
    edition = composed(strategy(ON_THE_WAY), {"i": state(KNOWN | HARMLESS)}, {"i": state(KNOWN)})

    assert edition.verdicts[0].because == ()
    (found,) = edition.revisions
    assert (len(found.changes), found.flips, found.alarm) == (1, (), None)


def made(
    document: StrategyDocument, before: State, after: State, *, year: int = 2025, method: str = "destatis"
) -> Any:
    return revision(
        document,
        indicator="i",
        before=before,
        after=after,
        tables={"i": after.table},
        used={},
        year=year,
        method=method,
    )


def test_a_new_year_flips_nothing_however_it_changes_the_verdict(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY)

    assert made(document, state(KNOWN), state(KNOWN | {2021: 30.0})) is None
    found = made(document, state(KNOWN), state(KNOWN | HARMLESS | {2021: 30.0}))
    assert (found.flips, found.alarm) == ((), None)


def test_a_flip_is_made_on_the_new_figures_with_the_old_ones_put_back(
    strategy: Strategy, state: States
) -> None:
    # With 2021 the six years begin in 2016: that 2015 was changed no longer matters.
    document = strategy(ON_THE_WAY)
    longer = KNOWN | {2021: 46.0}

    flipped = made(document, state(KNOWN), state(KNOWN | FLIPPING))
    unmoved = made(document, state(longer), state(longer | FLIPPING))

    assert [(flip.was, flip.now) for flip in flipped.flips] == [(Reach.ON_TRACK, Reach.TOO_SLOW)]
    assert flipped.alarm is not None
    assert unmoved.flips == ()


def test_a_travel_that_turns_is_a_flip_though_the_reach_stays(strategy: Strategy, state: States) -> None:
    document = strategy({"form": "at_least", "value": 30, "year": 2030})

    found = made(document, state(KNOWN), state(KNOWN | {2015: 46.0}))

    (flip,) = found.flips
    assert (flip.was, flip.now) == (Reach.MET, Reach.MET)
    assert (flip.travel_was, flip.travel_now) == (Travel.IMPROVING, Travel.WORSENING)


def test_a_removed_or_filled_figure_may_flip_a_verdict(strategy: Strategy, state: States) -> None:
    document = strategy({"form": "change", "by": "-10%", "base": 2015, "year": 2030})
    hole = {year: value for year, value in KNOWN.items() if year != 2015}

    gone = made(document, state(KNOWN), state(hole))
    filled = made(document, state({2014: 39.0} | hole), state({2014: 39.0} | KNOWN))

    assert [flip.now for flip in gone.flips] == [Reach.NOT_JUDGED]
    assert [flip.was for flip in filled.flips] == [Reach.NOT_JUDGED]
    assert filled.alarm is not None


def test_all_figures_gone_flip_what_they_judged(strategy: Strategy, state: States) -> None:
    empty = State("empty", table([]), missing=("13",))

    found = made(strategy(ON_THE_WAY), state(KNOWN), empty)

    (flip,) = found.flips
    assert (flip.was, flip.now) == (Reach.ON_TRACK, Reach.NOT_JUDGED)


def test_a_revision_after_the_editions_year_flips_nothing_in_it(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY)
    before, after = state(KNOWN), state(KNOWN | {2020: 43.5})

    assert made(document, before, after, year=2025).flips
    assert made(document, before, after, year=2019).flips == ()


def test_a_flip_is_by_the_method_of_the_edition(strategy: Strategy, state: States) -> None:
    # statcan looks at 2015 and 2020 only.
    document = strategy(ON_THE_WAY)
    dip = {2016: 30.0, 2017: 31.0}

    assert made(document, state(KNOWN), state(KNOWN | dip), method="statcan").flips == ()
    assert made(document, state(KNOWN), state(KNOWN | dip), method="theil_sen").flips


def test_an_edition_explains_its_own_verdicts_by_its_own_year_and_method(
    composed: Compose, strategy: Strategy, state: States
) -> None:
    document = strategy(ON_THE_WAY)
    dip, late = {2016: 30.0, 2017: 31.0}, {2020: 43.5}

    def because(revised: dict[int, float], *, method: str, year: int = 2025) -> tuple[str, ...]:
        now, was = {"i": state(KNOWN | revised)}, {"i": state(KNOWN)}
        return composed(document, now, was, method=method, year=year).verdicts[0].because

    assert because(dip, method="theil_sen") == (REVISED_FIGURES,)
    assert because(dip, method="statcan") == ()
    assert because(late, method="destatis") == (REVISED_FIGURES,)
    assert because(late, method="destatis", year=2019) == ()


@pytest.mark.parametrize(
    ("revised", "method", "year", "flips"),
    [
        ({2016: 30.0, 2017: 31.0}, "theil_sen", 2025, 1),
        ({2016: 30.0, 2017: 31.0}, "statcan", 2025, 0),
        ({2020: 41.0}, "destatis", 2025, 1),
        ({2020: 41.0}, "destatis", 2019, 0),
    ],
)
def test_an_alarm_tells_the_flips_of_the_edition_that_it_stops(
    strategy: Strategy, state: States, revised: dict[int, float], method: str, year: int, flips: int
) -> None:
    states = [state(KNOWN), state(KNOWN | revised)]

    (found,) = alarms(
        strategy(ON_THE_WAY),
        states={"i": states},
        tables={"i": states[-1].table},
        used={},
        accepted=set(),
        year=year,
        method=method,
    )

    assert len(found.flips) == flips  # all are large


def test_a_revision_flips_nothing_in_a_series_that_has_ended(strategy: Strategy, state: States) -> None:
    before, after = state(KNOWN), state(KNOWN | FLIPPING)
    ended = {"i": Used(figures=after.hash, raw=(), ended=2020)}

    found = revision(
        strategy(ON_THE_WAY),
        indicator="i",
        before=before,
        after=after,
        tables={"i": after.table},
        used=ended,
        year=2025,
    )

    assert found is not None
    assert found.flips == ()


@pytest.mark.parametrize(
    ("key", "rule", "part", "expected"),
    [("months", "mean", "M{:02}", 6.5), ("months", 3, "M{:02}", 3), ("quarters", "sum", "Q{}", 10)],
)
def test_parts_of_a_year_are_read_by_the_indicators_own_rule(
    strategy: Strategy, rows: Rows, key: str, rule: str | int, part: str, expected: float
) -> None:
    parts = range(1, 13 if key == "months" else 5)
    known = {f"2020{part.format(number)}": float(number) for number in parts}
    document = strategy(ON_THE_WAY, **{key: rule})

    seen = figures(document, {"i": table(rows("i", {"13": known}))})

    assert seen.series("i", area="13").values == (expected,)


def test_targets_on_other_indicators_are_not_asked(strategy: Strategy, state: States) -> None:
    document = strategy({**ON_THE_WAY, "indicator": "folk"})

    assert made(document, state(KNOWN), state(KNOWN | FLIPPING)).flips == ()


@pytest.mark.parametrize(
    ("chain", "accepted", "waits"),
    [
        ([KNOWN], False, False),
        ([KNOWN, KNOWN | HARMLESS], False, False),
        ([KNOWN, KNOWN | FLIPPING], False, True),
        ([KNOWN, KNOWN | FLIPPING], True, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN], False, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN | FLIPPING | {2021: 46.0}], True, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN | FLIPPING | {2020: 30.0}], True, True),
    ],
)
def test_an_alarm_waits_until_it_is_accepted_or_taken_back(
    strategy: Strategy,
    state: States,
    chain: list[dict[int, float]],
    accepted: bool,
    waits: bool,
) -> None:
    document, states = strategy(ON_THE_WAY), [state(values) for values in chain]
    yes = {made(document, states[0], states[1]).alarm} if accepted else set()

    found = alarms(
        document,
        states={"i": states},
        tables={"i": states[-1].table},
        used={},
        accepted=yes,
        year=2025,
        method="destatis",
    )

    assert len(found) == waits
    if waits:
        assert (found[0].indicator, found[0].after) == ("i", states[-1].hash)
