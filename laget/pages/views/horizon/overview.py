"""The horizon as a whole: the matrix, the graph of drivers, tables; what is pending; as data."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.horizon.models import Signal
from laget.apps.horizon.permissions import SELECT_SIGNALS, WRITE_SIGNALS
from laget.apps.horizon.queries import (
    moment_of,
    signals_seen_by,
    state_of,
    steps_of,
    years_scanned,
    years_selected,
)
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.asked import whole_number
from laget.core.horizon.steps import State
from laget.pages.horizon.overview import Due, overview
from laget.pages.horizon.words import COURSES, SIGNS


@require_safe
def horizon(request: HttpRequest, region: str) -> HttpResponse:
    """Show the signals of the year `ar`, or as they are now, of kind `slag`, level `niva`, touching `ror`."""
    organisation, today = organisation_at(region), timezone.localdate()
    years = years_scanned(organisation, viewer=request.user)
    year = whole_number(request.GET["ar"]) if request.GET.get("ar") else None
    if request.GET.get("ar") and year not in years:
        raise Http404(gettext("There was no scan that year."))
    found = overview(organisation, viewer=request.user, today=today, asked=request.GET, year=year)
    version = version_in_force(organisation)
    kept = set(signals_seen_by(organisation, viewer=request.user).values_list("slug", flat=True))
    own = document_of(version).signals if version is not None else ()
    context = {
        "organisation": organisation,
        "section": "horizon",
        "overview": found,
        "years": years,
        "year": year,
        "this_year": today.year,
        "selections": years_selected(organisation, viewer=request.user),
        "own": [one for one in own if one.id not in kept],
        "kinds": Signal.Kind,
        "courses": [(value, SIGNS[value], word) for value, word in COURSES.items()],
        "may_write": may(request.user, organisation, WRITE_SIGNALS),
        "may_select": may(request.user, organisation, SELECT_SIGNALS),
    }
    return render(request, "pages/horizon/overview.html", context)


@require_safe
def pending(request: HttpRequest, region: str) -> HttpResponse:
    """Show the steps of what is pending in order of time, year by year."""
    organisation, today = organisation_at(region), timezone.localdate()
    signals = signals_seen_by(organisation, viewer=request.user).filter(kind=Signal.Kind.PENDING)
    steps = [Due(one, state_of(one, today=today)) for one in steps_of(signals)]
    ahead = [due for due in steps if due.state is State.AHEAD]
    context = {
        "organisation": organisation,
        "section": "horizon",
        "years": [(year, list(those)) for year, those in groupby(steps, key=lambda due: due.step.on.year)],
        "next": ahead[0] if ahead else None,
        "overdue": sum(due.state is State.OVERDUE for due in steps),
        "without": [one for one in signals if one.pk not in {due.step.signal_id for due in steps}],
    }
    return render(request, "pages/horizon/pending.html", context)


@require_safe
def signals(request: HttpRequest, region: str) -> HttpResponse:
    """Give the public signals as data, the same to everybody."""
    organisation = organisation_at(region)
    rows = signals_seen_by(organisation, viewer=None).prefetch_related(
        "years", "touches", "steps", "sources__evidence", "driven_by__driver"
    )
    answer = JsonResponse(
        {
            "region": organisation.slug,
            "signals": [_as_data(request, region, one) for one in rows.order_by("slug")],
        },
        json_dumps_params={"ensure_ascii": False, "sort_keys": True},
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _as_data(request: HttpRequest, region: str, signal: Signal) -> dict[str, Any]:
    """Return a signal with its parts; evidence is told at its own page, which knows its embargo."""
    address = reverse("signal", args=[region, signal.slug])
    return {
        "id": signal.slug,
        "address": request.build_absolute_uri(address),
        "kind": signal.kind,
        "form": signal.form,
        "level": signal.level,
        "title": signal.title,
        "text": signal.text,
        "for_county": signal.for_county,
        "since": signal.since,
        "sureness": signal.sureness,
        "strength": signal.strength,
        "soon": signal.soon,
        "years": [
            {
                "year": one.year,
                "course": one.course,
                "strength": one.strength,
                "soon": one.soon,
                "note": one.note,
            }
            for one in signal.years.all()
        ],
        "touches": [
            {"address": one.address, "how": one.how, "text": one.text} for one in signal.touches.all()
        ],
        "driven_by": [
            {"signal": one.driver.slug, "text": one.text, "since": one.since, "until": one.until}
            for one in signal.driven_by.all()
            if one.driver.public
        ],
        "steps": [
            {"when": moment_of(one).written, "title": one.title, "done": one.done}
            for one in signal.steps.all()
        ],
        "sources": [
            {"title": one.title, "publisher": one.publisher, "year": one.year, "link": one.link}
            for one in signal.sources.all()
            if one.evidence_id is None
        ],
    }
