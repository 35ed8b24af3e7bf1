"""A refresh keeps what comes, says what does not, and can be broken off anywhere."""

import threading
from datetime import timedelta

import pytest

from laget.core.words.said import Refusal, Said
from laget.data.durable import CannotWrite
from laget.data.figures import key_of
from laget.data.refresh import Came, Refreshed, refresh
from laget.data.store import Store, Writer
from laget.data.wanted import wanted
from tests.data.scripted import NOON, A, Cells, Script, outcome, quiet, refreshed, strategy, values, writing

DAY = timedelta(days=1)


def test_first_figures_are_new_and_make_a_vintage(store: Store) -> None:
    document = strategy("a", "b")
    result = refreshed(store, document, Script(a=A, b={("00", "2020"): 5.0}))
    assert [one.came for one in result.outcomes] == [Came.NEW, Came.NEW]
    assert result.continued is None
    assert result.vintage is not None
    assert result.vintage == store.vintage(result.vintage.hash[:8])
    assert result.vintage.indicators == {
        one.indicator: one.snapshot.hash for one in result.outcomes if one.snapshot
    }
    assert outcome(result, "b").snapshot is not None
    assert not (store.root / "partial").exists() or not any((store.root / "partial").iterdir())


def test_an_area_the_source_lacks_is_told_and_not_fatal(store: Store) -> None:
    result = refreshed(store, strategy("a"), Script(a={("00", "2020"): 5.0}))
    snapshot = outcome(result, "a").snapshot
    assert snapshot is not None
    assert snapshot.record.missing == ("13",)
    assert result.failed == ()


def test_unchanged_figures_make_no_new_vintage(store: Store) -> None:
    document = strategy("a")
    first = refreshed(store, document, Script(a=A))
    second = refreshed(store, document, Script(a=A), at=NOON + DAY)
    assert outcome(second, "a").came is Came.UNCHANGED
    assert second.vintage == first.vintage
    assert len(store.vintages()) == 1


def test_a_changed_old_figure_is_a_revision_and_both_are_kept(store: Store) -> None:
    document = strategy("a", "b")
    refreshed(store, document, Script(a=A, b=A))
    result = refreshed(store, document, Script(a={**A, ("13", "2020"): 1.5}, b=A), at=NOON + DAY)
    revised = outcome(result, "a")
    assert revised.came is Came.REVISED
    (change,) = revised.revised
    assert (change.area, change.period, change.old, change.new) == ("13", "2020", 1.0, 1.5)
    assert outcome(result, "b").came is Came.UNCHANGED
    states = store.snapshots(key_of(document, document.indicator("a")))
    assert [store.table(state.hash)["value"].to_pylist() for state in states] == [
        [9.0, 1.0, 2.0],
        [9.0, 1.5, 2.0],
    ]
    assert len(store.vintages()) == 2


def test_a_figure_taken_away_is_a_revision(store: Store) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    result = refreshed(store, document, Script(a={**A, ("13", "2020"): None}), at=NOON + DAY)
    assert [change.new for change in outcome(result, "a").revised] == [None]


def test_a_new_year_is_no_revision(store: Store) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    result = refreshed(
        store, document, Script(a={**A, ("13", "2022"): 3.0, ("00", "2021"): 8.0}), at=NOON + DAY
    )
    assert outcome(result, "a").came is Came.MORE
    assert outcome(result, "a").added == 2


def test_one_that_fails_leaves_the_others_and_all_earlier_figures(store: Store) -> None:
    document = strategy("a", "b", "c")
    refreshed(store, document, Script(a=A, b=A, c=A))
    down = Refusal(Said("Utgivaren svarar inte", "The publisher does not answer"))
    result = refreshed(store, document, Script(a={**A, ("13", "2022"): 3.0}, b=down, c=A), at=NOON + DAY)
    assert [one.came for one in result.outcomes] == [Came.MORE, Came.FAILED, Came.UNCHANGED]
    (failed,) = result.failed
    assert failed.fault == down.said
    assert failed.snapshot is not None
    assert failed.snapshot.fetched == (NOON,)
    assert result.vintage is not None
    assert result.vintage.indicators["b"] == failed.snapshot.hash
    assert result.lacking == ()


def test_what_has_no_figures_at_all_is_said_to_lack_them(store: Store) -> None:
    document = strategy("a", "b")
    down = Refusal(Said("nej", "no"))
    result = refreshed(store, document, Script(a=A, b=down))
    assert result.lacking == ("b",)
    assert result.vintage is not None
    assert set(result.vintage.indicators) == {"a"}


def test_without_any_figure_there_is_no_vintage(store: Store) -> None:
    result = refreshed(store, strategy("a"), Script(a=Refusal(Said("nej", "no"))))
    assert result.vintage is None
    assert store.vintages() == ()


@pytest.mark.parametrize("empty", [{}, {("13", "2020"): None}], ids=["no row", "no value"])
def test_an_empty_answer_where_figures_were_is_a_fault(store: Store, empty: Cells) -> None:
    document = strategy("a", "b")
    refreshed(store, document, Script(a=A, b=A))
    result = refreshed(store, document, Script(a=empty, b=A), at=NOON + DAY)
    fault = outcome(result, "a").fault
    assert fault is not None
    assert "svarade utan en enda rad" in fault.sv
    assert values(store, document, "a") == [9.0, 1.0, 2.0]
    assert len(store.snapshots(key_of(document, document.indicator("a")))) == 1


