"""The gap list: every target's gap across all goals, in the order that the reader asks for."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.queries import by_kind_of_address, evidence_seen_by
from laget.apps.followup.actions.moves import CannotMove, move_gap, return_gap
from laget.apps.followup.forms import MoveForm
from laget.apps.followup.models import GapMove
from laget.apps.followup.permissions import MOVE_GAP
from laget.apps.followup.queries import moves_of
from laget.apps.followup.views.doing import asked_by
from laget.apps.initiatives.models import Initiative
from laget.apps.mobilisation.queries import gathered_by_target
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.followup.gap import moved
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy.tree import leading, targets_of, under
from laget.pages.initiatives.gaps import CLOSED, answered, under_way
from laget.pages.standing import Gap, Standing, standing_of
from laget.ui.templatetags.laget import language, told

GAP = "target:"  # what an address of a gap begins with
COUNTED = frozenset({"tonnes", "kg", "days", "firms", "kr"})  # what is no people


def _people(verdict: Verdict) -> tuple[bool, float]:
    people = verdict.gap.people if verdict.gap is not None else None
    if people is None or people.count is None or verdict.reach is Reach.MET:
        return (True, 0.0)
    return (people.of in COUNTED, -people.count)


def _pace(verdict: Verdict) -> tuple[bool, float]:
    over = verdict.gap.required_over_actual if verdict.gap is not None else None
    return (over is None, -(over or 0.0))


def _late(verdict: Verdict) -> tuple[bool, float]:
    late = verdict.gap.years_late if verdict.gap is not None else None
    late = late if verdict.reach is Reach.TOO_SLOW else None
    return (late is None, -(late or 0.0))


def _rank(verdict: Verdict) -> tuple[bool, float]:
    return (verdict.rank is None, -(verdict.rank.place / verdict.rank.of) if verdict.rank else 0.0)


# What a list can be sorted by: the word in the address, what it is called, and the key; worst first.
ORDERS: MappingProxyType[str, tuple[str, Callable[[Verdict], tuple[bool, float]] | None]] = MappingProxyType(
    {
        "lage": (_("State"), None),
        "takt": (_("Pace needed"), _pace),
        "ar": (_("Years late"), _late),
        "personer": (_("People"), _people),
        "plats": (_("Rank among counties"), _rank),
    }
)


def gaps(request: HttpRequest, region: str) -> HttpResponse:
    """Show every gap, sorted by `ordna`, of one goal's targets where `mal` says so."""
    organisation = organisation_at(region)
    standing = standing_of(organisation)
    order, goal = request.GET.get("ordna", "lage"), request.GET.get("mal", "")
    if order not in ORDERS:
        raise Http404(gettext("The gaps cannot be sorted by that."))
    context: dict[str, Any] = {"organisation": organisation, "section": "gaps", "standing": standing}
    if standing is not None:
        goals, moves = leading(standing.document), moves_of(organisation)
        if goal and goal not in {one.id for one in goals}:
            raise Http404(gettext("There is no such goal in the strategy."))
        context |= {
            "rows": with_moves(standing, _sorted(standing, moves, order=order, goal=goal), moves),
            "may_move": may(request.user, organisation, MOVE_GAP),
            "orders": [(word, gettext(name), word == order) for word, (name, _key) in ORDERS.items()],
            "goals": goals,
            "goal": goal,
            "order": order,
            "previous": standing.edition.previous,
            "initiatives_of": _initiatives_of(organisation, standing, viewer=request.user),
            "closed": CLOSED,
            "gathered": gathered_by_target(organisation, viewer=request.user),
            "evidence_of": evidence_of(organisation, viewer=request.user),
        }
    else:
        context |= unjudged(organisation)
    return render(request, "pages/gaps.html", context)


def evidence_of(organisation: Organisation, *, viewer: Visitor) -> dict[str, list[Evidence]]:
    """Return the evidence that bears on each gap, by the gap's target."""
    seen = evidence_seen_by(organisation, viewer=viewer, today=timezone.localdate())
    return {address.removeprefix(GAP): ones for address, ones in by_kind_of_address(seen, GAP).items()}


def _initiatives_of(
    organisation: Organisation, standing: Standing, *, viewer: Visitor
) -> dict[str, list[Initiative]]:
    """Return the initiatives that answer each gap; nothing where no initiative is written down."""
    rows = under_way(organisation, viewer=viewer)
    return answered(standing, rows) if rows else {}


def unjudged(organisation: Organisation) -> dict[str, object]:
    """Return what there is to tell of a strategy that is adopted but not judged, if there is one."""
    version = version_in_force(organisation)
    if version is None:
        return {}
    document = document_of(version)
    return {"version": version, "document": document, "leading": leading(document)}


def with_moves(
    standing: Standing, targets: Sequence[str], moves: Mapping[str, GapMove]
) -> list[tuple[Gap, GapMove | None]]:
    """Return gaps in their order, each with the move that put it where it is, if any."""
    return [(gap, moves.get(gap.target.id)) for gap in standing.gaps(targets, language=language())]


def move(request: HttpRequest, region: str, target: str) -> HttpResponse:
    """Show where a gap stands, and give it another place in the list with a reason."""
    organisation, user = asked_by(request, region, MOVE_GAP)
    standing = standing_of(organisation)
    if standing is None or target not in standing.verdicts:
        raise Http404(gettext("There is no such target in the list."))
    known = moves_of(organisation).get(target)
    if "back" in request.POST:
        return_gap(organisation, actor=user, target=target)
        return redirect("gaps", region)
    listed = largest(standing, moves_of(organisation))
    asked = MoveForm(
        request.POST or None,
        initial={"place": listed.index(target) + 1, "reason": known.reason if known else ""},
    )
    if request.method == "POST" and asked.is_valid():
        try:
            move_gap(organisation, actor=user, target=target, **asked.cleaned_data)
            return redirect("gaps", region)
        except CannotMove as refused:
            asked.add_error(None, told(refused.said))
    context = {"organisation": organisation, "section": "gaps", "form": asked, "known": known}
    return render(
        request, "pages/move_gap.html", {**context, "gap": standing.gap(target, language=language())}
    )


def _sorted(standing: Standing, moves: Mapping[str, GapMove], *, order: str, goal: str) -> list[str]:
    """Return the targets that are asked for; those that are alike stand as in the list of largest gaps."""
    found = list(largest(standing, moves))
    if goal:
        wanted = {one.id for one in targets_of(standing.document, under(standing.document, goal))}
        found = [target for target in found if target in wanted]
    key = ORDERS[order][1]
    if key is not None:
        found.sort(key=lambda target: key(standing.verdicts[target]))
    return found


def largest(standing: Standing, moves: Mapping[str, GapMove]) -> tuple[str, ...]:
    """Return the targets by their gaps, with those that people have moved where they put them."""
    return moved(standing.edition.largest_gaps, {target: one.place for target, one in moves.items()})
