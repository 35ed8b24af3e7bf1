"""The start pages: of the installation, and of an organisation."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import organisation_at
from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.followup.models import GapMove
from laget.apps.followup.queries import editions_of, moves_of, shown_of
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.queries import mobilisations_seen_by
from laget.core.followup.reach import Reach
from laget.core.units import swedish_key
from laget.pages.forum.coming import coming
from laget.pages.horizon.chosen import in_brief
from laget.pages.initiatives.gaps import under_way
from laget.pages.initiatives.people import people_in
from laget.pages.initiatives.sums import initiatives_in_brief
from laget.pages.standing import Standing, standing_of
from laget.pages.views.gaps import largest, unjudged, with_moves

SHOWN = 5  # of the largest gaps
NEWEST = 3  # of the evidence that is open, and of the events to come
CLOSED = (Reach.MET, Reach.NOT_JUDGED)  # where no gap is left, or none is known


def home(request: HttpRequest) -> HttpResponse:
    """Show the organisations of the installation; where there is one, its own start page."""
    organisations = _by_name()
    if len(organisations) == 1:
        return redirect("start", organisations[0].slug)
    regions = [one for one in organisations if one.kind == Organisation.Kind.REGION]
    networks = [one for one in organisations if one.kind == Organisation.Kind.NETWORK]
    return render(request, "pages/home.html", {"regions": regions, "networks": networks})


def _by_name() -> list[Organisation]:
    """Return every organisation of the installation, in Swedish order."""
    return sorted(Organisation.objects.all(), key=lambda one: swedish_key(one.name))


def start(request: HttpRequest, region: str) -> HttpResponse:
    """Show how it goes in ten seconds: the tally, the goals, the largest gaps, what is new."""
    context: dict[str, Any]
    organisation = organisation_at(region)
    if organisation.kind == Organisation.Kind.NETWORK:
        regions = [one for one in _by_name() if one.kind == Organisation.Kind.REGION]
        context = {"organisation": organisation, "section": "start", "regions": regions}
        context["coming_events"] = coming(organisation, viewer=None, now=timezone.now())[:NEWEST]
        return render(request, "pages/network.html", context)
    standing = standing_of(organisation)
    context = {"organisation": organisation, "section": "start", "standing": standing}
    context["newest"] = evidence_seen_by(organisation, viewer=None, today=timezone.localdate())[:NEWEST]
    context["brief"] = in_brief(organisation, viewer=None)
    running = under_way(organisation, viewer=None)
    seen = mobilisations_seen_by(organisation, viewer=None)
    context["mobilisations"] = list(seen.filter(state=Mobilisation.State.CHOSEN))
    context["coming_events"] = coming(organisation, viewer=None, now=timezone.now())[:NEWEST]
    year = timezone.localdate().year
    context["initiatives"] = initiatives_in_brief(running, year=year, people=people_in(standing))
    if standing is not None:
        moves = moves_of(organisation)
        edition = next(iter(editions_of(organisation)), None)
        goals = standing.goals(written=shown_of(edition) if edition is not None else None)
        context |= {
            "rows": with_moves(standing, _open(standing, moves)[:SHOWN], moves),
            "goals": goals,
            "is_shared": sum(goal.total for goal in goals) > len(standing.verdicts),
            "edition": edition,
        }
    else:
        context |= unjudged(organisation)
    return render(request, "pages/start.html", context)


def _open(standing: Standing, moves: Mapping[str, GapMove]) -> list[str]:
    """Return the targets that have a gap, largest first, and those that people have put among them."""
    return [
        target
        for target in largest(standing, moves)
        if target in moves or standing.verdicts[target].reach not in CLOSED
    ]
