"""Which gaps no initiative answers, and how many initiatives each direction has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.queries import initiatives_seen_by, served, serving
from laget.core.followup.reach import Reach
from laget.core.strategy.document import Element, StrategyDocument
from laget.core.strategy.tree import elements_like, under
from laget.pages.standing import Standing

OVER = frozenset({Initiative.Status.ENDED, Initiative.Status.STOPPED})
CLOSED = frozenset({Reach.MET, Reach.NOT_JUDGED})  # where no gap is left, or none is known
SHOWN = 10  # initiatives on an element's page
MANY = 3  # initiatives from which a direction has many


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction with the initiatives that serve it and are not over, and how many are."""

    element: Element
    initiatives: tuple[Initiative, ...]
    over: int

    @property
    def has_many(self) -> bool:
        """Whether it has many beside the others."""
        return len(self.initiatives) >= MANY


def under_way(organisation: Organisation, *, viewer: Visitor | None) -> list[Initiative]:
    """Return the initiatives that are not over, with their places, what they serve and hope."""
    rows = initiatives_seen_by(organisation, viewer=viewer).exclude(status__in=OVER)
    return list(rows.prefetch_related("serves", "hopes", "places"))


def answered(standing: Standing, rows: Sequence[Initiative]) -> dict[str, list[Initiative]]:
    """Return the initiatives that answer each gap, by its target; a gap that none answers is not there.

    An initiative answers a gap where it serves the target's element or what lies under that, or hopes to move
    its indicator.
    """
    document = standing.document
    by_element: dict[str, frozenset[str]] = {}
    found: dict[str, list[Initiative]] = {}
    ties = [(row, set(served(row)), {one.indicator for one in row.hopes.all()}) for row in rows]
    for target in document.targets:
        below = by_element.get(target.element)
        if below is None:
            below = by_element[target.element] = under(document, target.element)
        for row, elements, indicators in ties:
            if elements & below or target.indicator in indicators:
                found.setdefault(target.id, []).append(row)
    return found


def without(standing: Standing, rows: Sequence[Initiative], *, order: Collection[str]) -> list[str]:
    """Return the targets that have a gap and no initiative, in the order of the gaps."""
    there = answered(standing, rows)
    return [
        target for target in order if target not in there and standing.verdicts[target].reach not in CLOSED
    ]


def directions(document: StrategyDocument, rows: Sequence[Initiative]) -> list[Direction]:
    """Return the strategy's directions, those with most initiatives first."""
    found = []
    for element in elements_like(document, "direction"):
        those = [row for row in rows if element.id in served(row)]
        running = tuple(row for row in those if row.status not in OVER)
        found.append(Direction(element, running, len(those) - len(running)))
    return sorted(found, key=lambda one: -len(one.initiatives))


@dataclass(frozen=True, slots=True)
class Serving:
    """The initiatives that serve an element or what lies under it, the first of them, and how many more."""

    rows: list[Initiative]
    left: int


def initiatives_of(
    organisation: Organisation, document: StrategyDocument, element: str, *, viewer: Visitor | None
) -> Serving | None:
    """Return the initiatives that serve an element or what lies under it, None where none does."""
    rows = list(
        serving(initiatives_seen_by(organisation, viewer=viewer), under(document, element)).order_by(
            "starts", "pk"
        )
    )
    return Serving(rows[:SHOWN], len(rows[SHOWN:])) if rows else None
