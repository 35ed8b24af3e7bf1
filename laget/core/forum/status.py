"""What state an event is in at a moment: what has been decided of it, its seats and its times."""

from datetime import datetime
from enum import StrEnum

from laget.core.words.said import Said


class Status(StrEnum):
    """What somebody who wants to take part must know first."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    OVER = "over"
    CANCELLED = "cancelled"

    @property
    def said(self) -> Said:
        """The word on screen."""
        return SAID[self]


SAID = {
    Status.DRAFT: Said("utkast", "draft"),
    Status.OPEN: Said("öppen för anmälan", "open for registration"),
    Status.FULL: Said("fullsatt", "full"),
    Status.CLOSED: Said("anmälan är stängd", "registration is closed"),
    Status.OVER: Said("avslutad", "over"),
    Status.CANCELLED: Said("inställd", "cancelled"),
}


def status(
    decided: str,
    *,
    now: datetime,
    ends: datetime | None,
    registers_from: datetime | None = None,
    registers_until: datetime | None = None,
    has_registration: bool = True,
    is_full: bool = False,
) -> Status:
    """Return the state of an event that has been `decided` to be draft, published or cancelled.

    What is cancelled is so afterwards too; what is over is over whether it was full or not. Before the first
    day to register, after the last, and where nobody registers, it is closed.
    """
    if decided in {Status.DRAFT, Status.CANCELLED}:
        return Status(decided)
    if ends is not None and ends <= now:
        return Status.OVER
    if not has_registration or (registers_from is not None and now < registers_from):
        return Status.CLOSED
    if registers_until is not None and registers_until <= now:
        return Status.CLOSED
    return Status.FULL if is_full else Status.OPEN
