"""The overview: which large gaps have no initiative, and which directions have many."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.queries import moves_of
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import initiatives_seen_by
from laget.core.followup.reach import Reach
from laget.core.strategy.tree import level_word
from laget.pages.initiatives.gaps import MANY, OVER, directions, without
from laget.pages.standing import standing_of
from laget.pages.views.gaps import largest
from laget.ui.templatetags.laget import language

BEHIND = frozenset({Reach.TOO_SLOW, Reach.WRONG_WAY})


@require_safe
def overview(request: HttpRequest, region: str) -> HttpResponse:
    """Show the gaps that no initiative answers, largest first, and the directions by their initiatives."""
    organisation = organisation_at(region)
    standing = standing_of(organisation)
    seen = initiatives_seen_by(organisation, viewer=request.user).prefetch_related("serves", "hopes")
    every = list(seen)
    running = [one for one in every if one.status not in OVER]
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "standing": standing,
        "running": running,
        "many": MANY,
        "may_write": may(request.user, organisation, WRITE_INITIATIVES),
    }
    if standing is not None:
        order = largest(standing, moves_of(organisation))
        lacking = without(standing, running, order=order)
        found = directions(standing.document, every)
        context |= {
            "gaps": standing.gaps(lacking, language=language()),
            "directions": found,
            "empty": [one for one in found if not one.initiatives],
            "level": level_word(standing.document, "direction"),
            "behind": sum(standing.verdicts[target].reach in BEHIND for target in lacking),
        }
    return render(request, "pages/initiatives/overview.html", context)
