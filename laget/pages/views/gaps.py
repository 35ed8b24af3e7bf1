"""The gap list: every target's gap across all goals, in the order that the reader asks for."""

from collections.abc import Callable
from types import MappingProxyType

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from laget.apps.accounts.queries import organisation_at
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy.tree import elements_like, targets_of, under
from laget.pages.standing import Standing, standing_of
from laget.ui.templatetags.laget import language

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
    context = {"organisation": organisation, "section": "gaps", "standing": standing}
    if standing is not None:
        goals = elements_like(standing.document, "goal")
        if goal and goal not in {one.id for one in goals}:
            raise Http404(gettext("There is no such goal in the strategy."))
        context |= {
            "gaps": standing.gaps(_sorted(standing, order=order, goal=goal), language=language()),
            "orders": [(word, gettext(name), word == order) for word, (name, _key) in ORDERS.items()],
            "goals": goals,
            "goal": goal,
            "order": order,
            "previous": standing.edition.previous,
        }
    return render(request, "pages/gaps.html", context)


def _sorted(standing: Standing, *, order: str, goal: str) -> list[str]:
    """Return the targets that are asked for; those that are alike stand as in the list of largest gaps."""
    largest = list(standing.edition.largest_gaps)
    if goal:
        wanted = {one.id for one in targets_of(standing.document, under(standing.document, goal))}
        largest = [target for target in largest if target in wanted]
    key = ORDERS[order][1]
    if key is not None:
        largest.sort(key=lambda target: key(standing.verdicts[target]))
    return largest
