"""The overview: what is gathered around by years, the platforms, and the large gaps that nobody takes up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.queries import moves_of
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS, WRITE_MOBILISATIONS, WRITE_PLATFORMS
from laget.apps.mobilisation.queries import mobilisations_seen_by, platforms_seen_by, with_parts
from laget.pages.mobilisation.grounds import ungathered
from laget.pages.mobilisation.sofar import targets_of
from laget.pages.standing import Standing, standing_of
from laget.pages.views.gaps import largest
from laget.ui.templatetags.laget import language

SHOWN = 6  # of the gaps that nobody gathers around
State = Mobilisation.State


@require_safe
def mobilisations(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is gathered around, what is proposed to those who may see it, platforms and what is left."""
    organisation, today = organisation_at(region), timezone.localdate()
    standing = standing_of(organisation)
    seen = mobilisations_seen_by(organisation, viewer=request.user)
    rows = list(with_parts(seen, organisation, viewer=request.user))
    platforms = platforms_seen_by(organisation, viewer=request.user)
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "mobilisation",
        "standing": standing,
        "today": today,
        "chosen": [(row, _gaps(standing, row)) for row in rows if row.state == State.CHOSEN],
        "proposed": [row for row in rows if row.state == State.PROPOSED],
        "past": [row for row in rows if row.state in {State.CLOSED, State.DECLINED}],
        "platforms": list(platforms.prefetch_related("undertakings__mobilisation")),
        "may_write": may(request.user, organisation, WRITE_MOBILISATIONS),
        "may_decide": may(request.user, organisation, DECIDE_MOBILISATIONS),
        "may_write_platforms": may(request.user, organisation, WRITE_PLATFORMS),
    }
    if standing is not None:
        order = largest(standing, moves_of(organisation))
        context["left"] = ungathered(
            standing, organisation, viewer=request.user, order=order, language=language(), most=SHOWN
        )
    return render(request, "pages/mobilisation/overview.html", context)


def _gaps(standing: Standing | None, row: Mobilisation) -> list[Any]:
    if standing is None:
        return []
    known = [target for target in targets_of(row) if target in standing.verdicts]
    return standing.gaps(known, language=language())
