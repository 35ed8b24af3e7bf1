"""An item of a programme with all its parts: new, changed, taken out."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.programme import Point, add_session, change_session, point_of, remove_session
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.fields import people_to_choose
from laget.apps.forum.forms.programme import PointSheet
from laget.apps.forum.models import Event, Session
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.programme import latest_version, sessions_of
from laget.core.asked import whole_number
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
    days = [one.on for one in event.days.all()]
    only = days[0].isoformat() if len(days) == 1 else ""
    sheet = PointSheet(
        known=known,
        first={"day": request.GET.get("dag", only)} if row is None else {},
        days=days,
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
            uid = sheet.form.cleaned_data["uid"]
            return add_session(organisation, actor=user, event=event, point=point(), uid=uid)
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
