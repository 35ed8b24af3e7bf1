"""Writes: somebody asks for the newsletter, confirms it by the mailed link, ends it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.knocks import knock
from laget.apps.forum.actions.registering import MAILS_AN_HOUR
from laget.apps.mail.actions import LONGEST_SUBJECT, write_mail
from laget.apps.mail.models import Message
from laget.apps.newsletter.models import Subscription
from laget.apps.newsletter.queries import token_of


def about(subscription: Subscription) -> str:
    """Return what mails about a subscription are known by."""
    return f"subscription:{subscription.pk}"


def link_to(subscription: Subscription, name: str) -> str:
    """Return the whole address of a page of a subscription's own, in its language."""
    with translation.override(subscription.language):
        page = reverse(name, args=[subscription.organisation.slug, token_of(subscription)])
    return f"{settings.ADDRESS}{page}"


def subscribe(organisation: Organisation, *, email: str, language: str, now: datetime) -> None:
    """Mail a link that confirms that somebody wants the newsletter; anybody may ask.

    An address that gets it already is mailed the link that ends it instead: what is answered is the same,
    and tells nobody who subscribes. An address that has been sent mails enough within the hour gets no more.
    """
    email = email.strip().lower()
    if not knock("mail", email, most=MAILS_AN_HOUR, now=now):
        return
    with transaction.atomic():
        row, _is_new = Subscription.objects.get_or_create(
            organisation=organisation,
            email=email,
            defaults={"language": language, "nonce": get_random_string(32), "created": now},
        )
        if row.confirmed_at is None:
            Subscription.objects.filter(pk=row.pk).update(created=now)  # its days begin anew
        _write(row, "known" if row.confirmed_at is not None else "confirm")


def confirm(subscription: Subscription, *, now: datetime) -> None:
    """Let who has the link confirm that they want the newsletter; doing it twice does no harm."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=now)


def end(subscription: Subscription) -> None:
    """Delete a subscription at once, and every mail to it that lies in the outbox.

    A letter that is being sent at the same moment holds the row: its mail is there to be deleted then.
    """
    key = about(subscription)
    with transaction.atomic():
        Subscription.objects.filter(pk=subscription.pk).delete()
        Message.objects.filter(organisation=subscription.organisation, about=key).delete()


def _write(row: Subscription, name: str) -> None:
    links = {"confirm": link_to(row, "newsletter_confirm"), "end": link_to(row, "newsletter_end")}
    with translation.override(row.language):
        known = {"organisation": row.organisation, **links}
        whole = render_to_string(f"newsletter/mails/{name}.txt", known).strip()
        subject, _line, text = whole.partition("\n")
        paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
        html = render_to_string(
            "newsletter/mails/note.html", {"language": row.language, "paragraphs": paragraphs}
        )
    write_mail(
        row.organisation,
        to=row.email,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=text.strip() + "\n",
        html=html,
        about=about(row),
        private=True,
    )
