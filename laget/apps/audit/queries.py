"""Reads: what was done, latest first."""

from collections.abc import Collection

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry


def entries_of(
    organisation: Organisation, *, actions: Collection[str], before: int | None = None, most: int = 50
) -> list[Entry]:
    """Return at most so many entries of some actions with who did it, latest first.

    `before` is the key of the entry that the page before ended with.
    """
    found = Entry.objects.filter(organisation=organisation, action__in=actions).select_related("actor")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:most])


def latest_of(organisation: Organisation, *, subject: str) -> Entry | None:
    """Return the last entry of a subject with who did it, None where there is none."""
    found = Entry.objects.filter(organisation=organisation, subject=subject).select_related("actor")
    return found.order_by("-pk").first()


def entry_with(organisation: Organisation, *, action: str, **facts: str) -> Entry | None:
    """Return the last entry of an action whose detail has these facts, None where there is none."""
    found = Entry.objects.filter(organisation=organisation, action=action)
    return found.filter(**{f"detail__{key}": value for key, value in facts.items()}).order_by("-pk").first()
