"""The programme as its editors work in it: a day as a list, an item with all its parts, publishing."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.programme import (
    Point,
    add_session,
    cancel_session,
    change_session,
    point_of,
    remove_session,
)
from laget.apps.forum.actions.timing import place_session, reschedule_session
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.fields import FIRST_YEAR, LAST_YEAR, people_to_choose, span
from laget.apps.forum.forms.programme import PointSheet, QuickForm, TimeForm
from laget.apps.forum.models import Event, Session
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME
from laget.apps.forum.queries.programme import latest_version, sessions_of
from laget.apps.kept import ChangedMeanwhile
from laget.core.asked import whole_number
from laget.core.forum.timetable import NoRoom
from laget.core.words.said import Said
from laget.pages.forum.editor import Sent, lines_of, new_prefix, time_prefix
from laget.pages.forum.faults import warned
from laget.pages.index import index
from laget.pages.views.forum.working import (
    ABOUT_ITEM,
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
from laget.ui.templatetags.laget import told


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and is not kept, and whether somebody else was there first."""

    sent: Sent
    status: int = 200
    meanwhile: Said | None = None


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the programme as a list to work in; a press adds, moves, cancels or brings back an item."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    rows = list(sessions_of(row))
    refused: Refused | None = None
    if request.method == "POST":
        refused = _done(request, organisation, user, row, rows)
        if refused is None:
            index(organisation)
            return redirect("programme_edit", region, event)
        rows = list(sessions_of(row))
    found = warned(row, rows)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "programme_edit",
        "days": lines_of(row, rows, warned=found, sent=refused.sent if refused else None),
        "warned": found,
        "version": latest_version(row),
        "may_publish": may(user, organisation, PUBLISH_PROGRAMME),
        "meanwhile": refused.meanwhile if refused else None,
        "refused": refused.sent if refused else None,
    }
    return render(
        request, "pages/forum/programme_edit.html", context, status=refused.status if refused else 200
    )


def _done(
    request: HttpRequest, organisation: Organisation, user: User, event: Event, rows: list[Session]
) -> Refused | None:
    """Do what was pressed, and tell what came of it; return what was sent where it cannot be kept."""
    act = request.POST.get("do", "")
    if act == "ny":
        return _added(request, organisation, user, event)
    row = next((one for one in rows if one.slug == request.POST.get("punkt")), None)
    if row is None:
        raise Http404
    revision = whole_number(request.POST.get("revision", "")) or 0
    if act == "tid":
        return _timed(request, organisation, user, row, revision)
    if act in {"upp", "ner"}:
        other = next((one for one in rows if one.slug == request.POST.get(act)), None)
        if other is None:
            raise Http404
        first, second = (row, other) if act == "upp" else (other, row)
        asked = revision if act == "upp" else None
        doing(
            request,
            lambda: (
                place_session(organisation, actor=user, session=first, before=second, revision=asked) or True
            ),
        )
    elif act in {"stall-in", "ta-tillbaka"}:
        doing(
            request,
            lambda: cancel_session(
                organisation,
                actor=user,
                session=row,
                is_cancelled=act == "stall-in",
                revision=revision,
            ),
        )
    return None


def _day(request: HttpRequest) -> date | None:
    try:
        on = parse_date(request.POST.get("dag", ""))
    except ValueError:  # looks like a day and is none
        return None
    return on if on is not None and FIRST_YEAR <= on.year <= LAST_YEAR else None


def _lacks(form: TimeForm | QuickForm, on: date | None) -> bool:
    """Put a sentence at the start where a time is written that cannot be placed, and tell whether it is."""
    if form.cleaned_data["starts"] is None and form.cleaned_data["ends"] is None:
        return False
    form.add_error("starts", _("Write when it starts too.") if on else _("Write the day of the event first."))
    return True


def _added(request: HttpRequest, organisation: Organisation, user: User, event: Event) -> Refused | None:
    on = _day(request)
    form = QuickForm(request.POST, prefix=new_prefix(on))
    if not form.is_valid():
        return Refused(Sent(form, on=on))
    given = form.cleaned_data
    starts, ends = span(on, given["starts"], given["ends"])
    if starts is None and _lacks(form, on):
        return Refused(Sent(form, on=on))
    point = Point(
        title=given["title"], kind=given["kind"], on=on if starts is None else None, starts=starts, ends=ends
    )
    add_session(organisation, actor=user, event=event, point=point)
    messages.success(request, _("The item is added."))
    return None


