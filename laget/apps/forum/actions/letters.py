"""Writes: a mail about a registration, in the language it was made in."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from laget.apps.forum.models import Registration
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.actions import LONGEST_SUBJECT, write_mail
from laget.apps.mail.models import Message


def write_letter(registration: Registration, name: str, **context: object) -> Message:
    """Put a mail into the outbox, made of `forum/mails/<name>.txt`: the subject is its first line.

    It is private: it holds the link that changes a registration.
    """
    event = registration.event
    with translation.override(registration.language):
        own = reverse("registration", args=[event.organisation.slug, event.slug, token_of(registration)])
        page = reverse("event", args=[event.organisation.slug, event.slug])
        known = {
            "registration": registration,
            "event": event,
            "own": f"{settings.ADDRESS}{own}",
            "page": f"{settings.ADDRESS}{page}",
            **context,
        }
        subject, _line, text = render_to_string(f"forum/mails/{name}.txt", known).strip().partition("\n")
        html = render_to_string("forum/mails/letter.html", {**known, "paragraphs": _paragraphs(text)})
    return write_mail(
        event.organisation,
        to=registration.email,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=text.strip() + "\n",
        html=html,
        about=f"registration:{registration.pk}",
        private=True,
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.strip().split("\n\n") if one.strip()]
