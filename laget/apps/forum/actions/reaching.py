"""Writes: whom an event wants to reach: municipalities by code, organisations by name."""

from collections.abc import Iterable

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.writing import allowed, logged, own
from laget.apps.forum.models import Event, Wanted
from laget.apps.forum.permissions import EDIT_FORUM


def want_to_reach(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    areas: Iterable[str],
    names: Iterable[str],
) -> None:
    """Write down whom an event wants to reach; each once, municipalities first. Raises NotAllowed."""
    allowed(organisation, actor, EDIT_FORUM)
    called = [" ".join(one.split())[:200] for one in names]
    with transaction.atomic():
        event = own(organisation, event)
        Wanted.objects.filter(event=event).delete()
        Wanted.objects.bulk_create(Wanted(event=event, area=one) for one in dict.fromkeys(areas))
        Wanted.objects.bulk_create(Wanted(event=event, name=one) for one in dict.fromkeys(called) if one)
        logged(organisation, actor, "want_to_reach", event)
