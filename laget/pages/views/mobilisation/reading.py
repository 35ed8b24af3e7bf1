"""A mobilisation as it is read: its grounds, how large the gap is, who takes it on, what answers it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.queries import editions_of
from laget.apps.mobilisation.models import Ground, Mobilisation
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS, WRITE_MOBILISATIONS
from laget.apps.mobilisation.queries import STANDING, answering, mobilisations_seen_by, with_parts
from laget.pages.forum.coming import coming
from laget.pages.forum.taken_up import taken_up
from laget.pages.initiatives.people import people_in
from laget.pages.initiatives.sums import counted, purse, reaches
from laget.pages.mobilisation.grounds import read_grounds
from laget.pages.mobilisation.sizes import sizes_of
from laget.pages.mobilisation.sofar import targets_of
from laget.pages.published import published
from laget.pages.standing import standing_of
from laget.ui.templatetags.laget import language


@require_safe
def mobilisation(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a mobilisation: its gaps in sentences of three kinds, grounds, decision, platforms, answers."""
    organisation, today = organisation_at(region), timezone.localdate()
    row = seen(organisation, slug, viewer=request.user)
    standing = standing_of(organisation)
    grounds = read_grounds([row], organisation, viewer=request.user, today=today)[row.pk]
    initiatives = answering(row, viewer=request.user)
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "mobilisation",
        "mobilisation": row,
        "standing": standing,
        "grounds": [one for one in grounds if one.ground.kind != Ground.Kind.GAP],
        "gap_grounds": {
            one.named.id: one.ground.text
            for one in grounds
            if one.named is not None and one.ground.kind == Ground.Kind.GAP
        },
        "sizes": sizes_of(standing, targets_of(row), language=language()) if standing is not None else [],
        "coming_events": coming(
            organisation, viewer=request.user, now=timezone.now(), about={f"mobilisation:{row.slug}"}
        ),
        "undertakings": row.undertakings.all(),
        "initiatives": initiatives,
        "is_standing": row.state in STANDING,
        "years": years_of(row),
        "told": told_in_editions(row),
        "taken_up": taken_up(
            organisation, [f"mobilisation:{row.slug}"], viewer=request.user, now=timezone.now()
        ),
        "may_write": may(request.user, organisation, WRITE_MOBILISATIONS),
        "may_decide": may(request.user, organisation, DECIDE_MOBILISATIONS),
    }
    if initiatives:
        context |= {
            "reaches": reaches(
                initiatives, year=today.year, people=people_in(standing), county=organisation.area
            ),
            "purse": purse(initiatives),
            "counted": counted(initiatives),
        }
    return render(request, "pages/mobilisation/mobilisation.html", context)


def seen(organisation: Organisation, slug: str, *, viewer: Visitor) -> Mobilisation:
    """Return a mobilisation that somebody may see, with its parts; raises Http404."""
    rows = with_parts(mobilisations_seen_by(organisation, viewer=viewer), organisation, viewer=viewer)
    return get_object_or_404(rows, slug=slug)


def years_of(row: Mobilisation) -> list[int]:
    """Return the years that it can be told of, latest first: from its decision to this year."""
    if row.decided_on is None or row.state not in STANDING:
        return []
    return list(range(timezone.localdate().year, row.decided_on.year - 1, -1))


def told_in_editions(row: Mobilisation) -> list[tuple[int, str]]:
    """Return what the editions say of it as it may be read, latest first."""
    found: dict[int, str] = {}
    for edition in editions_of(row.organisation):
        if edition.year in found:
            continue  # a correction stands for those before it
        read = published(edition)
        text = [one.text for one in read.edition.sections if one.address == f"mobilisation:{row.slug}"]
        found[edition.year] = read.read(text[0]) if text else ""
    return [(year, text) for year, text in found.items() if text]
