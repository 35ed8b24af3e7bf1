"""What deleted rows leave is overwritten once a night and after each deletion, and again where it was not."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

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
        pytest.skip("PostgreSQL waits for each table's lock by itself")
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
