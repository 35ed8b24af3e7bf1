"""Registration: the form, and what is answered: the same to everybody, registered before or not."""

import ipaddress
from datetime import datetime
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Retention
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.actions.knocks import knock
from laget.apps.forum.actions.registering import MAILS_AN_HOUR, NotOpen, send_link
from laget.apps.forum.actions.registering import register as keep
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.open import stamp
from laget.apps.forum.forms.registration import LinkForm, RegistrationForm
from laget.apps.forum.models import Event
from laget.apps.forum.queries.events import event_at, event_to_register_to, status_of
from laget.apps.forum.queries.registrations import keeping_of
from laget.core.forum.status import Status
from laget.pages.forum.coming import state_in_words
from laget.ui.templatetags.laget import language, told


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask who wants to take part, and mail a link that confirms it."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_to_register_to(organisation, event, viewer=request.user)
    is_sent = request.method == "POST"
    form = RegistrationForm(
        row,
        request.POST if is_sent else None,
        now=now,
        initial={} if is_sent else {"when": stamp(row, now=now)},
    )
    status = HTTPStatus.OK
    if is_sent and not _may_send(request, form, now):
        status = HTTPStatus.TOO_MANY_REQUESTS
    elif is_sent and form.is_valid():
        try:
            if not form.is_by_a_program:
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
        "state": state_in_words(row, state, now=now),
        "is_open": state in {Status.OPEN, Status.FULL},
        **about_data(row),
    }
    return render(request, "pages/forum/register.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def lost(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Mail the link of a registration once more; the same is answered whether there is one or not."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_to_register_to(organisation, event, viewer=request.user)
    is_sent = request.method == "POST"
    form = LinkForm(
        row,
        request.POST if is_sent else None,
        now=now,
        initial={} if is_sent else {"when": stamp(row, now=now)},
    )
    status = HTTPStatus.OK
    if is_sent and not _may_send(request, form, now):
        status = HTTPStatus.TOO_MANY_REQUESTS
    elif is_sent and form.is_valid():
        if not form.is_by_a_program:
            send_link(row, email=form.cleaned_data["email"], now=now)
        said = gettext("If the address is registered, a mail with the link is on its way to it.")
        messages.success(request, said)
        return redirect("registration_lost", region, event)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "form": form,
        "most": MAILS_AN_HOUR,
    }
    return render(request, "pages/forum/registration_lost.html", context, status=status)


def _may_send(request: HttpRequest, form: Form, now: datetime) -> bool:
    """Count a form of the network that it comes from, and put a sentence on it where they are too many."""
    if knock("source", source_of(request), most=settings.FORMS_A_SOURCE, now=now):
        return True
    form.add_error(
        None,
        gettext("So many forms have come from your network that we must wait. Try again in an hour."),
    )
    return False


def source_of(request: HttpRequest) -> str:
    """Return the network that a request comes from: an IPv4 address, or the first half of one of IPv6."""
    try:
        found = get_adapter().get_client_ip(request)
        known = ipaddress.ip_address(found or "0.0.0.0")  # noqa: S104 - of nobody that can be told apart
    except (PermissionDenied, ValueError):
        return "unknown"
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, 64), strict=False))


def about_data(row: Event) -> dict[str, object]:
    """Return who is responsible for what is written, and how long what nobody confirms is kept."""
    return {
        "controller": row.controller or row.organisation.name,
        "unconfirmed": keeping_of(row)[Retention.What.UNCONFIRMED],
    }


@require_safe
def sent(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Say that a mail is on its way: the same to everybody, registered before or not."""
    organisation = organisation_at(region)
    row = event_at(organisation, event, viewer=request.user)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "most": MAILS_AN_HOUR,
        **about_data(row),
    }
    return render(request, "pages/forum/registered.html", context)