def _timed(
    request: HttpRequest, organisation: Organisation, user: User, row: Session, revision: int
) -> Refused | None:
    form = TimeForm(request.POST, prefix=time_prefix(row))
    on = _day(request)
    if not form.is_valid():
        return Refused(Sent(form, row.slug))
    given = form.cleaned_data
    starts, ends = span(on, given["starts"], given["ends"])
    if starts is None and _lacks(form, on):
        return Refused(Sent(form, row.slug))
    try:
        moved = reschedule_session(
            organisation,
            actor=user,
            session=row,
            starts=starts,
            ends=ends,
            follows=given["follows"],
            revision=revision,
        )
    except Unfit as refused:
        form.add_error(refused.field, told(refused.said))
        return Refused(Sent(form, row.slug))
    except NoRoom as refused:
        form.add_error("ends", told(refused.said))
        return Refused(Sent(form, row.slug))
    except ChangedMeanwhile as refused:
        return Refused(Sent(form, row.slug), 409, refused.said)
    others = len(moved) - 1
    if others > 0:
        messages.success(
            request,
            ngettext(
                "The time is changed, and one item followed.",
                "The time is changed, and %(count)s items followed.",
                others,
            )
            % {"count": others},
        )
    else:
        messages.success(request, _("The time is changed."))
    return None


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask for a new item with all its parts, and keep it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    return _write(request, organisation, user, own_event(organisation, event), None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, event: str, session: str) -> HttpResponse:
    """Show an item with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    return _write(request, organisation, user, row, _item(row, session))


def _item(event: Event, slug: str) -> Session:
    return get_object_or_404(sessions_of(event), slug=slug)


def _write(
    request: HttpRequest, organisation: Organisation, user: User, event: Event, row: Session | None
) -> HttpResponse:
    known = point_of(row) if row is not None else None
    sheet = PointSheet(
        known=known,
        first={"day": request.GET.get("dag", "")} if row is None else {},
        days=[one.on for one in event.days.all()],
        places=[one.name for one in event.places.all()],
        others=[
            (one.slug, Called.in_swedish(one.title))
            for one in event.sessions.filter(parent=None)
            if row is None or one.pk != row.pk
        ],
        about=to_tie(organisation, user, ABOUT_ITEM, known.about if known else ()),
        people=people_to_choose(people_of(organisation)),
        data=request.POST if request.method == "POST" else None,
        files=request.FILES or None,
        more=request.POST.get("more", ""),
    )
    new = {name: brought(request, organisation, user, sheet, field=name) for name in ("picture", "document")}

    def point() -> Point:
        picture = picture_id(sheet, row, new["picture"])
        return sheet.wanted(picture=picture, document=document_of(new["document"]))

    def keep(revision: int) -> Session:
        if row is None:
            return add_session(organisation, actor=user, event=event, point=point())
        return change_session(
            organisation, actor=user, session=row, point=point(), revision=revision, now=timezone.now()
        )

    back = reverse("programme_edit", args=[organisation.slug, event.slug])
    return written(
        request,
        organisation,
        kind="session",
        section="forum",
        subject=f"event:{event.slug}",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(point_of(_item(event, row.slug)) if row else None, point()),
        context={
            "event": event,
            "heading": _("Change the item") if row is not None else _("Add an item"),
            "here": "programme_edit",
            "back": back,
            "brought": new,
            "most": settings.MEDIA_MEGABYTES,
            "has_files": True,
            "picture_url": picture_url(event, row),
            "picture_alt": row.picture_alt if row is not None else "",
        },
        onward=f"{back}#{row.slug}" if row is not None else back,
    )


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, event: str, session: str) -> HttpResponse:
    """Say what goes with an item, and then take it out of the programme."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    item = _item(row, session)
    version = latest_version(row)
    is_published = version is not None and str(item.uid) in version.document
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            remove_session(organisation, actor=user, session=item, revision=revision)
            return True

        if not doing(request, act):
            return redirect("session_remove", region, event, session)
        index(organisation)
        messages.success(request, _("The item is cancelled.") if is_published else _("Removed."))
        return redirect("programme_edit", region, event)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "programme_edit",
        "session": item,
        "is_published": is_published,
        "parts": item.children.count(),
        "signed_up": sum(one.taken for one in item.passes.all()),
    }
    return render(request, "pages/forum/session_remove.html", context)
