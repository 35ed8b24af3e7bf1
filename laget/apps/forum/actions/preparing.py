"""Writes: what is prepared before a meeting, and who has done it, ticked by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Event, Session, Task, TaskDone
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.apps.media.models import File
from laget.core.words.said import Said

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A task as it is written; `prepares` is the slug of an item of the programme."""

    text: str
    link: str = ""
    due: date | None = None
    prepares: str = ""
    is_for_every_region: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """What those who have done a task gave, and the day."""

    on: date
    text: str = ""
    link: str = ""
    file: int | None = None


def duty_of(task: Task) -> Duty:
    """Return a task as it is written."""
    return Duty(
        text=task.text,
        link=task.link,
        due=task.due,
        prepares=task.session.slug if task.session is not None else "",
        is_for_every_region=task.is_for_every_region,
    )


def add_task(organisation: Organisation, *, actor: Visitor | None, event: Event, duty: Duty) -> Task:
    """Ask for something before a meeting; what is asked for already is not asked twice.

    Raises NotAllowed, Unfit.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = Event.objects.select_for_update(no_key=True).get(pk=event.pk, organisation=organisation)
        same = next((one for one in row.tasks.select_related("session") if duty_of(one) == duty), None)
        if same is not None:
            return same
        last = row.tasks.aggregate(last=Max("number"))["last"]
        task = Task(
            event=row,
            number=0 if last is None else last + 1,
            changed_by=actor if isinstance(actor, User) else None,
        )
        _write(task, duty)
        logged(organisation, actor, "add_task", row)
    return task


def change_task(
    organisation: Organisation, *, actor: Visitor | None, task: Task, duty: Duty, revision: int | None
) -> Task:
    """Let a task be as `duty`; raises NotAllowed, Unfit, ChangedMeanwhile."""
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, task.event)
        row = locked(task, revision=revision)
        if duty_of(row) != duty:
            touched(row, actor=actor)
            _write(row, duty)
            logged(organisation, actor, "change_task", event)
    return row


def remove_task(
    organisation: Organisation, *, actor: Visitor | None, task: Task, revision: int | None
) -> None:
    """Ask for a task no more: it goes with who has done it; raises NotAllowed, ChangedMeanwhile."""
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, task.event)
        locked(task, revision=revision).delete()
        logged(organisation, actor, "remove_task", event)


def tick_task(
    organisation: Organisation, *, actor: Visitor | None, task: Task, by: Sequence[str], gave: Gave
) -> None:
    """Write down that organisations have done a task, and what they gave; raises NotAllowed, Unfit.

    One that has done it already gets the new day and what it gives now; what it gave and is not said stays.
    """
    allowed(organisation, actor, EDIT_FORUM)
    names = list(dict.fromkeys(" ".join(one.split())[:LONGEST_NAME] for one in by))
    if not any(names):
        raise Unfit("by", Said("Välj vem som har gjort det.", "Choose who has done it."))
    with transaction.atomic():
        event = own(organisation, task.event)
        if (
            gave.file is not None
            and not File.objects.filter(pk=gave.file, organisation=organisation).exists()
        ):
            raise Unfit("file", Said("Filen finns inte här.", "There is no such file here."))
        Task.objects.select_for_update().get(pk=task.pk)
        done = {one.by.casefold(): one for one in task.done.all()}
        for name in filter(None, names):
            row = done.get(name.casefold()) or TaskDone(task=task, by=name)
            row.on, row.ticked_by = gave.on, actor if isinstance(actor, User) else None
            row.text, row.link = gave.text or row.text, gave.link or row.link
            row.file_id = gave.file if gave.file is not None else row.file_id
            row.save()
        logged(organisation, actor, "tick_task", event)


def untick_task(organisation: Organisation, *, actor: Visitor | None, done: TaskDone) -> None:
    """Take back that an organisation has done a task; raises NotAllowed."""
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, done.task.event)
        done.delete()
        logged(organisation, actor, "untick_task", event)


def _write(row: Task, duty: Duty) -> None:
    if not duty.text.strip():
        raise Unfit("text", Said("Skriv vad som ska göras.", "Write what is to be done."))
    session = None
    if duty.prepares:
        session = Session.objects.filter(event=row.event, slug=duty.prepares).first()
        if session is None:
            raise Unfit(
                "prepares", Said("Punkten finns inte i programmet.", "The programme has no such item.")
            )
    row.text, row.link, row.due, row.session = duty.text.strip(), duty.link, duty.due, session
    row.is_for_every_region = duty.is_for_every_region
    row.save()
