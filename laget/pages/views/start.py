"""The start pages: of the installation, and of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.queries import editions_of, moves_of, shown_of
from laget.pages.standing import standing_of
from laget.pages.views.gaps import largest, with_moves

SHOWN = 5  # of the largest gaps


def home(request: HttpRequest) -> HttpResponse:
    """Show the organisations of the installation; where there is one, its own start page."""
    organisations = list(Organisation.objects.order_by("name")[:200])
    if len(organisations) == 1:
        return redirect("start", organisations[0].slug)
    return render(request, "pages/home.html", {"organisations": organisations})


def start(request: HttpRequest, region: str) -> HttpResponse:
    """Show how it goes in ten seconds: the tally, the goals, the largest gaps, what is new."""
    organisation = organisation_at(region)
    standing = standing_of(organisation)
    context = {"organisation": organisation, "section": "start", "standing": standing}
    if standing is not None:
        moves = moves_of(organisation)
        edition = next(iter(editions_of(organisation)), None)
        context |= {
            "rows": with_moves(standing, largest(standing, moves)[:SHOWN], moves),
            "goals": standing.goals(written=shown_of(edition) if edition is not None else None),
            "edition": edition,
        }
    return render(request, "pages/start.html", context)
