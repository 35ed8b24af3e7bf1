"""Why a verdict changed: each cause alone, all of them at once, and what none of them would have done."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from laget.core.canonical import canonical_bytes, canonical_json, sha256
from laget.core.followup.causes import PreviousDiffers
from laget.core.followup.edition import Edition, Used, compose, previous_of
from laget.core.followup.explanation import Cause, Explanation, Words
from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Method
from laget.core.followup.reach import Reach, Travel
from laget.core.series import table
from laget.core.strategy.document import StrategyDocument
from tests.core.followup.conftest import document, observations

Values = Mapping[Any, Any]

# Rising by 1 a year to 45: destatis says 45 + 10 = 55 in 2030.
KNOWN = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}
SLOWER = {2015: 42.0}  # 0.6 a year: 51 in 2030
FLATTER = {2015: 42.0, 2016: 42.5, 2017: 43.0, 2018: 43.5, 2019: 44.4}  # slower by the median line as well
AIM = {"form": "at_least", "value": 55, "year": 2030, "base": 2015}


def edition(
    written: StrategyDocument,
    values: Values,
    *,
    after: Edition | None = None,
    figures: Mapping[str, Any] | None = None,
    year: int = 2020,
    method: str = "destatis",
    ended: int | None = None,
) -> Edition:
    """Return the edition of figures (of the county unless places are given) after another."""
    places = values if isinstance(next(iter(values.values())), Mapping) else {"13": values}
    found = observations("i", places)
    tables = {"i": table(found)}
    name = sha256(canonical_json([[one.area, one.period, one.group, one.value, one.cases] for one in found]))
    KEPT[name] = tables["i"]
    previous = previous_of(after, document=written) if after is not None else None
    return compose(
        written,
        year=year,
        method=method,
        used={"i": Used(figures=name, raw=(), ended=ended)},
        tables=tables,
        before={},
        previous=previous,
        earlier={key: KEPT[one] for key, one in previous.figures.items()} if previous else {},
    )


KEPT: dict[str, Any] = {}  # every table by its hash, as a store has them


def only(found: Edition) -> Explanation:
    (told,) = found.explanations
    return told


def named(told: Explanation) -> list[str]:
    return [found.cause.value for found in told.causes]


def decisive(told: Explanation) -> list[str]:
    return [found.cause.value for found in told.causes if found.decisive]


# --- one thing changed ---


def test_a_new_year_that_changes_a_verdict_is_named_alone() -> None:
    first = edition(document(AIM), KNOWN)
    second = edition(document(AIM), KNOWN | {2021: 40.0}, after=first, year=2021)

    told = only(second)

    assert named(told) == decisive(told) == ["new year"]
    assert told.was == Words(reach=Reach.ON_TRACK, travel=Travel.IMPROVING)
    assert told.now == Words(reach=Reach.WRONG_WAY, travel=Travel.WORSENING)
    assert (told.causes[0].alone, told.causes[0].without) == (told.now, told.was)
    assert second.verdicts[0].because == ("new year",)


def test_a_year_that_was_there_but_lay_after_the_previous_edition_is_new() -> None:
    longer = KNOWN | {2021: 40.0}
    first = edition(document(AIM), longer, year=2020)
    second = edition(document(AIM), longer, after=first, year=2021)

    assert named(only(second)) == ["new year"]


def test_a_revised_year_is_no_new_year() -> None:
    first = edition(document(AIM), KNOWN)
    second = edition(document(AIM), KNOWN | SLOWER, after=first, year=2021)

    told = only(second)

    assert named(told) == decisive(told) == ["revised figures"]
    assert second.verdicts[0].because == ("revised figures",)


def test_a_figure_changed_before_any_edition_saw_it_is_new() -> None:
    first = edition(document(AIM), KNOWN | {2021: 46.0}, year=2020)
    second = edition(document(AIM), KNOWN | {2021: 40.0}, after=first, year=2021)

    assert named(only(second)) == ["new year"]


def test_a_figure_that_is_taken_away_is_revised() -> None:
    change = document({"form": "change", "by": "-10%", "base": 2015, "year": 2030})
    hole = {year: value for year, value in KNOWN.items() if year != 2015}

    told = only(edition(change, hole, after=edition(change, KNOWN)))

    assert named(told) == ["revised figures"]
    assert told.now is not None
    assert told.now.reach is Reach.NOT_JUDGED


def test_other_cases_under_the_same_values_are_revised() -> None:
    few = {year: (value, "", 30.0) for year, value in KNOWN.items()}
    many = {year: (value, "", 1e6) for year, value in KNOWN.items()}

    told = only(edition(document(AIM), many, after=edition(document(AIM), few)))

    assert named(told) == ["revised figures"]
    assert told.was is not None
    assert told.was.travel is Travel.UNCHANGED


def test_a_changed_target_is_named_with_both_words() -> None:
    first = edition(document(AIM), KNOWN)

    told = only(edition(document({**AIM, "value": 70}), KNOWN, after=first))

    assert named(told) == decisive(told) == ["changed target"]
    assert told.now == Words(reach=Reach.TOO_SLOW, travel=Travel.IMPROVING)


def test_another_form_and_another_indicator_are_a_changed_target() -> None:
    first = edition(document(AIM), KNOWN)
    form = edition(document({"form": "direction", "way": "down"}), KNOWN, after=first)
    moved = edition(document({**AIM, "indicator": "folk"}), KNOWN, after=first)

    assert named(only(form)) == ["changed target"]
    assert named(only(moved)) == ["changed target"]


def test_an_area_that_was_not_fetched_before_comes_with_the_changed_target() -> None:
    first = edition(document(AIM), {"13": KNOWN})
    falling = {year: 90.0 - value for year, value in KNOWN.items()}
    second = edition(document({**AIM, "area": "1380"}), {"13": KNOWN, "1380": falling}, after=first)

    told = only(second)

    assert named(told) == ["changed target"]
    assert told.causes[0].alone == told.now


def test_an_element_that_a_target_moves_to_changes_nothing() -> None:
    first = edition(document(AIM), KNOWN)
    moved = document({**AIM, "element": "annat"})

    second = edition(moved, KNOWN | SLOWER, after=first)

    assert named(only(second)) == ["revised figures"]


def test_the_year_a_strategy_begins_is_part_of_a_hold_without_a_base() -> None:
    hold = {"form": "hold"}
    falling = {2015: 45.0, 2016: 44.0, 2017: 43.0, 2018: 42.0, 2019: 41.0, 2020: 40.0}

    told = only(
        edition(document(hold, start=2020), falling, after=edition(document(hold, start=2015), falling))
    )
    same = only(edition(document(AIM, start=2016), KNOWN | SLOWER, after=edition(document(AIM), KNOWN)))

    assert named(told) == ["changed target"]
    assert named(same) == ["revised figures"]


def test_a_changed_method_leaves_the_direction_of_travel() -> None:
    dip = KNOWN | {2016: 30.0, 2017: 31.0}
    first = edition(document(AIM), dip, method="statcan")

    told = only(edition(document(AIM), dip, after=first, method="theil_sen"))

    assert named(told) == decisive(told) == ["changed method"]
    assert told.was is not None
    assert told.now is not None
    assert told.was.travel is told.now.travel


@pytest.mark.parametrize(
    "changed",
    [
        {"better": "lower", "noise": 10.0},
        {"noise": 10.0},
        {"breaks": [2018]},
        {"source": {"publisher": "kolada", "kpi": "N11111"}},
    ],
)
def test_another_definition_is_a_changed_indicator_and_no_changed_target(changed: dict[str, Any]) -> None:
    first = edition(document(AIM), KNOWN)
    values = (
        {year: value - 20 * (year == 2020) for year, value in KNOWN.items()} if "source" in changed else KNOWN
    )

    told = only(edition(document(AIM, **changed), values, after=first))

    assert named(told) == decisive(told) == ["changed indicator"]


def test_another_title_is_no_cause() -> None:
    first = edition(document(AIM), KNOWN)

    told = only(edition(document(AIM, title="Andelen"), KNOWN | SLOWER, after=first))

    assert named(told) == ["revised figures"]


def test_another_statistic_that_reaches_further_is_a_changed_indicator_and_a_new_year() -> None:
    first = edition(document(AIM), KNOWN)
    other = document(AIM, source={"publisher": "kolada", "kpi": "N11111"})
    values = {year: value + 1 for year, value in KNOWN.items()} | {2021: 20.0}

    told = only(edition(other, values, after=first, year=2021))

    assert named(told) == ["new year", "changed indicator"]
    assert decisive(told) == []


def test_a_series_that_has_ended_is_told_as_a_new_year() -> None:
    first = edition(document(AIM), KNOWN)

    told = only(edition(document(AIM), KNOWN, after=first, year=2022, ended=2020))

    assert named(told) == ["new year"]
    assert told.now is not None
    assert told.now.reach is Reach.NOT_JUDGED


def test_figures_of_other_areas_are_no_cause() -> None:
    before = {"13": KNOWN, "00": KNOWN}
    after = {"13": KNOWN, "00": KNOWN | {2015: 30.0, 2021: 50.0}}
    first = edition(document(AIM), before)

    told = only(edition(document({**AIM, "value": 70}), after, after=first, year=2021))

    assert named(told) == ["changed target"]


# --- several at once ---


def test_figures_target_and_method_at_once_are_all_named_and_which_of_them_alone_would_have_done_it() -> None:
    first = edition(document(AIM), KNOWN)
    second = edition(document({**AIM, "value": 54}), KNOWN | FLATTER, after=first, method="theil_sen")

    told = only(second)

    assert named(told) == ["revised figures", "changed target", "changed method"]
    assert second.verdicts[0].because == ("revised figures", "changed target", "changed method")
    assert decisive(told) == ["revised figures"]
    alone = {found.cause: found.alone.reach for found in told.causes if found.alone}
    assert alone == {
        Cause.REVISED: Reach.TOO_SLOW,
        Cause.TARGET: Reach.ON_TRACK,
        Cause.METHOD: Reach.ON_TRACK,
    }
    without = {found.cause: found.without.reach for found in told.causes if found.without}
    assert without[Cause.REVISED] is Reach.ON_TRACK


def test_a_new_year_and_revised_figures_are_told_apart_cell_by_cell() -> None:
    # The six years of the new figures begin in 2016, which was changed; those of the old in 2015.
    first = edition(document(AIM), KNOWN)
    second = edition(document(AIM), KNOWN | {2016: 43.0, 2021: 46.0}, after=first, year=2021)

    told = only(second)

    assert named(told) == ["new year", "revised figures"]
    assert decisive(told) == []
    assert [found.alone for found in told.causes] == [told.was, told.was]
    assert [found.without for found in told.causes] == [told.was, told.was]


def test_causes_that_only_together_change_the_word_are_none_of_them_decisive() -> None:
    # 56 alone leaves 9 per cent of the way, 2015 alone 18, both together 25: too slow is what leaves over 20.
    first = edition(document(AIM), KNOWN)
    second = edition(document({**AIM, "value": 56.0}), KNOWN | {2015: 40.9}, after=first)

    told = only(second)

    assert named(told) == ["revised figures", "changed target"]
    assert decisive(told) == []
    assert told.now is not None
    assert told.now.reach is Reach.TOO_SLOW
    assert [found.without.reach for found in told.causes if found.without] == [Reach.ON_TRACK] * 2


# --- targets that come and go, and verdicts that stay ---


def test_what_did_not_change_is_not_explained() -> None:
    first = edition(document(AIM), KNOWN)
    second = edition(document({**AIM, "value": 54}), KNOWN | {2016: 41.1}, after=first, method="theil_sen")

    assert second.explanations == ()
    assert second.verdicts[0].because == ()


def test_new_and_removed_targets_are_told_without_causes() -> None:
    two = document(AIM, {**AIM, "value": 44})
    first = edition(document(AIM), KNOWN)

    came = only(edition(two, KNOWN, after=first))
    went = only(edition(document(AIM), KNOWN, after=edition(two, KNOWN)))

    assert (came.target, came.was, came.causes) == ("t1", None, ())
    assert came.now is not None
    assert came.now.reach is Reach.MET
    assert (went.target, went.was, went.now, went.causes) == ("t1", came.now, None, ())


def test_a_cause_is_told_only_of_the_targets_it_concerns() -> None:
    two = [AIM, {**AIM, "area": "00"}]
    first = edition(document(*two), {"13": KNOWN, "00": KNOWN})
    second = edition(
        document(*two), {"13": KNOWN | SLOWER, "00": KNOWN | {2021: 40.0}}, after=first, year=2021
    )

    assert {one.target: named(one) for one in second.explanations} == {
        "t0": ["revised figures"],
        "t1": ["new year"],
    }


# --- versions, and editions that do not hold ---


def version_two(monkeypatch: pytest.MonkeyPatch, name: str, of: str) -> None:
    """Let a method's next version judge as another method does."""
    methods = dict(METHODS)
    methods[name] = Method(
        name=name, version=2, classes=METHODS[of].classes, judge=METHODS[of].judge, needs=METHODS[of].needs
    )
    for module in ("causes", "edition", "judge", "methods"):
        monkeypatch.setattr(f"laget.core.followup.{module}.METHODS", methods)


