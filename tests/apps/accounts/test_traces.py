"""What deleted rows leave is overwritten once a night and after each deletion, and again where it was not."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from laget.apps.accounts import jobs
from laget.apps.accounts.jobs import MARK, clear_traces

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 11, 1, 1, tzinfo=UTC)


def test_it_is_done_once_a_day_and_after_each_deletion(tmp_path: Path) -> None:
    assert clear_traces(NOW, folder=tmp_path, deleted=False)
    assert not clear_traces(NOW, folder=tmp_path, deleted=False)
    assert clear_traces(NOW, folder=tmp_path, deleted=True)
    assert clear_traces(NOW + timedelta(days=1), folder=tmp_path, deleted=False)


def test_what_somebody_holds_is_left_to_the_next_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL holds tables, not the whole: the test below")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert not clear_traces(NOW, folder=tmp_path, deleted=True)
        assert not (tmp_path / MARK).exists()
        assert "next time" in caplog.text
        other.execute("ROLLBACK")
        assert clear_traces(NOW, folder=tmp_path, deleted=False), "it was not done"
    finally:
        other.close()
        connection.close()


def test_a_table_that_somebody_holds_does_not_keep_the_others_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is one file: the test above")
    monkeypatch.setattr(jobs, "PATIENCE", "50ms")
    with closing(connections.create_connection("default")) as other, other.cursor() as holding:
        holding.execute("BEGIN; LOCK TABLE mail_message IN ACCESS EXCLUSIVE MODE")
        assert not clear_traces(NOW, folder=tmp_path, deleted=True)
        assert "(mail_message)" in caplog.text, "all the others are done"
        holding.execute("ROLLBACK")
    assert clear_traces(NOW, folder=tmp_path, deleted=False), "it was not done"
