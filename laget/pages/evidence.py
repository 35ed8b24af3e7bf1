"""Evidence as other pages show it: what bears on them, quotations, and what each bears on beside."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.evidence.models import Evidence, Quotation
from laget.apps.evidence.queries import about, addresses_of, evidence_seen_by, quotations_about
from laget.core.strategy.document import Element, StrategyDocument
from laget.pages.addresses import KINDS, Named, named

MOST = 10  # pieces of evidence, and as many quotations, where not everything is asked for
PERSPECTIVE = "perspective"


@dataclass(frozen=True, slots=True)
class Borne:
    """A piece of evidence, and the elements it bears on beside what is looked at."""

    evidence: Evidence
    beside: list[Named]


@dataclass(frozen=True, slots=True)
class About:
    """What bears on something: evidence and quotations, the rest counted, and the address of the list."""

    evidence: list[Borne]
    quotations: list[Quotation]
    left: int
    address: str
    today: date

    @property
    def young(self) -> list[Quotation]:
        """What young people say, in their own words."""
        return [one for one in self.quotations if one.young]

    @property
    def others(self) -> list[Quotation]:
        """What everybody else says, in their own words."""
        return [one for one in self.quotations if not one.young]


def with_gaps(address: str, document: StrategyDocument | None) -> list[str]:
    """Return an address with those of its own gaps: what bears on them bears on their goal and indicator."""
    kind, _colon, id_ = address.partition(":")
    targets = document.targets if document is not None else ()
    own = [one for one in targets if id_ == {"element": one.element, "indicator": one.indicator}.get(kind)]
    return [address, *(f"target:{one.id}" for one in own)]


def what_bears_on(
    organisation: Organisation,
    addresses: Collection[str],
    *,
    viewer: Visitor | None,
    today: date,
    is_whole: bool = False,
) -> About | None:
    """Return the evidence and the quotations that bear on these addresses, None where there is nothing.

    `is_whole` asks for everything, with what each bears on beside, as a perspective's page does.
    """
    seen = evidence_seen_by(organisation, viewer=viewer, today=today)
    found = list(about(seen, addresses).prefetch_related("ties", "quotations__ties"))
    if not found:
        return None
    quotations = list(quotations_about(seen, addresses))
    shown = found if is_whole else found[:MOST]
    others = {one.pk: _elements_of(one) - set(addresses) for one in shown} if is_whole else {}
    asked = {address for ones in others.values() for address in ones}
    names = named(organisation, asked, viewer=viewer, today=today) if asked else {}
    return About(
        evidence=[Borne(one, in_order(others.get(one.pk, ()), names)) for one in shown],
        quotations=quotations if is_whole else quotations[:MOST],
        left=len(found) - len(shown),
        address=next(iter(addresses)),
        today=today,
    )


def _elements_of(evidence: Evidence) -> set[str]:
    return {address for address in addresses_of(evidence) if address.startswith("element:")}


def in_order(addresses: Iterable[str], names: dict[str, Named]) -> list[Named]:
    """Return what addresses lead to, by kind, in the alphabet's order, less those that lead nowhere."""
    found = [names[one] for one in addresses if one in names]
    kinds = list(KINDS)
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.title.sv, one.address))


def by_kind(found: Iterable[Named]) -> list[tuple[str | Promise, list[Named]]]:
    """Return what addresses lead to, gathered under what each kind is called."""
    gathered: dict[str, list[Named]] = {}
    for one in found:
        gathered.setdefault(one.kind, []).append(one)
    return [(KINDS[kind][0], ones) for kind, ones in gathered.items()]


def perspectives(document: StrategyDocument | None) -> list[Element]:
    """Return the perspectives of a strategy, which run through all of it."""
    return [one for one in document.elements if one.level == PERSPECTIVE] if document is not None else []
