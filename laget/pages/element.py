"""An element as its page shows it: what hangs together with it, how it goes, what versions made of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import changes_between, document_of
from laget.core.areas import COUNTRY, area
from laget.core.followup.reach import Reach
from laget.core.frameworks import FRAMEWORKS, UnknownItem, item
from laget.core.series import TOTAL
from laget.core.strategy.document import (
    Element,
    ElementEnd,
    FrameworkItem,
    Indicator,
    Link,
    PlanEnd,
    Practice,
    StrategyDocument,
    Target,
    Text,
)
from laget.core.strategy.tree import above, level_word, serving, targets_of, under, within
from laget.core.words.decided import Decided
from laget.core.words.measure import Measure
from laget.core.words.said import Language, Said
from laget.core.words.short import short_level
from laget.pages.keys import in_words
from laget.pages.standing import Gap, Standing, Tally

KINDS: dict[str, str | Promise] = {
    "guides": _("Guides"),
    "implements": _("Implements"),
    "contributes": _("Contributes to"),
    "shares_goal": _("Shares a goal with"),
    "conflicts": _("Conflicts with"),
}


@dataclass(frozen=True, slots=True)
class Linked:
    """The other end of a link: its name, whose it is, and its element where it is one."""

    kind: str | Promise
    title: Text | Said
    of: Text | Said | None
    element: Element | None
    text: Text | None


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator that is followed here without a target, with its last figure where one is at hand."""

    indicator: Indicator
    value: str = ""
    year: str = ""
    place: Said | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """A target of an element that leads here."""

    element: Element
    decided: Decided
    reach: Reach | None


@dataclass(frozen=True, slots=True)
class Step:
    """What a version made of an element: `new`, `changed` (in `keys`), `kept`, `removed` or `back`."""

    version: StrategyVersion
    what: str
    title: Text | None
    keys: str = ""


