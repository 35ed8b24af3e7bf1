"""Reads: subscriptions by their links, letters as somebody may see them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare, salted_hmac

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.newsletter.models import Letter, Subscription
from laget.apps.newsletter.permissions import WRITE_LETTERS

SALT = "laget.newsletter.subscription"


def token_of(subscription: Subscription) -> str:
    """Return what the links of a subscription hold: it is made anew each time, and kept nowhere."""
    return f"{subscription.nonce}-{_signed(subscription.nonce)}"


def is_token(token: str) -> bool:
    """Tell whether a link was made here, though its subscription may have ended since."""
    nonce, _dash, signed = token.partition("-")
    return constant_time_compare(_signed(nonce), signed)


def subscription_by(organisation: Organisation, token: str) -> Subscription | None:
    """Return the subscription whose link somebody has, None where there is none such or it has ended."""
    if not is_token(token):
        return None
    nonce = token.partition("-")[0]
    return Subscription.objects.filter(organisation=organisation, nonce=nonce).first()


def _signed(nonce: str) -> str:
    return salted_hmac(SALT, nonce, algorithm="sha256").hexdigest()[:40]


def confirmed_of(organisation: Organisation) -> QuerySet[Subscription]:
    """Return those who get an organisation's letters: they have answered the first mail."""
    return Subscription.objects.filter(organisation=organisation, confirmed_at__isnull=False)


def letters_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Letter]:
    """Return the letters that somebody may read, latest first; those not sent only who writes them."""
    rows = Letter.objects.filter(organisation=organisation).order_by("-sent_at", "-pk")
    if viewer is not None and may(viewer, organisation, WRITE_LETTERS):
        return rows
    return rows.filter(sent_at__isnull=False)


def letter_at(organisation: Organisation, slug: str, *, viewer: Visitor | None) -> Letter:
    """Return a letter that somebody may read by its address; raises Http404."""
    return get_object_or_404(letters_seen_by(organisation, viewer=viewer), slug=slug)


def batch_of(letter: Letter) -> str:
    """Return what the mails of a letter are known by in the outbox."""
    return f"letter:{letter.pk}"
