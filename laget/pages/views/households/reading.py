"""Households as they are read: all of them, one with all that touches it, and the choice of one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.households.queries import household_at, households_seen_by, people_of
from laget.core.areas import UnknownArea, area
from laget.core.words.household import initiatives_told, who
from laget.core.words.said import Said
from laget.pages.forum.taken_up import taken_up
from laget.pages.households.band import ASKED, COOKIE
from laget.pages.households.meanings import meanings_of
from laget.pages.households.touching import Around

BACK = "sida"  # the page that a household is chosen on


@require_safe
def households(request: HttpRequest, region: str) -> HttpResponse:
    """Show the households of a region, and let a reader choose one to read the pages by."""
    organisation = organisation_at(region)
    rows = list(households_seen_by(organisation, viewer=request.user).prefetch_related("people"))
    context = {
        "organisation": organisation,
        "section": "households",
        "rows": [(row, _who(row)) for row in rows],
        "here": _local(request.GET.get(BACK, ""), otherwise=reverse("start", args=[region])),
        "may_write": may(request.user, organisation, COMPOSE_HOUSEHOLDS),
    }
    return render(request, "pages/households/list.html", context)


def _who(row: Household) -> Said:
    try:
        return who(people_of(row), area(row.area))
    except UnknownArea:  # a municipality that there no longer is
        return Said("", "")


@require_safe
def household(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a household: who they are, its figures, goals, initiatives, and what things mean for it."""
    organisation, today = organisation_at(region), timezone.localdate()
    row = household_at(organisation, slug, viewer=request.user)
    around = Around(organisation, row, request.user, today.year)
    written, sessions = meanings_of(organisation, row, viewer=request.user, today=today)
    context = {
        "organisation": organisation,
        "section": "households",
        "household": row,
        "who": _who(row),
        "around": around,
        "standing": around.standing,
        "figures": around.told(around.wanted),
        "initiatives_said": initiatives_told(len(around.initiatives)),
        "written": written,
        "sessions": sessions,
        "taken_up": taken_up(
            organisation, [f"household:{row.slug}"], viewer=request.user, now=timezone.now()
        ),
        "here": reverse("start", args=[region]),
        "may_write": may(request.user, organisation, COMPOSE_HOUSEHOLDS),
    }
    return render(request, "pages/households/household.html", context)


@require_safe
def choose(request: HttpRequest, region: str) -> HttpResponse:
    """Let a reader read the pages by a household, or by none; go on to the page it was chosen on.

    The address that follows names the household, so that it can be linked to and works without cookies.
    """
    organisation = organisation_at(region)
    slug = request.GET.get(ASKED, "")
    if slug:
        household_at(organisation, slug, viewer=request.user)
    path, _mark, given = _local(
        request.GET.get(BACK, ""), otherwise=reverse("start", args=[region])
    ).partition("?")
    query = QueryDict(given, mutable=True)
    query.pop(ASKED, None)
    if slug:
        query[ASKED] = slug
    answer = redirect(f"{path}?{query.urlencode()}" if query else path)
    if slug:
        answer.set_cookie(
            COOKIE,
            f"{organisation.slug}:{slug}",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _local(address: str, *, otherwise: str) -> str:
    """Return an address within the site as it was asked, else another."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address.partition("#")[0] if is_own else otherwise