def test_a_new_version_of_the_method_is_a_changed_method(monkeypatch: pytest.MonkeyPatch) -> None:
    dip = KNOWN | {2016: 30.0, 2017: 31.0}
    first = edition(document(AIM), dip, method="statcan")
    version_two(monkeypatch, "statcan", "theil_sen")

    told = only(edition(document(AIM), dip | {2015: 40.1}, after=first, method="statcan"))

    assert named(told) == ["revised figures", "changed method"]
    assert decisive(told) == ["changed method"]
    # What the old version would have said of the new figures nobody can know any more.
    assert told.causes[0].alone is None
    assert told.causes[1].without is None


def test_a_previous_edition_that_does_not_hold_is_refused() -> None:
    first = edition(document(AIM), KNOWN)
    worse = first.verdicts[0].model_copy(update={"reach": Reach.WRONG_WAY})
    tampered = first.model_copy(update={"verdicts": (worse,)})

    with pytest.raises(PreviousDiffers) as refusal:
        edition(document(AIM), KNOWN, after=tampered)

    assert "t0" in refusal.value.said.sv


# --- what an edition carries ---


def test_an_edition_with_explanations_reads_back_and_is_made_again_from_what_it_carries() -> None:
    first = edition(document(AIM, {**AIM, "value": 44}), KNOWN)
    values = KNOWN | SLOWER | {2021: 40.0}
    second = edition(document({**AIM, "value": 70}), values, after=first, year=2021, method="theil_sen")
    data = canonical_bytes(second)

    read = Edition.model_validate_json(data)
    assert read == second
    assert read.previous is not None
    again = compose(
        read.strategy,
        year=read.year,
        method=read.method,
        used=read.indicators,
        tables={name: KEPT[one.figures] for name, one in read.indicators.items()},
        before={},
        previous=read.previous,
        earlier={name: KEPT[one] for name, one in read.previous.figures.items()},
    )

    assert canonical_bytes(again) == data


