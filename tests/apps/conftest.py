"""What tests of the apps share: a database that keeps what is written, so that several may write at once."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from laget.apps.immutable import allowing, forbidding


def _guarded() -> list[str]:
    """Return the tables whose rows are never changed: those that have a trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT DISTINCT event_object_table FROM information_schema.triggers")
        return sorted(row[0] for row in cursor.fetchall())


def _do(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def _guards(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """The tables that are guarded; each is guarded again when the database has been emptied."""
    with django_db_blocker.unblock():
        tables = _guarded()
    yield tables
    with django_db_blocker.unblock():
        for table in tables:
            _do(forbidding(table, connection.vendor))


@pytest.fixture
def committed(_guards: list[str], transactional_db: None) -> Iterator[None]:
    """A database that keeps what each connection writes, emptied after the test.

    Rows that are never changed could not be taken away either: their guards stand aside while it is emptied.
    """
    yield
    for table in _guards:
        _do(allowing(table, connection.vendor))


Outcome = object
AtOnce = Callable[..., list[Outcome]]


@pytest.fixture
def at_once() -> AtOnce:
    """Do several things in threads of their own that start together; returns what each gave, or raised."""

    def run(*things: Callable[[], object]) -> list[Outcome]:
        gate = threading.Barrier(len(things))
        outcomes: list[Outcome] = [None] * len(things)

        def one(place: int, thing: Callable[[], object]) -> None:
            gate.wait()
            try:
                outcomes[place] = thing()
            except Exception as raised:  # noqa: BLE001 - the test looks at whatever came
                outcomes[place] = raised
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=each) for each in enumerate(things)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return outcomes

    return run