@dataclass(frozen=True)
class Reading:
    """An element in one version's document, with its targets in words and how they stand today."""

    element: Element
    document: StrategyDocument
    decided: Mapping[str, Decided]
    standing: Standing | None
    language: Language

    @property
    def level(self) -> Said:
        """What the region calls what it is."""
        return level_word(self.document, self.element.level)

    @property
    def above(self) -> tuple[Element, ...]:
        """What it lies within, outermost first."""
        return above(self.document, self.element)

    @property
    def inner(self) -> tuple[Element, ...]:
        """What lies within it."""
        return within(self.document, self.element.id)

    @property
    def serves(self) -> tuple[Element, ...]:
        """What it serves."""
        return tuple(self.document.element(one) for one in self.element.serves)

    @cached_property
    def serving(self) -> tuple[tuple[Said, tuple[Element, ...]], ...]:
        """What serves it, by level."""
        found = serving(self.document, self.element.id)
        levels = dict.fromkeys(one.level for one in found)
        return tuple(
            (level_word(self.document, level), tuple(one for one in found if one.level == level))
            for level in levels
        )

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets."""
        return targets_of(self.document, [self.element.id])

    def is_judged(self, target: Target) -> bool:
        """Whether there is a judgement of the target as it is written here."""
        return self.standing is not None and target in self.standing.document.targets

    @cached_property
    def gaps(self) -> list[tuple[Decided, Indicator, Gap | None]]:
        """Its own targets as decided, each with its gap."""
        return [
            (
                self.decided[target.id],
                self.document.indicator(target.indicator),
                self.standing.gap(target.id, language=self.language)
                if self.standing is not None and self.is_judged(target)
                else None,
            )
            for target in self.targets
        ]

    @cached_property
    def below(self) -> list[Below]:
        """The targets of what lies within it or serves it, however far away, the largest gap first."""
        ids = under(self.document, self.element.id) - {self.element.id}
        found = [
            (
                target,
                Below(self.document.element(target.element), self.decided[target.id], self._reach(target)),
            )
            for target in targets_of(self.document, ids)
        ]
        largest = self.standing.edition.largest_gaps if self.standing is not None else ()
        order = {target: place for place, target in enumerate(largest)}
        found.sort(key=lambda one: order.get(one[0].id, len(order)))
        return [below for _target, below in found]

    @property
    def tally(self) -> Tally:
        """How many of the targets that lead here stand at each reach; nothing where none is judged."""
        counted = Counter(one.reach for one in self.below if one.reach is not None)
        return tuple((reach, counted[reach]) for reach in Reach) if counted else ()

    def _reach(self, target: Target) -> Reach | None:
        if self.standing is None or not self.is_judged(target):
            return None
        return self.standing.verdicts[target.id].reach

    @cached_property
    def followed(self) -> list[Followed]:
        """The indicators that follow it without a target of its own."""
        aimed_at = {target.indicator for target in self.targets}
        return [
            self._followed(one)
            for one in self.document.indicators
            if self.element.id in one.follows and one.id not in aimed_at
        ]

    def _followed(self, indicator: Indicator) -> Followed:
        cells = self.standing.edition.cells if self.standing is not None else {}
        places = cells.get(indicator.id, {}).get(TOTAL, {})
        for code in (self.document.region.code, COUNTRY.code):
            years = [year for year in places.get(code, {}) if year.isdigit()]
            if years:
                last = max(years)
                measured = Measure(indicator.unit, indicator.shown_decimals)
                shown = short_level(places[code][last], measure=measured, language=self.language)
                return Followed(indicator, shown, last, area(code).name)
        return Followed(indicator)

    @cached_property
    def links(self) -> list[tuple[str | Promise, list[Linked]]]:
        """What it is linked to, by kind."""
        found = [linked(link, self.document) for link in self.document.links if link.from_ == self.element.id]
        return [
            (word, those) for word in KINDS.values() if (those := [one for one in found if one.kind is word])
        ]

    @cached_property
    def practices(self) -> list[Practice]:
        """How somebody works with it."""
        return [one for one in self.document.practices if self.element.id in one.about]

    @cached_property
    def linked(self) -> list[tuple[str | Promise, Element]]:
        """The elements that link to it."""
        return [
            (KINDS[link.kind], self.document.element(link.from_))
            for link in self.document.links
            if _end(link) == self.element.id
        ]


def linked(link: Link, document: StrategyDocument) -> Linked:
    """Return the other end of a link as it is read."""
    kind, end = KINDS[link.kind], link.to
    if isinstance(end, FrameworkItem):
        try:
            title = item(end.framework, end.item).title
        except UnknownItem:  # a framework has changed since the strategy was adopted
            return Linked(kind, f"{end.framework} {end.item}", None, None, link.text)
        of = FRAMEWORKS[end.framework].title
        numbered = Said(f"{end.item} {title.sv}", f"{end.item} {title.en}")
        return Linked(kind, numbered if end.item[:1].isdigit() else title, of, None, link.text)
    if isinstance(end, PlanEnd):
        plan = document.plan(end.plan)
        return Linked(kind, plan.title, plan.owner, None, link.text)
    element = document.element(end.element if isinstance(end, ElementEnd) else end)
    return Linked(kind, element.title, None, element, link.text)


def _end(link: Link) -> str | None:
    return (
        link.to.element if isinstance(link.to, ElementEnd) else link.to if isinstance(link.to, str) else None
    )


def steps(element_id: str, versions: Sequence[StrategyVersion]) -> list[Step]:
    """Return what each version made of an element, latest first; `versions` likewise."""
    found: list[Step] = []
    before: StrategyVersion | None = None
    for version in reversed(versions):
        here = _in(document_of(version), element_id)
        there = _in(document_of(before), element_id) if before is not None else None
        if here is not None and there is not None and before is not None:
            keys = _changed(element_id, was=before, now=version)
            found.append(Step(version, "changed" if keys else "kept", here.title, in_words(keys)))
        elif here is not None:
            found.append(Step(version, "back" if found else "new", here.title))
        elif there is not None:
            found.append(Step(version, "removed", None))
        before = version
    return found[::-1]


def _in(document: StrategyDocument, element_id: str) -> Element | None:
    return next((one for one in document.elements if one.id == element_id), None)


def _changed(element_id: str, *, was: StrategyVersion, now: StrategyVersion) -> list[str]:
    found = changes_between(was, now)
    keys = [key for pair in found.elements.changed if pair.now.id == element_id for key in pair.keys]
    targets = found.targets
    touched = [*targets.added, *targets.removed, *(pair.now for pair in targets.changed)]
    touched += [pair.was for pair in targets.changed]
    if any(target.element == element_id for target in touched):
        keys.append("targets")
    links = found.links
    if any(
        link.from_ == element_id
        for link in (*links.added, *links.removed, *(pair.now for pair in links.changed))
    ):
        keys.append("links")
    return keys
