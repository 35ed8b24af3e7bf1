"""Writes: the questions after an event, and what people answer, without who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Ask, Event, Opinion
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import starts_of
from laget.apps.kept import locked, touched
from laget.core.feedback import cleaned
from laget.core.words.said import Refusal, Said

MOST_A_DAY = 5000  # forms about one event
SCALE = range(1, 6)
YES, NO = 1, 0


class NotAsked(Refusal):
    """An event about which nothing is asked now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question afterwards; `id` is of one that is there already."""

    text: str
    id: int | None = None
    kind: str = Ask.Kind.SCALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The questions afterwards, in order."""

    asks: tuple[Asked, ...] = ()


def write_asks(
    organisation: Organisation, *, actor: Visitor | None, event: Event, wish: Asking, revision: int | None
) -> Event:
    """Let these be asked after an event; one that somebody has answered stays as it is.

    Raises NotAllowed, ChangedMeanwhile, and Unfit with the row and the field: `asks-1-text`.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=revision)
        if asks_of(row) != wish:
            _write(row, wish.asks)
            touched(row, actor=actor)
            row.save()
            logged(organisation, actor, "write_asks", row)
    return row


def asks_of(row: Event) -> Asking:
    """Return the questions afterwards, as they are written."""
    return Asking(asks=tuple(Asked(id=one.pk, kind=one.kind, text=one.text) for one in row.asks.all()))


def _write(event: Event, asks: Iterable[Asked]) -> None:
    known = {one.pk: one for one in Ask.objects.filter(event=event)}
    for number, one in enumerate(asks):
        row = known.pop(one.id, None) if one.id is not None else None
        row = row or Ask(event=event)
        if not one.text.strip():
            raise Unfit(f"asks-{number}-text", Said("Skriv frågan.", "Write the question."))
        has_changed = (row.kind, row.text) != (one.kind, one.text)
        if row.pk is not None and has_changed and row.opinions.exists():
            raise Unfit(
                f"asks-{number}-text",
                Said(
                    f"Någon har redan svarat på ”{row.text}”. Låt frågan stå, eller lägg till en ny.",
                    f"Somebody has answered “{row.text}” already. Let it stand, or add another.",
                ),
            )
        row.number, row.kind, row.text = number, one.kind, one.text
        row.save()
    for gone in known.values():
        if gone.opinions.exists():
            raise Unfit(
                "asks",
                Said(
                    f"Någon har redan svarat på ”{gone.text}”. Låt frågan stå.",
                    f"Somebody has answered “{gone.text}” already. Let it stand.",
                ),
            )
        gone.delete()


def is_asked(event: Event, *, now: datetime) -> bool:
    """Tell whether people can answer now: from when the event starts, where it was not cancelled."""
    starts = starts_of(event)
    return event.state == Event.State.PUBLISHED and starts is not None and starts <= now


def answer_event(event: Event, *, given: Mapping[int, str], form: UUID, now: datetime) -> int:
    """Keep what somebody thinks of an event, by the ids of its questions; nothing is kept of who.

    An empty answer is none. A `form` that was sent already is kept once. Returns how many answers were kept;
    raises NotAsked, Unfit.
    """
    if not is_asked(event, now=now):
        raise NotAsked(Said("Frågorna är inte öppna.", "The questions are not open."))
    on = timezone.localdate(now)
    with transaction.atomic():
        asks = list(Ask.objects.filter(event=event))
        of_today = Opinion.objects.filter(ask__event=event, on=on).values("form").distinct()
        if of_today.count() >= MOST_A_DAY:
            raise NotAsked(
                Said(
                    "Så många har svarat i dag att vi inte tar emot fler svar förrän i morgon.",
                    "So many have answered today that we take no more answers until tomorrow.",
                )
            )
        rows = [row for one in asks if (row := _opinion(one, given.get(one.pk, ""))) is not None]
        if not rows:
            raise Unfit("", Said("Svara på minst en fråga.", "Answer at least one question."))
        known = Opinion.objects.filter(ask__event=event, form=form).exists()
        for row in rows:
            row.form, row.on = form, on
        # Sent twice in the same moment: the database keeps one of each.
        Opinion.objects.bulk_create([] if known else rows, ignore_conflicts=True)
    return 0 if known else len(rows)


def _opinion(ask: Ask, text: str) -> Opinion | None:
    if ask.kind == Ask.Kind.LINE:
        line = cleaned(text)
        return Opinion(ask=ask, line=line) if line else None
    allowed_ = {str(one) for one in (SCALE if ask.kind == Ask.Kind.SCALE else (NO, YES))}
    return Opinion(ask=ask, value=int(text)) if text in allowed_ else None
