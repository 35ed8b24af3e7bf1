"""An event as it is read, with its programme; an item of the programme with what it is about."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.queries import about, evidence_seen_by
from laget.apps.forum.models import Event
from laget.apps.forum.permissions import CHECK_IN, EDIT_FORUM
from laget.apps.forum.queries.events import event_at
from laget.core.forum.status import Status
from laget.pages.forum.event import Invitation, described, invitation
from laget.pages.forum.figures import figures_of
from laget.pages.forum.households import meant_for
from laget.pages.forum.programme import Read, read_programme
from laget.pages.forum.takeout import gathered
from laget.renders.linked_data import linked_data
from laget.ui.templatetags.laget import language

ORDER = "ordning"  # by time, unless asked: "plats", "inriktning"
VERSION = "program"  # "publicerat": an editor asks for what everybody else reads
PUBLISHED = "publicerat"


@require_safe
def event(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show an event: an invitation until it is over, and then what was said."""
    row, read, context = opened(request, region, event)
    context |= {
        "read": read,
        "described": described(
            row,
            day=context["shown"].first,
            texts=[row.theme, row.summary if context["shown"].is_past else row.text],
        ),
        "order": _order(request.GET.get(ORDER, ""), read),
        "as_published": request.GET.get(VERSION) == PUBLISHED,
        "linked": mark_safe(linked_data(gathered(row, now=timezone.now()))),  # noqa: S308 - no sign ends it
        "figures": figures_of(
            row,
            [one.address for one in context["shown"].about],
            edition=context["shown"].edition,
            language=language(),
        )
        if context["shown"].is_past
        else None,
    }
    return render(request, "pages/forum/event.html", context)


@require_safe
def session(request: HttpRequest, region: str, event: str, session: str) -> HttpResponse:
    """Show an item of a programme: when, where, with whom, what it is about and how that goes."""
    row, read, context = opened(request, region, event)
    item = read.at(session)
    if item is None:
        raise Http404
    ties = [*item.item.about, *(address for inner in item.within for address in inner.item.about)]
    context |= {
        "item": item,
        "described": described(
            row,
            day=item.day or context["shown"].first,
            texts=[row.title, item.item.text or item.item.question],
        ),
        "beside": read.beside(item),
        "outer": next((one for one in read.items if item in one.within), None),
        "figures": figures_of(row, ties, edition=context["shown"].edition, language=language()),
        "meanings": meant_for(
            context["organisation"], f"session:{row.slug}.{item.item.slug}", viewer=request.user
        ),
        "evidence": _bearing_on(context["organisation"], row, item.item.slug, viewer=request.user),
        "has_calendar": read.version is not None and not read.is_draft,
        "is_draft": read.is_draft and read.version is not None,
    }
    return render(request, "pages/forum/session.html", context)


def _bearing_on(organisation: Organisation, event: Event, slug: str, *, viewer: Visitor) -> list[Evidence]:
    """Return the evidence of the event's own organisation that bears on an item of it."""
    if event.organisation_id != organisation.pk:
        return []
    rows = evidence_seen_by(organisation, viewer=viewer, today=timezone.localdate())
    return list(about(rows, [f"session:{event.slug}.{slug}"]))


def opened(request: HttpRequest, region: str, slug: str) -> tuple[Event, Read, dict[str, Any]]:
    """Return an event that somebody may see, with its programme, and what every page of it shows."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_at(organisation, slug, viewer=request.user)
    is_editor = edits(request.user, row)
    read = read_programme(
        row,
        viewer=request.user,
        now=now,
        is_editor=is_editor,
        as_published=request.GET.get(VERSION) == PUBLISHED,
    )
    shown: Invitation = invitation(row, organisation, read, viewer=request.user, now=now, is_editor=is_editor)
    return (
        row,
        read,
        {
            "organisation": organisation,
            "section": "forum",
            "event": row,
            "shown": shown,
            "status": shown.status,
            "state": shown.state,
            "is_open": shown.status in {Status.OPEN, Status.FULL},
            "may_edit": is_editor,
            "may_check_in": may(request.user, row.organisation, CHECK_IN),
        },
    )


def edits(viewer: Visitor, event: Event) -> bool:
    """Tell whether somebody is an editor of the organisation whose event it is."""
    return may(viewer, event.organisation, EDIT_FORUM)


def _order(asked: str, read: Read) -> str:
    if asked == "plats" and read.has_places:
        return asked
    if asked == "inriktning" and read.has_directions:
        return asked
    return ""
