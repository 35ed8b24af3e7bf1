"""Writes: a mail about a registration, in the language it was made in."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from laget.apps.forum.actions.composing import answers_to
from laget.apps.forum.models import Hold, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.actions import LONGEST_SUBJECT, write_mail
from laget.apps.mail.models import Message

_EMPTY = re.compile(r"\n{3,}")  # lines that a text without days or places leaves


def write_letter(registration: Registration, name: str, **context: object) -> Message | None:
    """Put a mail into the outbox, made of `forum/mails/<name>.txt`: the subject is its first line.

    It is private: it holds the link that changes a registration. Answers go to the event's contact. None is
    written to who has no address.
    """
    if not registration.email:
        return None
    event = registration.event
    reply_to = answers_to(event)
    with translation.override(registration.language):
        own = reverse("registration", args=[event.organisation.slug, event.slug, token_of(registration)])
        page = reverse("event", args=[event.organisation.slug, event.slug])
        known = {
            "registration": registration,
            "event": event,
            "own": f"{settings.ADDRESS}{own}",
            "page": f"{settings.ADDRESS}{page}",
            "reply_to": reply_to,
            **context,
        }
        whole = "\n\n".join(
            render_to_string(f"forum/mails/{one}.txt", known).strip() for one in (name, "end")
        )
        subject, _line, text = whole.partition("\n")
        html = render_to_string("forum/mails/letter.html", {**known, "paragraphs": _paragraphs(text)})
    return write_mail(
        event.organisation,
        to=registration.email,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=_EMPTY.sub("\n\n", text.strip()) + "\n",
        html=html,
        about=f"registration:{registration.pk}",
        private=True,
        reply_to=reply_to,
    )


def write_seats(registration: Registration) -> Message | None:
    """Put a mail into the outbox about what somebody has of an event: seats, and places in waiting lists."""
    holds = list(registration.holds.select_related("to__session").order_by("to__number", "to_id"))
    event = registration.event
    calendar = [event.organisation.slug, event.slug, token_of(registration)]
    with translation.override(registration.language):
        calendar_at = reverse("registration_ics", args=calendar)
    return write_letter(
        registration,
        "confirmed",
        holds=holds,
        has_seat=any(one.to.kind in ATTENDANCE and one.state == Hold.State.HELD for one in holds),
        is_waiting=any(one.state == Hold.State.WAITING for one in holds),
        places=list(event.places.all()) if any(one.to.kind == Pass.Kind.ON_SITE for one in holds) else [],
        calendar=f"{settings.ADDRESS}{calendar_at}",
    )


def _paragraphs(text: str) -> list[str]:
    return ["\n".join(one.strip().splitlines()) for one in text.split("\n\n") if one.strip()]
