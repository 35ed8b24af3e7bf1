"""Where a proposal begins: the largest gaps, appraisals further away, new evidence and stronger signals."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.followup.queries import moves_of
from laget.apps.followup.views.doing import asked_by
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS
from laget.pages.mobilisation.grounds import further_away, newest_evidence, stronger_signals, ungathered
from laget.pages.standing import standing_of
from laget.pages.views.gaps import largest
from laget.ui.templatetags.laget import language


@require_safe
def gather(request: HttpRequest, region: str) -> HttpResponse:
    """Show what a proposal can rest on; what is ticked goes with to the page where it is written."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    standing, today = standing_of(organisation), timezone.localdate()
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "mobilisation",
        "standing": standing,
        "appraisals": further_away(organisation),
        "evidence": newest_evidence(organisation, viewer=user, today=today),
        "signals": stronger_signals(organisation, viewer=user),
    }
    if standing is not None:
        order = largest(standing, moves_of(organisation))
        context["gaps"] = ungathered(standing, organisation, viewer=user, order=order, language=language())
    return render(request, "pages/mobilisation/gather.html", context)
