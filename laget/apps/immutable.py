"""A migration's operation: a table whose rows are never changed or removed, in both databases."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations.operations.base import Operation

ACTS = ("UPDATE", "DELETE")


def forbidding(table: str, vendor: str) -> Iterator[str]:
    """Return the statements that make a table refuse change and removal."""
    told = f"{table}: rows are never changed or removed"
    if vendor == "sqlite":
        for act in ACTS:
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
            )
    else:
        yield (
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{told}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )


def allowing(table: str, vendor: str) -> Iterator[str]:
    """Return the statements that take the refusal away again."""
    if vendor == "sqlite":
        for act in ACTS:
            yield f"DROP TRIGGER {table}_no_{act.lower()}"
    else:
        yield f"DROP TRIGGER {table}_no_change ON {table}"
        yield f"DROP FUNCTION {table}_refuse()"


class NeverChanged(Operation):
    """Make the rows of a model's table stand as they were written."""

    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models as they are: the database alone refuses."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        """Set the triggers."""
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        for statement in forbidding(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        """Take the triggers away."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        for statement in allowing(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Rows of {self.model} are never changed or removed"