@pytest.mark.parametrize("gone", ["targets", "indicators"])
def test_an_edition_that_leaves_out_what_the_previous_one_named_is_none(gone: str) -> None:
    first = edition(document(AIM, {**AIM, "value": 44}), KNOWN)
    present = document({**AIM, "indicator": "folk"})
    without = tuple(one for one in present.indicators if one.id != "i")
    second = edition(present.model_copy(update={"indicators": without}), KNOWN, after=first)
    written = second.model_dump(mode="json", by_alias=True)
    assert Edition.model_validate(written) == second

    written["previous"][gone] = []

    with pytest.raises(ValidationError, match=f"no {gone[:-1]}"):
        Edition.model_validate(written)


def test_of_the_previous_strategy_only_what_is_another_is_carried() -> None:
    three = document(AIM, {**AIM, "value": 44}, {"form": "hold"})
    first = edition(three, KNOWN)
    present = document(AIM, {**AIM, "value": 50}, noise=0.3)

    previous = previous_of(first, document=present)

    assert [one.id for one in previous.targets] == ["t1", "t2"]
    assert [one.id for one in previous.indicators] == ["i"]
    assert previous_of(first, document=three).targets == ()
    assert previous.edition == sha256(canonical_bytes(first))


# --- whatever changes ---

figures_of_a_county = st.dictionaries(
    st.integers(2010, 2022), st.floats(1, 99).map(lambda value: round(value, 1)), min_size=1
)
aims = st.one_of(
    st.builds(
        lambda value, year: {"form": "at_least", "value": value, "year": year},
        st.integers(10, 90),
        st.integers(2021, 2035),
    ),
    st.just({"form": "hold", "base": 2015}),
    st.just({"form": "direction", "way": "down"}),
    st.just({"form": "at_most", "value": 40, "area": "00"}),
    st.just({"form": "better_than", "areas": ["00"]}),
)
definitions = st.sampled_from([{}, {"noise": 5.0}, {"breaks": [2016]}, {"better": "lower"}])


