"""A platform as it is read, and the pages where it is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.mobilisation.actions import Unfit, add_platform, change_platform, remove_platform
from laget.apps.mobilisation.actions.platforms import group_of
from laget.apps.mobilisation.forms import PlatformSheet
from laget.apps.mobilisation.models import Deed, Mobilisation, Platform
from laget.apps.mobilisation.permissions import WRITE_PLATFORMS
from laget.apps.mobilisation.queries import mobilisations_seen_by, platforms_seen_by
from laget.core.asked import whole_number
from laget.core.units import swedish_key
from laget.pages.forum.taken_up import taken_up
from laget.pages.index import index
from laget.pages.views.sheets import written
from laget.ui.choices import Called


@require_safe
def platform(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a platform: its mandate, who sits in it, what it takes on, when it met, what it has done."""
    organisation = organisation_at(region)
    row = get_object_or_404(platforms_seen_by(organisation, viewer=request.user), slug=slug)
    seen = mobilisations_seen_by(organisation, viewer=request.user)
    today = timezone.localdate()
    seats = list(row.seats.all())
    context = {
        "organisation": organisation,
        "section": "mobilisation",
        "platform": row,
        "seats": [one for one in seats if one.until is None or one.until >= today.year],
        "left": [one for one in seats if one.until is not None and one.until < today.year],
        "undertakings": row.undertakings.filter(mobilisation__in=seen).select_related("mobilisation"),
        "meetings": row.meetings.all(),
        "taken_up": taken_up(organisation, [f"platform:{row.slug}"], viewer=request.user, now=timezone.now()),
        "deeds": _deeds(row, {one.pk for one in seen}),
        "may_write": may(request.user, organisation, WRITE_PLATFORMS),
    }
    return render(request, "pages/mobilisation/platform.html", context)


def _deeds(row: Platform, seen: set[int]) -> list[tuple[int, list[Deed]]]:
    """Return what it has done by year, latest first, less what was done for what may not be seen."""
    years: dict[int, list[Deed]] = {}
    for one in row.deeds.select_related("mobilisation"):
        if one.mobilisation_id is None or one.mobilisation_id in seen:
            years.setdefault(one.year, []).append(one)
    return sorted(years.items(), reverse=True)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new platform, and keep it."""
    organisation, user = asked_by(request, region, WRITE_PLATFORMS)
    return _write(request, organisation, user, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a platform with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, WRITE_PLATFORMS)
    return _write(request, organisation, user, _own(organisation, slug))


def _own(organisation: Organisation, slug: str) -> Platform:
    return get_object_or_404(Platform, organisation=organisation, slug=slug)


def _write(
    request: HttpRequest, organisation: Organisation, user: User, row: Platform | None
) -> HttpResponse:
    sheet = PlatformSheet(
        questions=_questions(organisation, user, row),
        known=group_of(row) if row is not None else None,
        data=request.POST if request.method == "POST" else None,
        more=request.POST.get("more", ""),
    )

    def keep(revision: int) -> Platform:
        if row is None:
            return add_platform(organisation, actor=user, wanted=sheet.wanted)
        return change_platform(organisation, actor=user, platform=row, wanted=sheet.wanted, revision=revision)

    return written(
        request,
        organisation,
        kind="platform",
        section="mobilisation",
        subject=f"platform:{row.slug}" if row is not None else "",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(group_of(row) if row is not None else None, sheet.wanted),
        context={"is_platform": True},
    )


def _questions(organisation: Organisation, user: User, row: Platform | None) -> list[tuple[str, str]]:
    """Return the mobilisations to choose among: those somebody may see, and those it has already."""
    seen = mobilisations_seen_by(organisation, viewer=user).exclude(state=Mobilisation.State.DECLINED)
    found = dict(seen.values_list("slug", "title"))
    if row is not None:
        kept = Mobilisation.objects.filter(undertakings__platform=row) | Mobilisation.objects.filter(
            deeds__platform=row
        )
        found |= dict(kept.values_list("slug", "title"))
    known = [(slug, Called.of(title)) for slug, title in found.items()]
    return sorted(known, key=lambda one: swedish_key(one[1]))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say what goes with a platform, and then remove it."""
    organisation, user = asked_by(request, region, WRITE_PLATFORMS)
    row = _own(organisation, slug)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            remove_platform(organisation, actor=user, platform=row, revision=revision)
            return True

        if not doing(request, act):
            return redirect("platform", region, slug)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("mobilisations", region)
    context = {"organisation": organisation, "section": "mobilisation", "one": row, "kind": "platform"}
    return render(request, "pages/mobilisation/remove.html", context)
