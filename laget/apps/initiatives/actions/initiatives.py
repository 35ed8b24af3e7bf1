"""Writes: initiatives are made, changed and removed."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.initiatives.actions.writing import change, differing, fit, knowing, made, own
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import described, known_of
from laget.apps.kept import locked
from laget.core.initiatives import Described


def add_initiative(
    organisation: Organisation, *, actor: Visitor | None, wanted: Described, slug: str | None = None
) -> Initiative:
    """Make an initiative with all its parts; the same that is sent twice is made once.

    Raises NotAllowed, Unfitting.
    """
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    fit(wanted, known=known_of(organisation))
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two of one name one comes first
        for same in Initiative.objects.filter(organisation=organisation, title=wanted.title):
            if not differing(described(same), wanted):
                return same
        row = made(organisation, wanted, by=actor, slug=slug)
        record(organisation, actor=actor, action="add_initiative", subject=f"initiative:{row.pk}")
    return row


def change_initiative(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    initiative: Initiative,
    wanted: Described,
    revision: int | None,
) -> bool:
    """Let an initiative be as `wanted`; return whether anything was another.

    `revision` is of what the editor saw. What an earlier version of the strategy had may stay. Raises
    NotAllowed, Unfitting, ChangedMeanwhile.
    """
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    known = known_of(organisation)
    with transaction.atomic():
        row = locked(own(organisation, initiative), revision=revision)
        before = described(row)
        fit(wanted, known=knowing(known, before))
        changed = change(row, before, wanted, by=actor)
        if changed:
            record(
                organisation,
                actor=actor,
                action="change_initiative",
                subject=f"initiative:{row.pk}",
                detail={"changed": changed},
            )
    return bool(changed)


def remove_initiative(
    organisation: Organisation, *, actor: Visitor | None, initiative: Initiative, revision: int | None
) -> None:
    """Remove an initiative with its log; raises NotAllowed, ChangedMeanwhile."""
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    with transaction.atomic():
        row = locked(own(organisation, initiative), revision=revision)
        record(organisation, actor=actor, action="remove_initiative", subject=f"initiative:{row.pk}")
        row.delete()
