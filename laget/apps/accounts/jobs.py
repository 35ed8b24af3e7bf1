"""What deleted rows leave in the database's own files, overwritten once a night and after each deletion."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.db import OperationalError, connection, models
from django.utils import timezone

from laget.apps.accounts.queries.personal import personal_of

MARK = "traces-cleared"  # in the installation's folder: the day when it was done last
PATIENCE = "5s"  # for a table that somebody else uses
SAMPLED = """
    SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attstattarget IS DISTINCT FROM 0
"""
log = logging.getLogger("laget.traces")


def clear_traces(now: datetime, *, folder: Path, deleted: bool) -> bool:
    """Write the database's files anew without deleted rows, where some were deleted or the day is a new one.

    Outside a transaction. Tells whether it was done; what others hold is left to the next time.
    """
    today, mark = timezone.localtime(now).date().isoformat(), folder / MARK
    if not deleted and mark.is_file() and mark.read_text(encoding="utf-8") == today:
        return False
    # Undone until it is done: who is killed at it begins anew.
    mark.unlink(missing_ok=True)
    try:
        _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()
    except OperationalError as busy:
        log.warning("the database is in use: deleted rows are overwritten next time (%s)", busy)
        return False
    mark.write_text(today, encoding="utf-8")
    return True


def _of_sqlite() -> None:
    """Write the file anew and empty the log of writes beside it; raises OperationalError where it is held."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held = cursor.fetchone()[0]
    if held:
        raise OperationalError("the log of writes is being read")


def _of_postgresql() -> None:
    """Write anew the tables that hold anything of people, with their indexes.

    The database does it for the owner of its tables; the old files are gone at its next checkpoint. A table
    that somebody holds does not keep the others waiting: raises OperationalError when they are done.
    """
    held = []
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            for model in _about_people():
                try:
                    cursor.execute(f"VACUUM (FULL, ANALYZE) {_quoted(model._meta.db_table)}")
                except OperationalError:
                    held.append(model._meta.db_table)
        finally:
            cursor.execute("RESET lock_timeout")
    if held:
        raise OperationalError(", ".join(held))


def take_no_samples(**_signal: object) -> None:
    """Let PostgreSQL keep no samples of what is written about people, for its planner or anybody.

    Those it has taken outlive the rows, in a catalogue that only a superuser can write anew. Done after every
    migration, where a column is new.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(SAMPLED)
        sampled = set(cursor.fetchall())
        for model in _about_people():
            table = model._meta.db_table
            for column in _words(model):
                if (table, column) in sampled:
                    cursor.execute(
                        f"ALTER TABLE {_quoted(table)} ALTER COLUMN {_quoted(column)} SET STATISTICS 0"
                    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _about_people() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if personal_of(model) and model._meta.managed:
            yield model


def _words(model: type[models.Model]) -> Iterator[str]:
    """Yield the columns of a table that hold words."""
    for field in model._meta.concrete_fields:
        kind = field.db_type(connection)
        if kind is not None and field.column and kind.startswith(("varchar", "text", "jsonb")):
            yield field.column
