"""Reads: what is prepared before a meeting, by whom it is awaited, who has done it."""

from collections.abc import Iterable
from dataclasses import dataclass

from laget.apps.accounts.models import Organisation
from laget.apps.forum.models import Event, Registration, Task, TaskDone
from laget.core.areas import COUNTIES
from laget.core.units import swedish_key
from laget.core.words.days import day_in_words


@dataclass(frozen=True, slots=True)
class Stand:
    """A task with those who have done it and the names of those who have not."""

    task: Task
    done: tuple[TaskDone, ...]
    missing: tuple[str, ...]

    @property
    def awaited(self) -> int:
        """How many it is awaited from, those who have done it among them."""
        return len(self.done) + len(self.missing)


def every_region() -> tuple[str, ...]:
    """Return what the 21 regions are called: as they are here, else by their county."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.REGION).exclude(area="").order_by("-pk")
    here = {one.area: one.name for one in rows}
    return tuple(here.get(one.code, one.name_sv) for one in COUNTIES)


def expected_at(event: Event) -> tuple[str, ...]:
    """Return the organisations that host, that are wanted by name, and that somebody comes from."""
    hosts = [
        one.organisation.name if one.organisation else one.name
        for one in event.hosts.select_related("organisation")
        if one.organisation is None or one.organisation.kind == Organisation.Kind.REGION
    ]
    wanted = list(event.wanted.exclude(name="").values_list("name", flat=True))
    coming = Registration.objects.filter(event=event, state=Registration.State.CONFIRMED).exclude(of="")
    return _once([*hosts, *wanted, *coming.order_by("pk").values_list("of", flat=True)])


def stands_of(event: Event) -> list[Stand]:
    """Return an event's tasks in their order, each with who has done it and who has not."""
    tasks = list(event.tasks.select_related("session").prefetch_related("done__file"))
    expected = expected_at(event) if tasks else ()
    regions = every_region() if any(one.is_for_every_region for one in tasks) else ()
    found = []
    for task in tasks:
        done = tuple(sorted(task.done.all(), key=lambda one: swedish_key(one.by)))
        known = {one.by.casefold() for one in done}
        awaited = _once([*(regions if task.is_for_every_region else ()), *expected])
        missing = tuple(one for one in awaited if one.casefold() not in known)
        found.append(Stand(task, done, missing))
    return found


def tasks_told(event: Event) -> str:
    """Return the tasks as a reminder lists them: in Markdown, and in Swedish as its other words."""
    lines = []
    for one in event.tasks.all():
        due = f" (senast {day_in_words(one.due).sv})" if one.due is not None else ""
        link = f": {one.link}" if one.link else ""
        lines.append(f"- {one.text.rstrip('.')}{due}{link}")
    return "\n".join(["Att göra före mötet:\n", *lines]) if lines else ""


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once however it is written in capitals, in the alphabet's order."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(name.strip().casefold(), name.strip())
    return tuple(sorted(filter(None, known.values()), key=swedish_key))
