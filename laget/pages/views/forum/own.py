"""One's own registration, by the link that was mailed: seen, changed, moved, cancelled, forgotten."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Retention
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.actions.registering import cancel, confirm, forget
from laget.apps.forum.actions.selfservice import NotNow, answer_offer, change, leave_list, move
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.registration import RegistrationForm, written_of
from laget.apps.forum.models import Hold, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE, attendance_passes, ends_of, free_of, offers_until
from laget.apps.forum.queries.registrations import data_of, keeping_of, place_in_list, registration_by
from laget.pages.forum.takeout import link_of
from laget.pages.views.forum.registering import about_data
from laget.ui.templatetags.laget import language, told

View = Callable[..., HttpResponse]


def discreet(view: View) -> View:
    """Let no page that one goes on to, no store and no search engine learn the link of a page.

    The origin alone is sent along, since without it the browser hides where a form comes from.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "strict-origin"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return shown


def registration_at(region: str, event: str, token: str) -> Registration:
    """Return the registration of a link; raises Http404."""
    organisation = organisation_at(region)
    row = registration_by(token)
    if row is None or row.event.slug != event or row.event.organisation_id != organisation.pk:
        raise Http404
    return row


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:
    """Show somebody their own registration by its link, and let them answer, move, cancel or be forgotten."""
    row, now = registration_at(region, event, token), timezone.now()
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "forget":
            forget(row, now=now)
            messages.success(request, gettext("You are forgotten: nothing is left of your registration."))
            return redirect("event", region, event)
        try:
            _do(request, row, act, now=now)
        except (NotNow, Unfit) as refused:
            messages.error(request, told(refused.said))
        return redirect("registration", region, event, token)
    holds = list(row.holds.select_related("to", "to__session").order_by("to__number", "to_id"))
    until = offers_until(row.event)
    is_closed = until is not None and until <= now
    ends = ends_of(row.event)
    context = {
        "organisation": row.event.organisation,
        "section": "forum",
        "reader": None,  # no link of the page says where it is
        "event": row.event,
        "registration": row,
        "token": token,
        "holds": [(one, place_in_list(one)) for one in holds],
        "moves": _moves(row, holds) if not is_closed else [],
        "is_closed": is_closed,
        "waits": [one for one in holds if one.to.kind in ATTENDANCE and one.state != Hold.State.HELD],
        "has_seat": any(one.to.kind in ATTENDANCE and one.state == Hold.State.HELD for one in holds),
        "is_over": ends is not None and ends <= now,
        "shows_code": row.state == Registration.State.CONFIRMED
        and (ends is None or now < ends)
        and any(one.to.kind == Pass.Kind.ON_SITE and one.state == Hold.State.HELD for one in holds),
        "link": link_of(row),
        "answers": row.answers.select_related("question").order_by("question__number", "question_id"),
        "kept": keeping_of(row.event)[Retention.What.REGISTRATION],
        **about_data(row.event),
    }
    return render(request, "pages/forum/registration.html", context)


def _do(request: HttpRequest, row: Registration, act: str, *, now: datetime) -> None:
    """Do what a button asks for, and say what came of it."""
    if act == "confirm":
        confirm(row, now=now)
        messages.success(request, gettext("Your registration is confirmed."))
    elif act == "cancel":
        cancel(row, now=now)
        messages.success(request, gettext("Your registration is cancelled."))
    elif act in {"take", "leave", "last", "leave_list"}:
        one = row.holds.filter(pk=_number(request, "hold")).first()
        if one is None or not (
            leave_list(row, waiting=one, now=now)
            if act == "leave_list"
            else answer_offer(row, offered=one, answer=act, now=now)
        ):
            messages.error(request, gettext("The offer is no longer there."))
        elif act == "take":
            messages.success(request, gettext("The seat is yours."))
        elif act == "last":
            messages.success(request, gettext("You stand last in the list."))
        else:
            messages.success(request, gettext("You have left the list."))
    elif act == "move":
        to = Pass.objects.filter(pk=_number(request, "to"), event=row.event_id).first()
        if to is not None:
            new = move(row, to=to, stays="stays" in request.POST, now=now)
            if new.state == Hold.State.HELD:
                messages.success(request, gettext("You have changed how you take part."))
            else:
                messages.success(
                    request, gettext("It is full. You stand in the list, and keep what you have meanwhile.")
                )


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _moves(row: Registration, holds: list[Hold]) -> list[tuple[Pass, bool]]:
    """Return the forms of attendance that one has no seat or place in, and whether all of a group fit."""
    known = {one.to_id for one in holds}
    others = [one for one in attendance_passes(row.event) if one.pk not in known]
    found = [(one, (free := free_of(one)) is None or free >= row.size) for one in others]
    return [(one, fits) for one, fits in found if fits or row.event.has_waiting_list]


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def change_registration(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:
    """Let somebody change what they wrote, who comes along, and the days, meals and items they take."""
    row, now = registration_at(region, event, token), timezone.now()
    if row.state != Registration.State.CONFIRMED:
        return redirect("registration", region, event, token)
    form = RegistrationForm(row.event, request.POST or None, now=now, registration=row)
    if request.method == "POST" and form.is_valid():
        try:
            change(row, given=form.given(language=language()), now=now)
        except NotNow as refused:
            form.add_error(None, told(refused.said))
        except Unfit as refused:
            form.add_error(refused.field if refused.field in form.fields else None, told(refused.said))
        else:
            messages.success(request, gettext("Your registration is changed."))
            return redirect("registration", region, event, token)
    elif request.method != "POST":
        form.initial = written_of(row, form)
    context = {
        "organisation": row.event.organisation,
        "section": "forum",
        "reader": None,
        "event": row.event,
        "registration": row,
        "token": token,
        "form": form,
        **about_data(row.event),
    }
    return render(request, "pages/forum/change_registration.html", context)


@discreet
@never_cache
@require_safe
def registration_data(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:  # noqa: ARG001
    """Give somebody all that is held of their registration, as JSON."""
    row = registration_at(region, event, token)
    answer = JsonResponse(data_of(row), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="anmalan.json"'
    return answer
