"""Items that go on at the same time: which exclude each other, and which are asked for together."""

from datetime import UTC, datetime, timedelta

from laget.core.forum.seats import at_once, parallel, too_close

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def span(start: float, end: float | None = None) -> tuple[datetime, datetime | None]:
    return NINE + start * HOUR, None if end is None else NINE + end * HOUR


def test_an_item_that_ends_when_another_starts_is_not_at_the_same_time() -> None:
    assert not at_once(span(0, 1), span(1, 2))
    assert at_once(span(0, 1), span(0.5, 2))
    assert at_once(span(0, 3), span(1, 2))


def test_items_without_an_end_are_at_their_start() -> None:
    assert at_once(span(0), span(0))
    assert at_once(span(0, 2), span(1))
    assert not at_once(span(0), span(1, 2))


def test_nothing_is_known_of_an_item_without_a_time() -> None:
    assert not at_once((None, None), span(0, 1))
    assert too_close([("ett", None, None), ("två", None, None)]) is None


def test_the_two_that_cannot_both_be_chosen_are_named() -> None:
    items = [("ett", *span(0, 1)), ("två", *span(2, 3)), ("tre", *span(2.5, 4))]
    assert too_close(items) == ("två", "tre")


def test_items_are_asked_for_together_where_all_go_on_at_once() -> None:
    assert parallel([span(0, 1), span(0, 1), span(1, 2), span(0.5, 1)]) == [[0, 1, 3], [2]]
    assert parallel([span(0, 1), span(0.5, 2), span(1.5, 3)]) == [[0, 1], [2]]
    assert parallel([]) == []