@settings(deadline=None, max_examples=80)
@given(
    st.lists(figures_of_a_county, min_size=4, max_size=4),
    st.lists(aims, min_size=2, max_size=2),
    st.lists(definitions, min_size=2, max_size=2),
    st.lists(st.sampled_from(sorted(METHODS)), min_size=2, max_size=2),
    st.sampled_from([2019, 2020]),
)
def test_every_changed_verdict_has_a_cause_and_one_cause_explains_it_all(
    values: list[dict[int, float]],
    targets: list[dict[str, Any]],
    indicators: list[dict[str, Any]],
    methods: list[str],
    year: int,
) -> None:
    before = {"13": values[0], "00": values[1]}
    after = {"13": values[0] | values[2], "00": values[3]}
    first = edition(document(targets[0], **indicators[0]), before, method=methods[0], year=year)
    second = edition(document(targets[1], **indicators[1]), after, after=first, method=methods[1], year=2021)

    for told in second.explanations:
        assert told.was != told.now
        assert told.causes, "a verdict changed for no cause"
        if len(told.causes) == 1:
            assert (told.causes[0].alone, told.causes[0].without) == (told.now, told.was)
            assert told.causes[0].decisive
        assert Cause.METHOD in {one.cause for one in told.causes} or methods[0] == methods[1]
        assert all((one.cause is not Cause.TARGET) or targets[0] != targets[1] for one in told.causes)
