"""Reads: a registration by its own link, and how many there are."""

from django.utils.crypto import constant_time_compare, salted_hmac

from laget.apps.forum.models import Hold, Registration

SALT = "laget.forum.registration"


def token_of(registration: Registration) -> str:
    """Return what the own link of a registration holds: it is made anew each time, and kept nowhere."""
    signed = salted_hmac(SALT, registration.nonce, algorithm="sha256").hexdigest()[:40]
    return f"{registration.nonce}-{signed}"


def registration_by(token: str) -> Registration | None:
    """Return the registration whose link somebody has, None where there is none such."""
    nonce, _dash, _signed = token.partition("-")
    row = Registration.objects.filter(nonce=nonce).select_related("event__organisation").first()
    if row is None or not constant_time_compare(token_of(row), token):
        return None
    return row


def place_in_list(hold: Hold) -> int:
    """Return the place of a hold among those who wait for the same pass, from 1; 0 where it does not wait."""
    if hold.state != Hold.State.WAITING:
        return 0
    waiting = Hold.objects.filter(
        to=hold.to_id, state=Hold.State.WAITING, registration__state=Registration.State.CONFIRMED
    )
    before = waiting.filter(since__lt=hold.since) | waiting.filter(since=hold.since, pk__lt=hold.pk)
    return before.count() + 1
