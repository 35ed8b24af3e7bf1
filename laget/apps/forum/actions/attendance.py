"""Writes: what registration to an event asks: the seats that there are, and the organiser's questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.events import set_seats
from laget.apps.forum.actions.seats import keep_still
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Event, Pass, Question
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.core.words.said import Said

OPEN_KINDS = {Pass.Kind.DAY, Pass.Kind.MEAL}  # that an organiser adds; the others follow from the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Admits:
    """What seats are of; `id` is of one that is there already, no `seats` is no limit."""

    kind: str
    id: int | None = None
    title: str = ""
    on: date | None = None
    seats: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """A question to everybody who registers, with why it is asked; `choices` are a line each."""

    text: str
    purpose: str
    id: int | None = None
    kind: str = Question.Kind.LINE
    choices: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What registration asks."""

    passes: tuple[Admits, ...] = ()
    questions: tuple[Asks, ...] = ()


def change_attendance(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    wish: Attendance,
    revision: int | None,
    now: datetime,
) -> Event:
    """Let registration ask what is wished; more seats are offered to those who wait at once.

    Raises NotAllowed, ChangedMeanwhile, and Unfit with the row and the field: `passes-1-seats`.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=revision)
        if attendance_of(row) != wish:
            _write_passes(organisation, actor, row, wish.passes, now)
            _write_questions(row, wish.questions)
            touched(row, actor=actor)
            row.save()
            logged(organisation, actor, "change_attendance", row)
    return row


def seats_of(row: Event) -> list[Pass]:
    """Return what there are seats of at an event, items of the programme last, in their order."""
    rows = row.passes.select_related("session")
    return [*rows.filter(session=None), *rows.filter(session__is_cancelled=False).order_by("session__number")]


def attendance_of(row: Event) -> Attendance:
    """Return what registration asks."""
    return Attendance(
        passes=tuple(
            Admits(id=one.pk, kind=one.kind, title=one.title, on=one.on, seats=one.seats)
            for one in seats_of(row)
        ),
        questions=tuple(
            Asks(
                id=one.pk,
                kind=one.kind,
                text=one.text,
                purpose=one.purpose,
                choices=one.choices,
                is_required=one.is_required,
            )
            for one in row.questions.all()
        ),
    )


def _write_passes(
    organisation: Organisation,
    actor: Visitor | None,
    event: Event,
    passes: Iterable[Admits],
    now: datetime,
) -> None:
    keep_still(event)  # several passes change, in an order that people choose
    known = {one.pk: one for one in seats_of(event)}
    for number, one in enumerate(passes):
        row = known.pop(one.id, None) if one.id is not None else None
        is_new = row is None
        if row is None:
            if one.kind not in OPEN_KINDS:
                raise Unfit(f"passes-{number}-kind", Said("Välj dag eller måltid.", "Choose day or meal."))
            row = Pass(event=event, kind=one.kind, seats=one.seats)
        _check_pass(one, number)
        if row.session is None:
            _rename(row, one, number)
        if is_new:
            continue
        if row.seats != one.seats:
            if row.session is not None:  # whoever has its form open is told
                item = locked(row.session, revision=None)
                touched(item, actor=actor)
                item.save(update_fields=["revision", "changed_at", "changed_by"])
            try:
                set_seats(organisation, actor=actor, to=row, seats=one.seats, now=now)
            except Unfit as refused:
                raise Unfit(f"passes-{number}-seats", refused.said) from refused
    for gone in known.values():
        if gone.kind not in OPEN_KINDS:
            continue  # follows from the form of the event, or from the programme
        if gone.holds.exists():
            raise Unfit(
                "passes",
                Said(f"Några har anmält sig till {gone}.", f"Some have registered for {gone}."),
            )
        gone.delete()


def _rename(row: Pass, one: Admits, number: int) -> None:
    """Let a day or a meal be called as is written; what people have registered for stays what it is."""
    if row.kind != one.kind:
        if {row.kind, one.kind} != OPEN_KINDS or row.holds.exists():
            raise Unfit(
                f"passes-{number}-kind",
                Said(f"Några har anmält sig till {row}.", f"Some have registered for {row}."),
            )
        row.kind = one.kind
    row.number, row.title, row.on = number, one.title, one.on
    row.save(update_fields=["kind", "number", "title", "on"] if row.pk else None)


def _check_pass(one: Admits, number: int) -> None:
    if one.kind in OPEN_KINDS and not one.title.strip():
        raise Unfit(f"passes-{number}-title", Said("Skriv vad det heter.", "Write what it is called."))
    if one.kind == Pass.Kind.DAY and one.on is None:
        raise Unfit(f"passes-{number}-on", Said("Skriv vilken dag.", "Write which day."))


def _write_questions(event: Event, questions: Iterable[Asks]) -> None:
    known = {one.pk: one for one in event.questions.all()}
    for number, one in enumerate(questions):
        row = known.pop(one.id, None) if one.id is not None else None
        row = row or Question(event=event)
        if not one.purpose.strip():
            raise Unfit(
                f"questions-{number}-purpose",
                Said("Skriv varför du frågar. Det visas vid frågan.", "Write why you ask. It is shown."),
            )
        has_choices = one.kind in {Question.Kind.CHOICE, Question.Kind.SEVERAL}
        if has_choices and len({*filter(str.strip, one.choices.splitlines())}) < 2:
            raise Unfit(
                f"questions-{number}-choices",
                Said("Skriv minst två svar, ett på varje rad.", "Write at least two answers, a line each."),
            )
        row.number, row.kind, row.text = number, one.kind, one.text
        row.purpose, row.choices, row.is_required = one.purpose, one.choices, one.is_required
        row.save()
    for gone in known.values():
        if gone.answers.exists():
            raise Unfit(
                "questions",
                Said(
                    f"Någon har redan svarat på frågan ”{gone.text}”. Låt den stå.",
                    f"Somebody has answered the question “{gone.text}” already. Let it stand.",
                ),
            )
        gone.delete()
