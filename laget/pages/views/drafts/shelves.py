"""The lists of parts on the draft's pages: what each holds, where it leads, and how one is added."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from laget.core.strategy.document import Element, Link, Plan, Practice, Signal, StrategyDocument, Target
from laget.core.strategy.editing import Kind, levels_in_order, link_id
from laget.core.words.decided import decided
from laget.pages.element import linked
from laget.pages.views.drafts.desk import WORD_OF
from laget.ui.choices import Called
from laget.ui.templatetags.laget import told


@dataclass(frozen=True, slots=True)
class Shelf:
    """Parts of one kind by their ids and what they are called; `word` is the kind's in addresses."""

    word: str
    heading: str
    hint: str
    rows: tuple[tuple[str, str], ...]
    add: str
    asked: str = ""  # what the address of a new one says: `?within=` or `?element=` and an id

    @property
    def id(self) -> str:
        """What the list is pointed at by."""
        return f"shelf-{self.word}"


def document_shelves(document: StrategyDocument) -> list[Shelf]:
    """Return the lists of what stands beside the elements: news, levels, plans, practices, signals."""
    named = (word for word in levels_in_order(document) if word in document.levels)
    news = ((str(place), Called.of(one.title)) for place, one in enumerate(document.strategy.news))
    return [
        _shelf(
            Kind.NEWS,
            gettext("What is new"),
            news,
            hint=gettext("The region's own words on what is new in this version, beside what is worked out."),
        ),
        _shelf(
            Kind.LEVEL,
            gettext("Levels"),
            ((word, Called.of(document.levels[word].title)) for word in named),
            hint=gettext("What the region calls its goals, areas and directions."),
        ),
        _shelf(
            Kind.PLAN,
            gettext("Other plans"),
            _titled(document.plans),
            hint=gettext("Plans that the strategy hangs together with, to link to."),
        ),
        _shelf(
            Kind.PRACTICE,
            gettext("How we work"),
            _titled(document.practices),
            hint=gettext("Ways of working to learn from, the region's own or anybody's."),
        ),
        _shelf(
            Kind.SIGNAL,
            gettext("Signals"),
            _titled(document.signals),
            hint=gettext("What happens around the region and touches what it wants to achieve."),
        ),
    ]


def element_shelves(document: StrategyDocument, element_id: str) -> list[Shelf]:
    """Return the lists of what is of one element: what lies within it, its targets, links and the rest."""
    of = f"?element={element_id}"
    inside = (one for one in document.elements if one.within == element_id)
    targets = ((one.id, _aim(one, document)) for one in document.targets if one.element == element_id)
    links = ((link_id(one), _led(one, document)) for one in document.links if one.from_ == element_id)
    practices = (one for one in document.practices if element_id in one.about)
    signals = (one for one in document.signals if element_id in one.touches)
    return [
        _shelf(Kind.ELEMENT, gettext("Inside"), _titled(inside), asked=f"?within={element_id}"),
        _shelf(Kind.TARGET, gettext("Targets"), targets, asked=of),
        _shelf(Kind.LINK, gettext("Links"), links, asked=of),
        _shelf(Kind.PRACTICE, gettext("How we work"), _titled(practices), asked=of),
        _shelf(Kind.SIGNAL, gettext("Signals"), _titled(signals), asked=of),
    ]


def _shelf(
    kind: Kind, heading: str, rows: Iterable[tuple[str, str]], *, hint: str = "", asked: str = ""
) -> Shelf:
    return Shelf(WORD_OF[kind], heading, hint, tuple(rows), _ADD[kind](), asked)


def _titled(parts: Iterable[Element | Plan | Practice | Signal]) -> Iterable[tuple[str, str]]:
    return ((one.id, Called.of(one.title)) for one in parts)


def _aim(target: Target, document: StrategyDocument) -> str:
    said = decided(target, document)
    return f"{told(said.title)}: {told(said.aim)}"


def _led(link: Link, document: StrategyDocument) -> str:
    end = linked(link, document)
    return f"{end.kind}: {told(end.title)}"


_ADD: Mapping[Kind, Callable[[], str]] = {
    Kind.NEWS: lambda: gettext("Add a point on what is new"),
    Kind.LEVEL: lambda: gettext("Add a level"),
    Kind.PLAN: lambda: gettext("Add a plan"),
    Kind.ELEMENT: lambda: gettext("Add something inside"),
    Kind.TARGET: lambda: gettext("Add a target"),
    Kind.LINK: lambda: gettext("Add a link to a framework, a plan or another element"),
    Kind.PRACTICE: lambda: gettext("Add a way of working"),
    Kind.SIGNAL: lambda: gettext("Add a signal"),
}
