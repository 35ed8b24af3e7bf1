"""The door: those who come are checked in by name from a phone, or by the code that they show."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.arrivals import Arrival, check_in, let_in, undo_check_in
from laget.apps.forum.actions.disclosing import see_door
from laget.apps.forum.forms.office import DoorForm, NameForm
from laget.apps.forum.models import Event, Hold, Registration
from laget.apps.forum.permissions import CHECK_IN, SEE_REGISTRATIONS
from laget.apps.forum.queries.events import ATTENDANCE
from laget.apps.forum.queries.lists import Sought, by_name, ids_by_name, registrations_of, standing_of
from laget.apps.forum.queries.registrations import registration_at_door
from laget.core.asked import whole_number
from laget.pages.views.forum.own import discreet
from laget.pages.views.forum.registering import about_data
from laget.pages.views.forum.working import own_event
from laget.ui.templatetags.laget import language

LATEST = "senast"  # the one who was checked in last, by number
MOST = 400  # rows of the list; a name that is looked for finds the others


def _opened(request: HttpRequest, region: str, event: str) -> tuple[Organisation, User, Event]:
    organisation, user = asked_by(request, region, CHECK_IN)
    row = own_event(organisation, event)
    see_door(organisation, actor=user, event=row, now=timezone.now())
    return organisation, user, row


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """List those who are awaited, with a button each; a name to look for stands in no address."""
    organisation, user, row = _opened(request, region, event)
    named = NameForm(request.POST if "name" in request.POST else None)
    if request.method == "POST" and "name" not in request.POST:
        pk = whole_number(request.POST.get("registration", ""))
        one = Registration.objects.filter(event=row, pk=pk).first() if pk is not None else None
        if one is None:
            messages.error(request, _("The registration is no longer here. Look for the name."))
            return redirect("door", region, event)
        _act(request, organisation, user, one)
        return redirect(f"{reverse('door', args=[region, event])}?{LATEST}={one.pk}")
    name = named.cleaned_data["name"] if named.is_bound and named.is_valid() else ""
    rows = registrations_of(row, Sought(name=name))
    if not name:
        rows = rows.filter(arrived_at=None).exclude(state=Registration.State.CANCELLED)
    shown = by_name(rows.filter(pk__in=ids_by_name(rows)[:MOST]))
    latest = whole_number(request.GET.get(LATEST, ""))
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "named": named,
        "name": name,
        "rows": [(one, _seated(one)) for one in shown],
        "latest": Registration.objects.filter(event=row, pk=latest).first() if latest else None,
        "standing": standing_of(row),
        "sees_list": may(user, organisation, SEE_REGISTRATIONS),
    }
    return render(request, "pages/forum/door.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask who somebody is who comes without having registered, and check them in."""
    organisation, user = asked_by(request, region, CHECK_IN)
    row, at = own_event(organisation, event), timezone.now()
    form = DoorForm(row, request.POST if request.method == "POST" else None, now=at)
    if request.method == "POST" and form.is_valid():
        given = form.given(language=language())
        came = doing(request, lambda: let_in(organisation, actor=user, event=row, given=given, now=at))
        if came is not None:
            _say(request, came)
            return redirect(f"{reverse('door', args=[region, event])}?{LATEST}={came.registration.pk}")
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "form": form,
        **about_data(row),
    }
    return render(request, "pages/forum/door_add.html", context)


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:
    """Show who has come, to those at the door who are signed in; everybody else learns nothing of a code."""
    organisation, user, row = _opened(request, region, event)
    one = registration_at_door(row, token)
    if one is None:
        raise Http404
    if request.method == "POST":
        _act(request, organisation, user, one)
        return redirect("door_code", region, event, token)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "reader": None,  # no link of the page says where it is
        "one": one,
        "seat": _seated(one),
        "standing": standing_of(row),
    }
    return render(request, "pages/forum/door_code.html", context)


def _act(request: HttpRequest, organisation: Organisation, user: User, one: Registration) -> None:
    """Check in or undo, and say what came of it without a name: the page shows whom it was."""
    if request.POST.get("act") == "undo":
        undo_check_in(organisation, actor=user, registration=one)
        messages.success(request, _("Undone: not checked in."))
        return
    people = whole_number(request.POST.get("people", "")) or one.size
    came = doing(
        request,
        lambda: check_in(organisation, actor=user, registration=one, people=people, now=timezone.now()),
    )
    if came is not None:
        _say(request, came)


def _say(request: HttpRequest, came: Arrival) -> None:
    """Say that somebody is checked in, or has been already and since when."""
    if came.again and came.registration.arrived_at is not None:
        at = timezone.localtime(came.registration.arrived_at)
        messages.warning(request, _("Already checked in at %(time)s.") % {"time": f"{at:%H.%M}"})
    else:
        messages.success(request, _("Checked in."))


def _seated(one: Registration) -> str:
    """Return the state of what somebody has of attendance: held before offered before waited for."""
    states = {hold.state for hold in one.holds.all() if hold.to.kind in ATTENDANCE}
    return next(
        (state for state in (Hold.State.HELD, Hold.State.OFFERED, Hold.State.WAITING) if state in states), ""
    )
