"""Writes: who has seen or taken out lists of those registered, and what is handed out to whoever asks."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Companion, Event, Registration
from laget.apps.forum.permissions import CHECK_IN, DISCLOSE_REGISTRATIONS, SEE_NEEDS, SEE_REGISTRATIONS
from laget.core.search import folded
from laget.core.words.said import Said

ONCE = timedelta(hours=1)


def see_registrations(
    organisation: Organisation, *, actor: Visitor | None, event: Event, now: datetime
) -> None:
    """Let somebody see who has registered, and write it down once an hour; raises NotAllowed."""
    _seen(organisation, actor, "see_registrations", SEE_REGISTRATIONS, event, now)


def see_needs(organisation: Organisation, *, actor: Visitor | None, event: Event, now: datetime) -> None:
    """Let somebody see who needs what, and write it down once an hour; raises NotAllowed."""
    _seen(organisation, actor, "see_needs", SEE_NEEDS, event, now)


def see_door(organisation: Organisation, *, actor: Visitor | None, event: Event, now: datetime) -> None:
    """Let somebody see the list at the door, and write it down once an hour; raises NotAllowed."""
    _seen(organisation, actor, "see_door", CHECK_IN, event, now)


def export_registrations(
    organisation: Organisation, *, actor: Visitor | None, event: Event, paper: str, rows: int
) -> None:
    """Write down that somebody takes out a list or badges, each time; raises NotAllowed."""
    allowed(organisation, actor, SEE_REGISTRATIONS)
    logged(organisation, actor, "export_registrations", own(organisation, event), paper=paper, rows=rows)


def disclose_registrations(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    number: str,
    reason: str,
    fields: Collection[str],
    rows: Sequence[Registration],
) -> None:
    """Write down that registrations, which are public documents, are handed out: in what case, why and what.

    Neither the number nor the reason may name anybody who has registered: the log is kept for ever. Raises
    NotAllowed, Unfit.
    """
    allowed(organisation, actor, DISCLOSE_REGISTRATIONS)
    event = own(organisation, event)
    if not number.strip():
        raise Unfit("number", Said("Skriv diarienumret.", "Write the diary number."))
    if not reason.strip():
        raise Unfit("reason", Said("Skriv hur du har prövat.", "Write how you have tested it."))
    if not fields:
        raise Unfit("fields", Said("Välj minst en uppgift.", "Choose at least one field."))
    for name, text in (("number", number), ("reason", reason)):
        if _names_somebody(event, text):
            raise Unfit(
                name,
                Said(
                    "Här står namnet på eller adressen till någon som är anmäld. Loggen bevaras: skriv utan.",
                    "This holds the name or address of somebody registered. The log is kept: write without.",
                ),
            )
    logged(
        organisation,
        actor,
        "disclose_registrations",
        event,
        diary=number.strip(),
        reason=reason.strip(),
        fields=sorted(fields),
        rows=len(rows),
    )


def _seen(
    organisation: Organisation,
    actor: Visitor | None,
    action: str,
    asked: Permission,
    event: Event,
    now: datetime,
) -> None:
    allowed(organisation, actor, asked)
    event = own(organisation, event)
    with transaction.atomic():
        known = Entry.objects.filter(
            organisation=organisation,
            actor=actor.pk if actor is not None else None,
            action=action,
            subject=f"event:{event.slug}",
            at__gt=now - ONCE,
        )
        if not known.exists():
            logged(organisation, actor, action, event)


def _names_somebody(event: Event, text: str) -> bool:
    """Tell whether a text holds the name or the address of somebody registered, or of who comes along."""
    within = folded(text)
    people = chain.from_iterable(event.registrations.values_list("name", "email"))
    along = Companion.objects.filter(registration__event=event).values_list("name", flat=True)
    return any(len(one) > 2 and folded(one) in within for one in chain(people, along))
