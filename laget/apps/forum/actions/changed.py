"""Writes: the mail to those whom a new version of a programme concerns; somebody approves it."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format

from laget.apps.forum.models import Event, Mailing
from laget.core.forum.programme import Changes, Item

LONGEST = 150  # of a subject


def write_change_mailing(event: Event, *, number: int, changes: Changes) -> Mailing | None:
    """Write a mail on what a version moves and cancels, to those concerned; it waits for approval.

    None where nobody is concerned. Inside a transaction.
    """
    if not changes.concerned:
        return None
    with translation.override("sv"):  # the texts of a mailing are content, as a programme's titles are
        lines = [
            *(
                f"- **{after.title}** är nu {_at(after)}. Förut: {_at(before)}."
                for before, after in changes.moved
            ),
            *(f"- **{one.title}**, {_at(one)}, är inställd." for one in changes.cancelled),
        ]
    return Mailing.objects.create(
        event=event,
        kind=Mailing.Kind.CHANGE,
        audience=Mailing.Audience.CONCERNED,
        subject=f"Ändrat program: {event.title}"[:LONGEST],
        text="\n".join([f"Programmet för {event.title} har ändrats:", "", *lines]) + "\n",
        version=number,
    )


def _at(one: Item) -> str:
    """Return when and where an item is, in Swedish: 4 december 2026 kl. 9.10–10.00, Salen."""
    parts = []
    if one.starts is not None:
        ends = f"–{_clock(one.ends)}" if one.ends is not None else ""
        day = date_format(timezone.localdate(one.starts), "j F Y")
        parts.append(f"{day} kl. {_clock(one.starts)}{ends}")
    elif one.on is not None:
        parts.append(date_format(one.on, "j F Y"))
    if one.place:
        parts.append(one.place)
    if one.digital:
        parts.append("digitalt")
    return ", ".join(parts) or "utan tid"


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H.%M}"