def test_a_call_without_rows_for_an_area_that_had_figures_is_a_fault(store: Store) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    partly = Script(a={("13", "2020"): 1.0, ("13", "2021"): 2.0})
    partly.silent = ("00",)
    result = refreshed(store, document, partly, at=NOON + DAY)
    assert outcome(result, "a").came is Came.FAILED
    assert values(store, document, "a") == [9.0, 1.0, 2.0]


def test_a_source_without_any_figure_for_the_areas_is_told(store: Store) -> None:
    result = refreshed(store, strategy("a"), Script(a={}))
    (failed,) = result.failed
    assert failed.fault is not None
    assert "no figures for any of the areas" in failed.fault.en


def test_another_statistic_in_a_file_of_the_same_name_is_refused(store: Store) -> None:
    document = strategy("a", file="siffror.csv")
    refreshed(store, document, Script(a=A))
    other = {cell: value * 3 for cell, value in A.items() if value is not None}
    result = refreshed(store, document, Script(a=other), at=NOON + DAY)
    (failed,) = result.failed
    assert failed.fault is not None
    assert failed.fault.sv.startswith("siffror.csv: 3 av 3")
    assert values(store, document, "a") == [9.0, 1.0, 2.0]


def test_a_publisher_may_revise_as_much_as_it_likes(store: Store) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    other = {cell: value * 3 for cell, value in A.items() if value is not None}
    result = refreshed(store, document, Script(a=other), at=NOON + DAY)
    assert len(outcome(result, "a").revised) == 3


def test_an_area_no_longer_wanted_is_no_revision(store: Store) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    narrower = document.model_copy(
        update={"indicators": (document.indicators[0].model_copy(update={"areas": ("county",)}),)}
    )
    result = refreshed(store, narrower, Script(a={("13", "2020"): 1.0, ("13", "2021"): 2.0}), at=NOON + DAY)
    assert outcome(result, "a").revised == ()


def test_damaged_figures_fail_that_indicator_alone(store: Store) -> None:
    document = strategy("a", "b")
    first = refreshed(store, document, Script(a=A, b=A))
    harmed = outcome(first, "a").snapshot
    assert harmed is not None
    (store.root / "figures" / f"{harmed.hash}.parquet").write_bytes(b"PAR1")
    more = {**A, ("13", "2022"): 3.0}
    result = refreshed(store, document, Script(a=more, b=more), at=NOON + DAY)
    assert [one.came for one in result.outcomes] == [Came.FAILED, Came.MORE]
    (failed,) = result.failed
    assert failed.fault is not None
    assert harmed.hash in failed.fault.en


def test_damaged_figures_that_come_again_are_whole(store: Store) -> None:
    document = strategy("a")
    first = refreshed(store, document, Script(a=A))
    harmed = outcome(first, "a").snapshot
    assert harmed is not None
    (store.root / "figures" / f"{harmed.hash}.parquet").write_bytes(b"PAR1")
    result = refreshed(store, document, Script(a=A), at=NOON + DAY)
    assert outcome(result, "a").came is Came.UNCHANGED
    assert store.damage(figures=[harmed.hash], raw=[]) == ()


def test_a_full_disk_stops_the_refresh_and_leaves_what_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = strategy("a")
    refreshed(store, document, Script(a=A))
    full = CannotWrite(Said("Disken är full", "The disk is full"))

    def fail(*_: object, **__: object) -> None:
        raise full

    monkeypatch.setattr(Writer, "keep", fail)
    with pytest.raises(CannotWrite):
        refreshed(store, document, Script(a={**A, ("13", "2022"): 3.0}), at=NOON + DAY)
    assert values(store, document, "a") == [9.0, 1.0, 2.0]


def test_a_fault_of_our_own_in_a_source_is_not_swallowed(store: Store) -> None:
    source = Script(a=A)

    def broken(_: str) -> None:
        raise ZeroDivisionError

    source.before_answer = broken
    with pytest.raises(ZeroDivisionError):
        refreshed(store, strategy("a"), source)


def test_sources_are_asked_side_by_side(store: Store) -> None:
    document = strategy("a", "b")
    both = threading.Barrier(2, timeout=10)  # broken unless the two stand here at the same time
    sources = [Script(a=A), Script(b=A)]

    def meet(_: str) -> None:
        both.wait()

    for source in sources:
        source.before_answer = meet
    asked = wanted(document)
    with writing(store) as writer:
        result = refresh(
            document,
            asked=[(sources[0], asked[:1]), (sources[1], asked[1:])],
            writer=writer,
            at=NOON,
            progress=quiet,
        )
    assert result.failed == ()


def test_progress_counts_the_calls_of_all_sources(store: Store) -> None:
    document = strategy("a", "b", "c")
    told: list[tuple[int, int]] = []
    asked = wanted(document)
    with writing(store) as writer:
        refresh(
            document,
            asked=[(Script(a=A, b=A), asked[:2]), (Script(c=A), asked[2:])],
            writer=writer,
            at=NOON,
            progress=lambda done, planned: told.append((done, planned)),
        )
    assert told[-1] == (3, 3)
    assert len(told) == 3


def test_a_refresh_without_indicators_does_nothing(store: Store) -> None:
    result = refreshed(store, strategy(), Script())
    assert result == Refreshed(outcomes=(), vintage=None, continued=None)


def test_a_source_that_forgets_an_indicator_is_a_fault_in_the_program(store: Store) -> None:
    document = strategy("a", "b")
    with writing(store) as writer, pytest.raises(AssertionError, match="'b'"):
        refresh(
            document,
            asked=[(Script(a=A), wanted(document)[:1])],
            writer=writer,
            at=NOON,
            progress=quiet,
        )
