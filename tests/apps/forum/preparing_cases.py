"""The actions of what is prepared before a meeting, each with a call that succeeds for whoever may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, Visitor
from laget.apps.forum.actions.preparing import (
    Duty,
    Gave,
    add_task,
    change_task,
    remove_task,
    tick_task,
    untick_task,
)
from laget.apps.forum.models import Event, Task, TaskDone
from laget.apps.forum.permissions import EDIT_FORUM

ON = date(2026, 3, 1)


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Event], object]


def the_task(event: Event) -> Task:
    return Task.objects.get_or_create(event=event, text="Läs förslaget")[0]


def what_is_done(event: Event) -> TaskDone:
    return TaskDone.objects.get_or_create(task=the_task(event), by="En region", on=ON)[0]


PREPARING = (
    Case(
        add_task,
        EDIT_FORUM,
        lambda region, by, row: add_task(region, actor=by, event=row, duty=Duty(text="Fråga unga")),
    ),
    Case(
        change_task,
        EDIT_FORUM,
        lambda region, by, row: change_task(
            region, actor=by, task=the_task(row), duty=Duty(text="Fråga alla"), revision=None
        ),
    ),
    Case(
        remove_task,
        EDIT_FORUM,
        lambda region, by, row: remove_task(region, actor=by, task=the_task(row), revision=None),
    ),
    Case(
        tick_task,
        EDIT_FORUM,
        lambda region, by, row: tick_task(
            region, actor=by, task=the_task(row), by=["En region"], gave=Gave(on=ON)
        ),
    ),
    Case(
        untick_task,
        EDIT_FORUM,
        lambda region, by, row: untick_task(region, actor=by, done=what_is_done(row)),
    ),
)
