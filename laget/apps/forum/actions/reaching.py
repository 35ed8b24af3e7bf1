"""Writes: whom an event wants to reach, filled with every municipality of the county at once."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.writing import allowed, logged, own
from laget.apps.forum.models import Event, Wanted
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.core.areas import municipalities_of


def want_municipalities(organisation: Organisation, *, actor: Visitor | None, event: Event) -> int:
    """Want to reach every municipality of the organisation's county; returns how many were not wanted before.

    An organisation without a county has none. Raises NotAllowed.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=None)
        known = set(Wanted.objects.filter(event=row).values_list("area", flat=True))
        every = municipalities_of(organisation.area) if organisation.area else ()
        new = [Wanted(event=row, area=one.code) for one in every if one.code not in known]
        Wanted.objects.bulk_create(new)
        if new:
            touched(row, actor=actor)
            row.save()
        logged(organisation, actor, "want_municipalities", row, count=len(new))
    return len(new)
