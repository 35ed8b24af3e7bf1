"""A refresh that was broken off is taken up where it was; a new one takes nothing from before."""

from datetime import timedelta

import pytest

from laget.core.words.said import Refusal, Said
from laget.data.refresh import Came
from laget.data.store import Store
from tests.data.scripted import NOON, A, Script, refreshed, strategy, writing

DAY = timedelta(days=1)


def test_an_interrupted_refresh_is_taken_up_where_it_was_broken_off(store: Store) -> None:
    document = strategy("a", "b", "c")
    source = Script(a=A, b=A, c=A)

    def interrupt(name: str) -> None:
        if name == "c":
            raise KeyboardInterrupt

    source.before_answer = interrupt
    with pytest.raises(KeyboardInterrupt):
        refreshed(store, document, source)
    assert store.vintages() == ()

    again = Script(a=A, b=A, c=A)
    result = refreshed(store, document, again, at=NOON + timedelta(hours=1))
    assert again.asked == ["c"]
    assert result.continued == NOON
    assert [one.came for one in result.outcomes] == [Came.NEW] * 3
    times = {one.indicator: one.snapshot.fetched for one in result.outcomes if one.snapshot}
    assert times == {"a": (NOON,), "b": (NOON,), "c": (NOON + timedelta(hours=1),)}

    new = Script(a=A, b=A, c=A)
    refreshed(store, document, new, at=NOON + timedelta(hours=2))
    assert new.asked == ["a", "b", "c"], "a new refresh takes nothing from before"


def test_a_refresh_that_completed_with_faults_is_complete(store: Store) -> None:
    document = strategy("a", "b")
    refreshed(store, document, Script(a=A, b=Refusal(Said("nej", "no"))))
    again = Script(a=A, b=A)
    result = refreshed(store, document, again, at=NOON + timedelta(minutes=1))
    assert again.asked == ["a", "b"]
    assert result.continued is None


def test_an_interruption_older_than_a_day_is_not_taken_up(store: Store) -> None:
    document = strategy("a")
    source = Script(a=A)
    with writing(store) as writer, writer.partial("halland", at=NOON) as partial:
        partial.keep("GET /a", b"old")
    result = refreshed(store, document, source, at=NOON + DAY + timedelta(seconds=1))
    assert source.asked == ["a"]
    assert result.continued is None


def test_an_answer_that_comes_after_the_end_is_not_kept(store: Store) -> None:
    with writing(store) as writer:
        with writer.partial("halland", at=NOON) as partial:
            pass
        partial.keep("GET /late", b"late")
        assert partial.answer("GET /late") is None
