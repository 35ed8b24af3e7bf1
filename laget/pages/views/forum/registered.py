"""Those who have registered, as the organiser works with them: the list, one of them, by hand, in numbers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.digital import send_link_again
from laget.apps.forum.actions.disclosing import see_needs, see_registrations
from laget.apps.forum.actions.erasing import erase_registration
from laget.apps.forum.actions.office import add_by_hand, cancel_for, send_confirmation, send_mail_again
from laget.apps.forum.actions.reaching import want_municipalities
from laget.apps.forum.actions.registering import NotOpen
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.office import HandForm, NameForm, SoughtForm
from laget.apps.forum.models import Event, Need, Registration
from laget.apps.forum.permissions import (
    DISCLOSE_REGISTRATIONS,
    EDIT_FORUM,
    ERASE_PEOPLE,
    HANDLE_REGISTRATIONS,
    SEE_NEEDS,
    SEE_REGISTRATIONS,
)
from laget.apps.forum.queries.lists import (
    by_name,
    ids_by_name,
    mails_about,
    needed_of,
    registrations_of,
    seats_of,
    standing_of,
    unreached_of,
)
from laget.apps.forum.queries.registrations import place_in_list
from laget.apps.forum.queries.statistics import reached_of, turnout_of
from laget.core.areas import area
from laget.core.asked import whole_number
from laget.pages.views.forum.registering import about_data
from laget.pages.views.forum.working import own_event
from laget.ui.templatetags.laget import language, told

ON_A_PAGE = 100


def _opened(request: HttpRequest, region: str, event: str) -> tuple[Organisation, User, Event]:
    """Return an event whose registrations somebody may see, and write down that they do."""
    organisation, user = asked_by(request, region, SEE_REGISTRATIONS)
    row = own_event(organisation, event)
    see_registrations(organisation, actor=user, event=row, now=timezone.now())
    return organisation, user, row


def _about(row: Event, here: str) -> dict[str, object]:
    return {"organisation": row.organisation, "section": "forum", "event": row, "here": here}


@never_cache
@require_http_methods(["GET", "POST"])
def registrations(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """List those who have registered; a name to look for is sent as a form, and stands in no address."""
    organisation, user, row = _opened(request, region, event)
    form, named = SoughtForm(row, request.GET), NameForm(request.POST or None)
    name = named.cleaned_data["name"] if request.method == "POST" and named.is_valid() else ""
    rows = registrations_of(row, form.sought(name=name))
    ids = ids_by_name(rows)
    page = Paginator(ids, ON_A_PAGE if not name else max(1, len(ids))).get_page(request.GET.get("sida"))
    context = _about(row, "registrations") | {
        "form": form,
        "named": named,
        "name": name,
        "page": page,
        "rows": by_name(rows.filter(pk__in=page.object_list)),
        "seats": seats_of(row),
        "standing": standing_of(row),
        "unreached": unreached_of(row),
        "may_disclose": may(user, organisation, DISCLOSE_REGISTRATIONS),
        "may_handle": may(user, organisation, HANDLE_REGISTRATIONS),
    }
    return render(request, "pages/forum/registrations.html", context)


@never_cache
@require_safe
def now(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Give the seats and the waiting list as they stand, for the list to show while it is open."""
    organisation, _user = asked_by(request, region, SEE_REGISTRATIONS)
    row = own_event(organisation, event)
    context = _about(row, "") | {"seats": seats_of(row), "standing": standing_of(row)}
    return render(request, "pages/forum/registrations_now.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Show one registration: who, what they hold and answered; let it be cancelled, and mailed once more."""
    organisation, user, row = _opened(request, region, event)
    registration = get_object_or_404(
        Registration.objects.select_related("event__organisation"), event=row, pk=pk
    )
    at = timezone.now()
    if request.method == "POST":
        if request.POST.get("act") == "erase":
            erase_registration(organisation, actor=user, registration=registration, now=at)
            messages.success(request, _("The registration is forgotten."))
            return redirect("registrations", region, event)
        _do(request, organisation, user, registration)
        return redirect("registration_office", region, event, pk)
    sees = may(user, organisation, SEE_NEEDS)
    need = Need.objects.filter(registration=registration).first() if sees else None
    if need is not None:
        see_needs(organisation, actor=user, event=row, now=at)
    holds = registration.holds.select_related("to", "to__session").order_by("to__number", "to_id")
    context = _about(row, "registrations") | {
        "registration": registration,
        "holds": [(one, place_in_list(one)) for one in holds],
        "answers": registration.answers.select_related("question").order_by("question__number", "pk"),
        "area": area(registration.area).name_sv if registration.area else "",
        "need": need,
        "may_handle": may(user, organisation, HANDLE_REGISTRATIONS),
        "may_erase": may(user, organisation, ERASE_PEOPLE),
        "mails": mails_about(registration),
    }
    return render(request, "pages/forum/registration_office.html", context)


def _do(request: HttpRequest, organisation: Organisation, user: User, row: Registration) -> None:
    """Do what a button asks for, and say what came of it."""
    if request.POST.get("act") == "cancel":
        cancel_for(organisation, actor=user, registration=row, now=timezone.now())
        told_them = _("The registration is cancelled, and they get a mail about it.")
        messages.success(request, told_them if row.email else _("The registration is cancelled."))
    elif request.POST.get("act") == "link":
        again = doing(
            request, lambda: send_link_again(organisation, actor=user, registration=row, now=timezone.now())
        )
        if again is not None:
            messages.success(request, _("The link is sent to them once more."))
    elif request.POST.get("act") == "again":
        one = get_object_or_404(mails_about(row), pk=whole_number(request.POST.get("mail", "")))
        if send_mail_again(organisation, actor=user, registration=row, message=one, now=timezone.now()):
            messages.success(request, _("The mail is on its way once more."))
    elif request.POST.get("act") == "mail":
        sent = doing(request, lambda: send_confirmation(organisation, actor=user, registration=row))
        if sent is not None:
            messages.success(request, _("The mail is on its way once more."))


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask for what somebody says who calls to register, and register them by the same law."""
    organisation, user = asked_by(request, region, HANDLE_REGISTRATIONS)
    row, at = own_event(organisation, event), timezone.now()
    form = HandForm(row, request.POST if request.method == "POST" else None, now=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_by_hand(
                organisation, actor=user, event=row, given=form.given(language=language()), now=at
            )
        except NotOpen as refused:
            form.add_error(None, told(refused.said))
        except Unfit as refused:
            form.add_error(refused.field if refused.field in form.fields else None, told(refused.said))
        else:
            mailed = _("The registration is kept and confirmed. A mail is on its way.")
            messages.success(request, mailed if made.email else _("The registration is kept and confirmed."))
            return redirect("registration_office", region, event, made.pk)
    context = _about(row, "registrations") | {"form": form, **about_data(row)}
    return render(request, "pages/forum/registration_add.html", context)


@never_cache
@require_safe
def needs(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the food and access that is needed, without names."""
    organisation, user = asked_by(request, region, SEE_NEEDS)
    row = own_event(organisation, event)
    see_needs(organisation, actor=user, event=row, now=timezone.now())
    return render(
        request, "pages/forum/needs.html", _about(row, "registrations_needs") | {"needed": needed_of(row)}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def statistics(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show who was reached, by kind of organisation and municipality, and who was not."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    if request.method == "POST":
        want_municipalities(organisation, actor=user, event=row)
        messages.success(request, _("Every municipality of the county is now among those to reach."))
        return redirect("registrations_statistics", region, event)
    reached = reached_of(row)
    turnout = turnout_of(row)
    context = _about(row, "registrations_statistics") | {
        "turnout": turnout,
        "sorts": [(_sort(one.of), one) for one in turnout.sorts],
        "areas": [(area(one.of).name_sv if one.of else _("Not stated"), one) for one in turnout.areas],
        "reached": reached,
        "missing": [one for one in reached if one.is_known and not one.registered and not one.came],
        "has_county": bool(organisation.area),
    }
    return render(request, "pages/forum/statistics.html", context)


def _sort(of: str) -> str:
    return str(Registration.Sort(of).label)
