"""The pages where an event is written: all its parts, its seats and questions, and whether it is public."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.followup.queries import editions_of
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.attendance import attendance_of, change_attendance, seats_of
from laget.apps.forum.actions.events import change_event, decide_event, wish_of
from laget.apps.forum.actions.programme import publish_programme
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.attendance import AttendanceSheet
from laget.apps.forum.forms.event import EventSheet
from laget.apps.forum.forms.fields import people_to_choose
from laget.apps.forum.models import Event, Hold, Series
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME, SEND_MAILINGS
from laget.apps.forum.queries.mailings import approved_of
from laget.apps.forum.queries.programme import sessions_of
from laget.core.areas import MUNICIPALITIES
from laget.core.asked import whole_number
from laget.core.units import swedish_key
from laget.pages.forum.faults import warned
from laget.pages.index import index
from laget.pages.views.forum.working import (
    ABOUT_EVENT,
    brought,
    document_of,
    own_event,
    people_of,
    picture_id,
    picture_url,
    to_tie,
)
from laget.pages.views.sheets import written
from laget.ui.choices import Called

State = Event.State
SAID = {State.PUBLISHED: "publicera", State.CANCELLED: "stall-in", State.DRAFT: "utkast"}


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show an event with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    known = wish_of(row)
    sheet = EventSheet(
        known=known,
        people=people_to_choose(people_of(organisation)),
        organisations=_organisations(),
        ties=to_tie(organisation, user, ABOUT_EVENT, known.ties),
        areas=_areas(organisation, [one.area for one in known.wanted if one.area]),
        editions=_editions(organisation, known.edition),
        data=request.POST if request.method == "POST" else None,
        files=request.FILES or None,
        more=request.POST.get("more", ""),
    )
    new = {name: brought(request, organisation, user, sheet, field=name) for name in ("picture", "document")}

    def wish() -> Any:
        return sheet.wanted(
            picture=picture_id(sheet, row, new["picture"]), document=document_of(new["document"])
        )

    def keep(revision: int) -> Event:
        waited = approved_of(row).count()
        kept = change_event(organisation, actor=user, event=row, wish=wish(), revision=revision)
        if approved_of(row).count() < waited:
            messages.warning(
                request,
                _("The day is another. Mails that were approved for the old day must be approved again."),
            )
        return kept

    onward = "event" if row.state != State.DRAFT else "event_decide"
    return written(
        request,
        organisation,
        kind="event",
        section="forum",
        subject=f"event:{row.slug}",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(wish_of(own_event(organisation, event)), wish()),
        context={
            "heading": _("Change the event"),
            "here": "event_change",
            "back": reverse("event", args=[region, event]),
            "brought": new,
            "most": settings.MEDIA_MEGABYTES,
            "series": Series.objects.filter(organisation=organisation).order_by("title"),
            "has_files": True,
            "picture_url": picture_url(row, row),
            "picture_alt": row.picture_alt,
        },
        onward=reverse(onward, args=[region, event]),
    )


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the seats that there are and the questions that are asked, and keep what is written."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    sheet = AttendanceSheet(
        known=attendance_of(row),
        called=_seats_taken(row),
        data=request.POST if request.method == "POST" else None,
        more=request.POST.get("more", ""),
    )
    return written(
        request,
        organisation,
        kind="event",
        section="forum",
        subject=f"event:{row.slug}",
        row=row,
        sheet=sheet,
        keep=lambda revision: change_attendance(
            organisation,
            actor=user,
            event=row,
            wish=sheet.wanted,
            revision=revision,
            now=timezone.now(),
        ),
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(attendance_of(row), sheet.wanted),
        context={
            "heading": _("Seats and questions"),
            "here": "event_attendance",
            "back": reverse("event", args=[region, event]),
        },
        onward=reverse("event_attendance", args=[region, event]),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Say what is amiss with an event and what publishing or cancelling does, and then do it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    may_publish = may(user, organisation, PUBLISH_PROGRAMME)
    if request.method == "POST":
        return _decided(request, organisation, user, row, may_publish=may_publish)
    rows = list(sessions_of(row))
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "event_decide",
        "warned": warned(row, rows, viewer=user),
        "items": len(rows),
        "may_publish": may_publish,
        "is_published": row.versions.exists(),
        "registrations": row.registrations.exclude(state="cancelled").count(),
        "words": SAID,
    }
    return render(request, "pages/forum/decide.html", context)


def _decided(
    request: HttpRequest, organisation: Organisation, user: User, row: Event, *, may_publish: bool
) -> HttpResponse:
    asked = {word: state for state, word in SAID.items()}.get(request.POST.get("do", ""))
    revision = whole_number(request.POST.get("revision", "")) or 0
    if asked is None:
        return redirect("event_decide", organisation.slug, row.slug)

    def act() -> Event:
        return decide_event(organisation, actor=user, event=row, state=asked, revision=revision)

    if not doing(request, act):
        return redirect("event_decide", organisation.slug, row.slug)
    if asked == State.PUBLISHED and may_publish and "programmet" in request.POST:
        publish_programme(organisation, actor=user, event=row)
    index(organisation)
    said = {
        State.PUBLISHED: _("The event is published."),
        State.CANCELLED: _("The event is cancelled."),
        State.DRAFT: _("The event is a draft again."),
    }
    messages.success(request, said[asked])
    is_told = asked == State.CANCELLED and may(user, organisation, SEND_MAILINGS)
    onward = "mailings" if is_told and row.registrations.filter(state="confirmed").exists() else "event"
    return redirect(onward, organisation.slug, row.slug)


def _seats_taken(row: Event) -> dict[str, str]:
    """Return what there are seats of, by the id of each, with how many are taken and how many wait."""
    waiting = Hold.objects.filter(to__event=row, state=Hold.State.WAITING)
    waits = dict(waiting.order_by().values_list("to").annotate(n=Count("pk")))
    told: dict[str, str] = {}
    for one in seats_of(row):
        taken = ngettext("%(n)s seat is taken", "%(n)s seats are taken", one.taken) % {"n": one.taken}
        wait = ngettext("%(n)s waits", "%(n)s wait", waits.get(one.pk, 0)) % {"n": waits.get(one.pk, 0)}
        is_written = one.title or one.session_id
        name = format_html('<span lang="sv">{}</span>', one) if is_written else str(one)
        told[str(one.pk)] = format_html("{}: {}, {}", name, taken, wait)
    return told


def _organisations() -> list[tuple[str, str]]:
    rows = Organisation.objects.values_list("slug", "name")
    return [
        (slug, Called.in_swedish(name)) for slug, name in sorted(rows, key=lambda one: swedish_key(one[1]))
    ]


def _areas(organisation: Organisation, known: list[str]) -> list[tuple[str, str]]:
    """Return the county's municipalities, and those that are wanted already."""
    found = {
        one.code: one.name.sv
        for one in MUNICIPALITIES
        if (organisation.area and one.county == organisation.area) or one.code in known
    }
    known_as = sorted(found.items(), key=lambda one: swedish_key(one[1]))
    return [(code, Called.in_swedish(name)) for code, name in known_as]


def _editions(organisation: Organisation, known: str) -> list[tuple[str, str]]:
    names = [f"{one.year}.{one.number}" for one in editions_of(organisation)]
    return [(one, one) for one in dict.fromkeys([*names, *([known] if known else [])])]
