"""What holds of every verdict, whatever the figures and the target."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.core.areas import COUNTIES, municipalities_of
from laget.core.canonical import canonical_bytes, canonical_json
from laget.core.followup.edition import figures as read
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.reason import Reason
from laget.core.followup.verdict import NoteKind, Verdict
from laget.core.series import Observation, table
from laget.core.strategy.document import FORMS, StrategyDocument

Judge = Callable[..., Verdict]
Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]
Written = dict[str, Any]

FEW = settings(max_examples=40, deadline=None)  # the machine may be busy
GRID = st.integers(-20, 60).map(lambda step: step / 2)
POSITIVE = st.integers(1, 120).map(lambda step: step / 2)
YEAR = st.integers(2012, 2026)
OTHERS = ["00", "12", "14", "1380"]
PLACES = ["13", *OTHERS, *(town.code for town in municipalities_of("13"))]
AREA = st.sampled_from([None] * 6 + ["00", "12", "1380", "09", "13"])


def series(values: st.SearchStrategy[float], *, fewest: int = 0) -> st.SearchStrategy[dict[int, float]]:
    return st.dictionaries(st.integers(2010, 2024), values, min_size=fewest, max_size=10)


@st.composite
def any_target(draw: st.DrawFn) -> Written:
    """A target of any form that the format takes, sensible or not."""
    form = draw(st.sampled_from(list(FORMS)))
    goal, begin = st.sampled_from([2005, 2014, *range(2018, 2033)]), st.integers(2009, 2017)
    target: Written = {"form": form, "year": draw(st.none() | goal), "base": draw(st.none() | begin)}
    target["area"] = draw(AREA)
    by = st.sampled_from(["-60%", "+5%", "-100%", "-150%", "1000000000000000%"]) | GRID.filter(bool)
    match form:
        case "at_least" | "at_most":
            target |= {"value": draw(GRID), "steps": draw(st.dictionaries(YEAR, GRID, max_size=2))}
        case "hold":
            target["value"] = draw(st.none() | GRID)
        case "corridor":
            target |= {"low": draw(GRID), "high": draw(GRID)}
        case "change":
            target |= {"by": draw(by), "base": draw(begin)}
        case "pace":
            target |= {"by": draw(by), "from": draw(begin), "year": draw(st.just(2199) | goal)}
        case "direction":
            target["way"] = draw(st.sampled_from(["up", "down"]))
        case "better_than" | "change_more_than":
            areas = st.lists(st.sampled_from(["13", *OTHERS]), min_size=1, max_size=3)
            target |= {"areas": draw(areas), "how": draw(st.sampled_from(["each", "mean", "median"]))}
            target["base"] = draw(begin)
        case "smaller_gap":
            target["groups"] = draw(st.permutations(["women", "men", "total"]))[:2]
            target["measure"] = draw(st.sampled_from(["difference", "ratio"]))
        case "smaller_spread":
            target["measure"] = draw(st.sampled_from(["range", "ratio", "share_below"]))
            target["below"] = draw(st.none() | GRID)
        case "all_at_least" | "all_at_most":
            target["value"] = draw(GRID)
        case "rank":
            target |= {"at_most": draw(st.integers(1, 21)), "of": draw(st.integers(2, 21))}
        case "budget":
            target |= {"total": draw(st.integers(0, 900)), "from": draw(begin), "year": draw(goal)}
    if form in {"smaller_gap", "smaller_spread"}:
        target |= {"value": draw(st.none() | GRID), "to": draw(st.sampled_from(["0%", "50%", "100%"]))}
    return target


@st.composite
def any_figures(draw: st.DrawFn, rows: Rows) -> list[Observation]:
    """Figures from 2010 of the county, its groups and other places, with holes, few cases and forecasts."""
    levels = draw(st.lists(GRID, min_size=draw(st.sampled_from([0, 1, 6, 8, 10])), max_size=12))
    odd = st.sampled_from(
        [(None, ""), (3.0, "preliminary"), (4.0, "forecast"), (5.0, "", 3.0), (6.0, "", 9.0)]
    )
    oddities = draw(st.dictionaries(st.integers(2010, 2021), odd, max_size=2))
    style = draw(st.sampled_from(["{}", "{}", "{}", "{}M12", "{}Q4", "2001-{}"]))
    places = draw(st.sampled_from([[], PLACES, PLACES, [one.code for one in COUNTIES]]))
    groups = draw(st.sampled_from([[], ["women"], ["women", "men"]]))
    step = draw(st.integers(0, 3))

    def years(place: int) -> dict[str, Any]:
        """Each place's levels are the county's, turned round by so many years."""
        turned = {2010 + year: levels[(year + place * step) % len(levels)] for year in range(len(levels))}
        return {style.format(year): cell for year, cell in (turned | (oddities if place < 3 else {})).items()}

    named = ["13", *[("13", group) for group in groups], *[place for place in places if place != "13"]]
    return rows("i", {name: years(place) for place, name in enumerate(named)})


@settings(FEW, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_target_gets_an_answer_or_a_reason_and_never_a_traceback(
    strategy: Strategy, rows: Rows, data: st.DataObject
) -> None:
    targets = data.draw(st.lists(any_target(), min_size=3, max_size=8))
    own = {
        "unit": data.draw(st.sampled_from(["percent", "index", "people", "per_1000"])),
        "better": data.draw(st.sampled_from(["higher", "lower", "higher", "lower", "corridor", "none"])),
        "breaks": data.draw(st.lists(YEAR, max_size=1)),
        "noise": data.draw(st.none() | st.sampled_from([0.0, 0.5, 30.0])),
        "people": data.draw(st.sampled_from([None, "folk", "i"])),
    }
    written = strategy(*targets, start=data.draw(YEAR), **own)
    figures = data.draw(any_figures(rows))
    seen = read(written, {"all": table([*figures, *rows("folk", {"13": {2020: 1000.0}})])})
    edition = data.draw(st.integers(2016, 2026))
    ended = data.draw(st.sampled_from([{}, {}, {}, {"i": 2018}]))

    for method in METHODS:
        found = judge(written, seen, year=edition, method=method, ended=ended)

        assert [verdict.target for verdict in found] == [target.id for target in written.targets]
        for verdict in found:
            _holds(verdict, method=method)
            if not any(one.value is not None and one.status != "forecast" for one in figures):
                assert verdict.reach is Reach.NOT_JUDGED
                assert verdict.value is None
            if verdict.value_year is not None:
                assert verdict.value_year <= min(edition, written.target(verdict.target).year or edition)


def _holds(verdict: Verdict, *, method: str) -> None:
    """What is true of each verdict: it has an answer or a reason, and its bytes are its own."""
    judged = verdict.reach is not Reach.NOT_JUDGED
    assert judged == (verdict.why_not is None)
    assert (verdict.travel is not Travel.NOT_JUDGED) == (verdict.travel_why_not is None)
    if verdict.form != "budget":
        assert judged == (verdict.class_ != "not_judged")
    assert verdict.class_ in {*METHODS[method].classes, "not_judged"}
    if judged:
        assert verdict.value is not None
        assert verdict.value_year is not None
    assert Verdict.model_validate_json(canonical_bytes(verdict)) == verdict


LEVELS = st.sampled_from(["at_least", "at_most"])


@FEW
@given(
    figures=series(GRID, fewest=4),
    form=LEVELS,
    value=GRID,
    year=st.integers(2018, 2032),
    noise=st.none() | GRID,
)
def test_travel_is_the_same_whatever_method_gives_the_reach(
    verdict: Judge, figures: dict[int, float], form: str, value: float, year: int, noise: float | None
) -> None:
    unit = {"unit": "index", "noise": noise}

    found = [
        verdict(figures, form, method=method, value=value, year=year, indicator=unit) for method in METHODS
    ]

    assert len({(one.travel, one.travel_change, one.travel_why_not) for one in found}) == 1


@FEW
@given(figures=series(GRID, fewest=1), form=LEVELS, value=GRID, order=st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_rows_changes_nothing(
    strategy: Strategy,
    rows: Rows,
    method: str,
    figures: dict[int, float],
    form: str,
    value: float,
    order: Any,
) -> None:
    written = strategy({"form": form, "value": value, "year": 2030}, unit="index")
    own = rows("i", {"13": figures})
    shuffled = list(own)
    order.shuffle(shuffled)

    first = judge(written, read(written, {"all": table(own)}), year=2030, method=method)
    other = judge(written, read(written, {"all": table(shuffled)}), year=2030, method=method)

    assert [canonical_bytes(one) for one in first] == [canonical_bytes(one) for one in other]


def answers(verdict: Verdict) -> tuple[str, Reach, Travel, Reason | None]:
    reason = verdict.why_not.reason if verdict.why_not is not None else None
    return verdict.class_, verdict.reach, verdict.travel, reason


@FEW
@given(
    figures=series(GRID, fewest=1),
    form=LEVELS,
    value=GRID,
    year=st.none() | st.integers(2018, 2032),
    scale=st.sampled_from([0.5, 2.0, 8.0]),
    shift=st.sampled_from([-64.0, 0.0, 16.0]),
)
@pytest.mark.parametrize("method", ["destatis", "theil_sen"])
def test_linear_methods_say_the_same_in_another_unit(
    verdict: Judge,
    method: str,
    figures: dict[int, float],
    form: str,
    value: float,
    year: int | None,
    scale: float,
    shift: float,
) -> None:
    turned = {when: level * scale + shift for when, level in figures.items()}
    index = {"unit": "index"}

    one = verdict(figures, form, method=method, value=value, year=year, indicator=index)
    other = verdict(turned, form, method=method, value=value * scale + shift, year=year, indicator=index)

    assert answers(one) == answers(other)


@FEW
@given(figures=series(GRID, fewest=1), value=GRID, year=st.none() | st.integers(2018, 2032), base=YEAR)
@pytest.mark.parametrize("method", ["destatis", "theil_sen"])
@pytest.mark.parametrize("form", ["at_least", "hold", "direction"])
def test_linear_methods_say_the_same_of_a_mirrored_target(
    verdict: Judge,
    method: str,
    form: str,
    figures: dict[int, float],
    value: float,
    year: int | None,
    base: int,
) -> None:
    mirrored = {when: -level for when, level in figures.items()}
    asked: dict[str, tuple[Written, str, Written]] = {
        "at_least": ({"value": value}, "at_most", {"value": -value}),
        "hold": ({"base": base}, "hold", {"base": base}),
        "direction": ({"way": "up"}, "direction", {"way": "down"}),
    }
    more, other_form, other_more = asked[form]
    higher, lower = {"unit": "index", "better": "higher"}, {"unit": "index", "better": "lower"}

    one = verdict(figures, form, method=method, year=year, indicator=higher, **more)
    other = verdict(mirrored, other_form, method=method, year=year, indicator=lower, **other_more)

    assert answers(one) == answers(other)
    assert (one.gap is None) == (other.gap is None)
    if one.gap is not None and other.gap is not None:
        assert (one.gap.left, one.gap.years_late) == (other.gap.left, other.gap.years_late)
        assert one.gap.required_over_actual == other.gap.required_over_actual


@FEW
@given(
    figures=series(POSITIVE, fewest=1),
    form=LEVELS,
    value=POSITIVE,
    year=st.none() | st.integers(2018, 2032),
    scale=st.sampled_from([2.0, 8.0]),
)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_says_the_same_in_a_larger_unit(
    verdict: Judge,
    method: str,
    figures: dict[int, float],
    form: str,
    value: float,
    year: int | None,
    scale: float,
) -> None:
    scaled = {when: level * scale for when, level in figures.items()}
    index = {"unit": "index"}

    one = verdict(figures, form, method=method, value=value, year=year, base=2012, indicator=index)
    other = verdict(scaled, form, method=method, value=value * scale, year=year, base=2012, indicator=index)

    assert answers(one) == answers(other)


@FEW
@given(
    figures=series(st.integers(0, 200).map(lambda step: step / 2), fewest=2),
    value=st.integers(0, 100),
    year=st.none() | st.integers(2022, 2032),
)
@pytest.mark.parametrize("method", METHODS)
def test_the_complement_is_told_exactly_where_it_would_be_another_word(
    verdict: Judge, method: str, figures: dict[int, float], value: int, year: int | None
) -> None:
    other = {when: 100 - level for when, level in figures.items()}

    one = verdict(figures, "at_least", method=method, value=value, year=year, base=2012)
    complement = verdict(other, "at_most", method=method, value=100 - value, year=year, base=2012)

    said = [note.reach for note in one.notes if note.kind is NoteKind.COMPLEMENT]
    differ = one.reach is not complement.reach and Reach.NOT_JUDGED not in (one.reach, complement.reach)
    assert said == ([complement.reach] if differ else [])
    assert not (differ and method in {"destatis", "theil_sen"})  # what is linear is so on both sides


@FEW
@given(figures=series(POSITIVE, fewest=1), later=series(POSITIVE), value=POSITIVE, edition=YEAR)
@pytest.mark.parametrize("method", METHODS)
def test_what_comes_after_the_edition_or_the_target_changes_nothing(
    verdict: Judge,
    method: str,
    figures: dict[int, float],
    later: dict[int, float],
    value: float,
    edition: int,
) -> None:
    index = {"unit": "index"}
    known = {year: level for year, level in figures.items() if year <= edition}
    more = known | {year: level for year, level in later.items() if year > edition}

    for asked in ({"edition": edition, "year": 2030}, {"year": edition}):
        one = verdict(known, "at_least", method=method, value=value, indicator=index, **asked)
        other = verdict(more, "at_least", method=method, value=value, indicator=index, **asked)
        if known:
            assert canonical_bytes(one) == canonical_bytes(other)
        else:
            assert one.reach is other.reach is Reach.NOT_JUDGED


@FEW
@given(figures=series(POSITIVE, fewest=5), value=POSITIVE, year=st.integers(2024, 2032))
def test_a_verdict_is_made_of_plain_values_that_are_written_the_same_twice(
    verdict: Judge, figures: dict[int, float], value: float, year: int
) -> None:
    found = verdict(figures, "at_most", value=value, year=year, base=2012, indicator={"unit": "index"})
    data = canonical_bytes(found)

    again = Verdict.model_validate_json(data)

    assert (again, canonical_bytes(again)) == (found, data)
    assert canonical_json(found.model_dump(mode="json", by_alias=True, exclude_defaults=True)) == data
