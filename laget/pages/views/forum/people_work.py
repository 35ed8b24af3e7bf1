"""Those who take part in events, as the organiser works with them: new, changed, taken down everywhere."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.people import add_person, change_person, known_of, take_down_person
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.people import PersonSheet
from laget.apps.forum.models import Event, Person
from laget.apps.forum.permissions import EDIT_FORUM
from laget.core.asked import whole_number
from laget.core.units import swedish_key
from laget.pages.views.forum.working import brought, picture_id
from laget.pages.views.sheets import written


@never_cache
@require_safe
def people(request: HttpRequest, region: str) -> HttpResponse:
    """List those who take part in events, each with how many and what they have agreed to."""
    organisation, _user = asked_by(request, region, EDIT_FORUM)
    rows = Person.objects.filter(organisation=organisation)
    rows = rows.annotate(events=Count("participants__event", distinct=True))
    context = {
        "organisation": organisation,
        "section": "forum",
        "people": sorted(rows, key=lambda one: swedish_key(one.name)),
    }
    return render(request, "pages/forum/people_work.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for somebody who takes part, and keep them."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    return _write(request, organisation, user, None)


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Show a person with all that is kept, and keep what is written; it shows wherever they take part."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    return _write(request, organisation, user, _own(organisation, pk))


def _own(organisation: Organisation, pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("picture"), organisation=organisation, pk=pk)


def _write(request: HttpRequest, organisation: Organisation, user: User, row: Person | None) -> HttpResponse:
    sheet = PersonSheet(
        known=known_of(row) if row is not None else None,
        data=request.POST if request.method == "POST" else None,
        files=request.FILES or None,
    )
    new = {"picture": brought(request, organisation, user, sheet, field="picture")}

    def wanted() -> Any:
        return sheet.wanted(picture=picture_id(sheet, row, new["picture"]))

    def keep(revision: int) -> Person:
        if row is None:
            return add_person(organisation, actor=user, known=wanted())
        return change_person(organisation, actor=user, person=row, known=wanted(), revision=revision)

    back = reverse("participants", args=[organisation.slug])
    return written(
        request,
        organisation,
        kind="person",
        section="forum",
        subject=f"participant:{row.pk}" if row is not None else "",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(known_of(row) if row is not None else None, wanted()),
        context={
            "heading": _("Change who takes part") if row is not None else _("Add somebody who takes part"),
            "back": back,
            "brought": new,
            "most": settings.MEDIA_MEGABYTES,
            "has_files": True,
            "events": _events(row) if row is not None else [],
        },
        onward=back,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Say where a person is taken down from, and then do it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = _own(organisation, pk)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            take_down_person(organisation, actor=user, person=row, revision=revision)
            return True

        if not doing(request, act):
            return redirect("participant_remove", region, pk)
        messages.success(request, _("The person is taken down from every page."))
        return redirect("participants", region)
    context = {
        "organisation": organisation,
        "section": "forum",
        "person": row,
        "events": _events(row),
    }
    return render(request, "pages/forum/person_remove.html", context)


def _events(row: Person) -> list[Event]:
    return list(Event.objects.filter(participants__person=row).select_related("organisation").distinct())
