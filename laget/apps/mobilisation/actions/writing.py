"""What every action that writes a mobilisation or a platform does: who may, whose it is, what cannot be."""

from typing import TypeVar

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, Visitor, require
from laget.apps.audit.actions import record
from laget.apps.kept import Kept, locked
from laget.core.words.said import Refusal, Said

FIRST_YEAR, LAST_YEAR = 1950, 2100


class Unfit(Refusal):
    """What cannot be kept, and the field that it stands in."""

    def __init__(self, field: str, said: Said) -> None:
        super().__init__(said)
        self.field = field


Row = TypeVar("Row", bound=Kept)


def allowed(organisation: Organisation, by: Visitor | None, asked: Permission) -> None:
    """Let those with a permission pass, and the installation itself; raises NotAllowed."""
    if by is not None:
        require(by, organisation, asked)


def held(organisation: Organisation, row: Row, *, revision: int | None) -> Row:
    """Return an organisation's own row, held; raises ChangedMeanwhile, DoesNotExist for another's."""
    type(row)._default_manager.get(pk=row.pk, organisation=organisation)
    return locked(row, revision=revision)


def logged(organisation: Organisation, by: Visitor | None, action: str, row: Kept, **detail: object) -> None:
    """Enter an act in the log, by the row's address."""
    kind = type(row)._meta.model_name
    record(organisation, actor=by, action=action, subject=f"{kind}:{row.slug}", detail=detail)


def check_years(first: int | None, last: int | None, *, field: str) -> None:
    """Let years in order pass, each within a century; raises Unfit."""
    for year in (first, last):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise Unfit(
                field,
                Said(
                    f"Skriv ett år från {FIRST_YEAR} till {LAST_YEAR}.",
                    f"Write a year from {FIRST_YEAR} to {LAST_YEAR}.",
                ),
            )
    if first is not None and last is not None and last < first:
        raise Unfit(field, Said("Det sista året är före det första.", "The last year is before the first."))


def check_title(title: str) -> None:
    """Let a title that says something pass; raises Unfit."""
    if not title.strip():
        raise Unfit("title", Said("Det saknar namn.", "It has no name."))
