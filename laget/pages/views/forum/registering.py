"""Registration: the form, what is answered, and one's own page by the link that was mailed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.actions.registering import NotOpen, answer_offer, cancel, confirm
from laget.apps.forum.actions.registering import register as keep
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms import RegistrationForm
from laget.apps.forum.queries.events import event_at, status_of
from laget.apps.forum.queries.registrations import place_in_list, registration_by
from laget.core.forum.status import Status
from laget.ui.templatetags.laget import language, told


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask who wants to take part, and mail a link that confirms it."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_at(organisation, event, viewer=request.user)
    form = RegistrationForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep(row, given=form.given(language=language()), now=now)
        except NotOpen as refused:
            form.add_error(None, told(refused.said))
        except Unfit as refused:
            form.add_error(refused.field if refused.field in form.fields else None, told(refused.said))
        else:
            return redirect("registered", region, event)
    state = status_of(row, now=now)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "form": form,
        "status": state,
        "is_open": state in {Status.OPEN, Status.FULL},
    }
    return render(request, "pages/forum/register.html", context)


@require_safe
def sent(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Say that a mail is on its way: the same to everybody, registered before or not."""
    organisation = organisation_at(region)
    row = event_at(organisation, event, viewer=request.user)
    context = {"organisation": organisation, "section": "forum", "event": row}
    return render(request, "pages/forum/registered.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:
    """Show somebody their own registration by its link, and let them confirm, answer or cancel."""
    organisation, now = organisation_at(region), timezone.now()
    row = registration_by(token)
    if row is None or row.event.slug != event or row.event.organisation_id != organisation.pk:
        raise Http404
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "confirm":
            confirm(row, now=now)
            messages.success(request, gettext("Your registration is confirmed."))
        elif act == "cancel":
            cancel(row, now=now)
            messages.success(request, gettext("Your registration is cancelled."))
        elif act in {"take", "leave"}:
            hold = row.holds.filter(pk=request.POST.get("hold", ""), state="offered").first()
            if hold is None or not answer_offer(row, offered=hold, takes=act == "take", now=now):
                messages.error(request, gettext("The offer is no longer there."))
            elif act == "take":
                messages.success(request, gettext("The seat is yours."))
        return redirect("registration", region, event, token)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row.event,
        "registration": row,
        "holds": [(one, place_in_list(one)) for one in row.holds.select_related("to")],
    }
    return render(request, "pages/forum/registration.html", context)
