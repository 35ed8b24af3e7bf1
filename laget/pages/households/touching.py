"""All that touches a household: its figures, goals, initiatives and mobilisations, for somebody who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.households.models import Household
from laget.apps.households.queries import filters_of
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.queries import present, served
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.queries import mobilisations_seen_by
from laget.core.areas import Area, area
from laget.core.household import Filter, Touching, Wanted, elements_touched, touching, wanted
from laget.core.strategy.document import Element, StrategyDocument, said
from laget.core.strategy.tree import leading, under
from laget.core.words.household import touched_told
from laget.core.words.said import Said
from laget.pages.households.figures import Told, told
from laget.pages.initiatives.gaps import under_way
from laget.pages.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Met:
    """An initiative that touches a household, and why."""

    row: Initiative
    touching: Touching
    why: Said


@dataclass(frozen=True)
class Around:
    """What a household follows in the strategy of today, and what it gives; each part is read when asked."""

    organisation: Organisation
    household: Household
    viewer: Visitor | None
    year: int

    @cached_property
    def home(self) -> Area:
        """The municipality that it lives in."""
        return area(self.household.area)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """What it follows."""
        return filters_of(self.household)

    @cached_property
    def standing(self) -> Standing | None:
        """Where the region stands today."""
        return standing_of(self.organisation)

    @property
    def document(self) -> StrategyDocument | None:
        """The strategy that is judged."""
        return self.standing.document if self.standing is not None else None

    @cached_property
    def wanted(self) -> list[Wanted]:
        """The figures that it asks for."""
        return wanted(self.document, self.filters) if self.document is not None else []

    def told(self, asked: Iterable[Wanted]) -> list[Told]:
        """Return some of its figures as they are read."""
        if self.standing is None:
            return []
        return [told(self.standing, one, home=self.household.area) for one in asked]

    @cached_property
    def followed(self) -> frozenset[str]:
        """The elements that it follows itself."""
        return frozenset(one.id for one in self.filters if one.kind == "element")

    @cached_property
    def touched(self) -> frozenset[str]:
        """The elements that touch it: those followed, and those its indicators tell of."""
        return elements_touched(self.document, self.filters) if self.document is not None else frozenset()

    @property
    def elements(self) -> list[Element]:
        """The elements that touch it, in the strategy's order."""
        return [one for one in self.document.elements if one.id in self.touched] if self.document else []

    @property
    def nearest(self) -> list[Element]:
        """The elements that it follows itself, else those that its figures tell of."""
        return [one for one in self.elements if one.id in self.followed] or self.elements

    @property
    def goals(self) -> list[Element]:
        """The goals that these lead to."""
        if self.document is None:
            return []
        return [one for one in leading(self.document) if under(self.document, one.id) & self.touched]

    @cached_property
    def initiatives(self) -> list[Met]:
        """The initiatives that are not over and touch it."""
        rows = {row.slug: row for row in under_way(self.organisation, viewer=self.viewer)}
        plain = [(slug, present(row), _lasting(row, served(row), self.year)) for slug, row in rows.items()]
        found = touching(plain, home=self.household.area, year=self.year, elements=self.followed)
        return [Met(rows[one.id], one, touched_told(one, self.home, self._titles(one))) for one in found]

    def _titles(self, one: Touching) -> list[Said]:
        known = {e.id: said(e.title) for e in self.document.elements} if self.document is not None else {}
        return [known[id_] for id_ in one.serves if id_ in known]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses that touch it: what it follows, and the gaps of that."""
        found = {one.address for one in self.filters}
        if self.document is not None:
            indicators = {one.indicator.id for one in self.wanted}
            found |= {
                f"target:{one.id}"
                for one in self.document.targets
                if one.element in self.followed or one.indicator in indicators
            }
        return frozenset(found)

    @cached_property
    def mobilisations(self) -> list[Mobilisation]:
        """The mobilisations that an initiative of its answers, or that rest on what it follows."""
        own = Q(answers__initiative__in=[one.row.pk for one in self.initiatives])
        own |= Q(grounds__address__in=self.addresses)
        seen = mobilisations_seen_by(self.organisation, viewer=self.viewer)
        seen = seen.exclude(state=Mobilisation.State.DECLINED)
        return list(seen.filter(pk__in=seen.filter(own).values("pk")))


def _lasting(row: Initiative, elements: list[str], year: int) -> list[str]:
    """Return what an initiative serves while it lasts: nothing from the year after its last."""
    return elements if row.ends is None or row.ends.year >= year else []
