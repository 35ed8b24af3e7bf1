"""Those who have registered as rows of a paper or a table: the fields that are asked for, in words."""

from collections.abc import Collection, Iterable, Sequence
from io import BytesIO

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laget.apps.forum.forms.office import FIELDS
from laget.apps.forum.models import Answer, Event, Hold, Need, Registration
from laget.apps.forum.queries.events import ATTENDANCE
from laget.apps.forum.queries.lists import Sought, by_name, registrations_of
from laget.apps.forum.queries.registrations import door_token_of
from laget.core.areas import area
from laget.renders.workbook import Value
from laget.ui.templatetags.laget import day

Badge = dict[str, str]


def with_seat(
    event: Event, *, kinds: Collection[str] = ATTENDANCE, sought: Sought | None = None
) -> QuerySet[Registration]:
    """Return those who are confirmed and have a seat of these forms of attendance, of those asked for."""
    held = Hold.objects.filter(to__event=event, to__kind__in=kinds, state=Hold.State.HELD)
    return registrations_of(event, sought).filter(
        state=Registration.State.CONFIRMED, pk__in=held.values("registration")
    )


def days_of(event: Event) -> str:
    """Return the days of an event in words."""
    return ", ".join(day(one.on) for one in event.days.all())


def door_code(registration: Registration) -> str:
    """Return the code for the door as a picture (SVG): the address of the door's page for this one alone."""
    event = registration.event
    path = reverse("door_code", args=[event.organisation.slug, event.slug, door_token_of(registration)])
    drawn = BytesIO()
    made = segno.make(f"{settings.ADDRESS}{path}", error="m", micro=False)
    made.save(drawn, kind="svg", scale=4, border=2, xmldecl=False, light="#fff", dark="#000")
    return drawn.getvalue().decode()


def badges_of(event: Event, sought: Sought | None = None) -> list[Badge]:
    """Return a badge for each person who comes: those who come along too, with the same code."""
    found: list[Badge] = []
    rows = with_seat(event, kinds=["on_site"], sought=sought).select_related("event__organisation")
    for row in by_name(rows):
        drawn = door_code(row)
        names = (row.name, *(one.name for one in row.companions.all()))
        found += [{"name": " ".join(name.split()), "of": row.of, "code": drawn} for name in names]
    return found


def values_of(rows: Iterable[Registration], fields: Collection[str]) -> tuple[list[str], list[list[Value]]]:
    """Return what `table_of` does for a program: how many people as a number, when as a time."""
    known = list(rows)
    headings, table = table_of(known, fields)
    chosen = [name for name, _label in FIELDS if name in fields]
    return headings, [
        [
            one.size if name == "size" else timezone.localtime(one.created) if name == "created" else text
            for name, text in zip(chosen, line, strict=True)
        ]
        for one, line in zip(known, table, strict=True)
    ]


def table_of(rows: Iterable[Registration], fields: Collection[str]) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of these fields, in their order; one row a registration."""
    chosen = [name for name, _label in FIELDS if name in fields]
    known = list(rows)
    answers = _answers(known) if "answers" in chosen else {}
    needs = _needs(known) if "needs" in chosen else {}
    headings = [str(label) for name, label in FIELDS if name in chosen]
    return headings, [
        [
            answers.get(one.pk, "")
            if name == "answers"
            else needs.get(one.pk, "")
            if name == "needs"
            else _told(one, name)
            for name in chosen
        ]
        for one in known
    ]


def _told(one: Registration, name: str) -> str:
    if name == "sort":
        return str(one.get_sort_display()) if one.sort else ""
    if name == "area":
        return area(one.area).name_sv if one.area else ""
    if name == "state":
        return str(one.get_state_display())
    if name == "companions":
        return ", ".join(along.name for along in one.companions.all())
    if name == "seats":
        return "; ".join(_seat(hold) for hold in one.holds.all())
    if name == "created":
        return f"{timezone.localtime(one.created):%Y-%m-%d %H.%M}"
    if name == "arrived":
        return f"{timezone.localtime(one.arrived_at):%H.%M} ({one.arrived})" if one.arrived_at else ""
    return str(getattr(one, name))


def _seat(hold: Hold) -> str:
    title = hold.to.session.title if hold.to.session is not None else str(hold.to)
    return title if hold.state == Hold.State.HELD else f"{title} ({hold.get_state_display()})"


def _answers(rows: Sequence[Registration]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    asked = Answer.objects.filter(registration__in=rows).select_related("question")
    for one in asked.order_by("question__number", "pk"):
        found.setdefault(one.registration_id, []).append(f"{one.question.text} {one.text}")
    return {pk: "; ".join(texts) for pk, texts in found.items()}


def _needs(rows: Sequence[Registration]) -> dict[int, str]:
    found = Need.objects.filter(registration__in=rows).values_list("registration", "food", "access")
    return {pk: "; ".join(filter(None, (food, access))) for pk, food, access in found}


def people_in_words(rows: Iterable[Registration]) -> str:
    """Return how many people a list is of."""
    return _("%(count)s people.") % {"count": sum(one.size for one in rows)}
