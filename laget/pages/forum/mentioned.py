"""Where a name stands in what is written about events: there it is taken down by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from laget.apps.accounts.models import Organisation
from laget.apps.forum.models import Event, Mailing, Opinion, Participant, Person, Resource, Session
from laget.core.search import folded

SHORTEST = 3  # signs of a name: a shorter one stands in everything


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that holds a name: what it is called, and where it is changed."""

    title: str
    url: str


def mentions_of(organisation: Organisation, name: str) -> list[Mention]:
    """Return what holds a name, whatever its case and accents, each once; nothing of too short a name."""
    wanted = " ".join(folded(name).split())
    if len(wanted) < SHORTEST:
        return []
    return list(dict.fromkeys(_found(organisation, wanted)))


def _found(organisation: Organisation, wanted: str) -> Iterator[Mention]:
    own = Q(event__organisation=organisation)
    for person in _holding(
        Person.objects.filter(organisation=organisation), wanted, "name", "text", "picture_alt"
    ):
        yield Mention(person.name, reverse("participant_change", args=[organisation.slug, person.pk]))
    events = Event.objects.filter(organisation=organisation)
    fields = ("title", "theme", "text", "purpose", "audience", "summary", "picture_alt")
    for event in _holding(events, wanted, *fields):
        yield _of_event(event)
    texts = ("title", "text", "question", "summary", "picture_alt")
    for session in _holding(
        Session.objects.filter(own).select_related("event__organisation"), wanted, *texts
    ):
        yield _of_session(session)
    for model, names in ((Resource, ("title", "text")), (Participant, ("text", "of"))):
        rows = model._default_manager.filter(own).select_related(
            "event__organisation", "session__event__organisation"
        )
        for row in _holding(rows, wanted, *names):
            yield _of_session(row.session) if row.session is not None else _of_event(row.event)
    for mailing in _holding(Mailing.objects.filter(own).select_related("event"), wanted, "subject", "text"):
        args = [organisation.slug, mailing.event.slug, mailing.pk]
        yield Mention(mailing.subject, reverse("mailing", args=args))
    lines = Opinion.objects.filter(ask__event__organisation=organisation).select_related("ask__event")
    for opinion in _holding(lines, wanted, "line"):
        event = opinion.ask.event
        yield Mention(event.title, reverse("event_opinions", args=[organisation.slug, event.slug]))


def _holding(rows: QuerySet[Any], wanted: str, *fields: str) -> Iterator[Any]:
    """Yield the rows that hold a name in some of these fields."""
    for row in rows.order_by("pk"):
        if any(wanted in " ".join(folded(getattr(row, field)).split()) for field in fields):
            yield row


def _of_event(event: Event) -> Mention:
    return Mention(event.title, reverse("event_change", args=[event.organisation.slug, event.slug]))


def _of_session(session: Session) -> Mention:
    event = session.event
    args = [event.organisation.slug, event.slug, session.slug]
    return Mention(f"{event.title}: {session.title}", reverse("session_change", args=args))
