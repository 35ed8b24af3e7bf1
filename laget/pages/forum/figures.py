"""The figures and gaps of what an item is about: as the event's edition showed them, beside today's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from laget.apps.followup.models import Edition
from laget.apps.followup.queries import editions_of
from laget.apps.forum.models import Event
from laget.apps.forum.queries.events import ends_of
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.tree import targets_of, under
from laget.core.words.said import Language, Said
from laget.pages.mobilisation.sizes import sizes_of
from laget.pages.published import published
from laget.pages.standing import Gap, Standing, standing_of

MOST = 3  # gaps of an item


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """A gap as it was shown at the event and as it stands today; either may be missing."""

    then: Gap | None
    now: Gap | None
    sentences: tuple[Said, ...] = ()  # of today's: how many times larger it is here, and as many as what

    @property
    def gap(self) -> Gap:
        """The later of the two."""
        gap = self.now or self.then
        assert gap is not None  # noqa: S101 - one of them is there
        return gap

    @property
    def is_same(self) -> bool:
        """Whether nothing has been judged otherwise since."""
        return self.then is not None and self.now is not None and self.then.verdict == self.now.verdict


@dataclass(frozen=True, slots=True)
class Figures:
    """The gaps of an item, the largest first; `edition` is what the event presents, `left` is not shown."""

    edition: Edition | None
    standing: Standing | None
    gaps: tuple[ThenAndNow, ...]
    left: int


def edition_of(event: Event, *, now: datetime) -> Edition | None:
    """Return the edition that an event presents: "2025.1", or the latest of "2025"; else None.

    One that presents none has shown what stood published on its last day.
    """
    if not event.edition:
        ends = ends_of(event)
        been = [one for one in editions_of(event.organisation) if ends and one.published_at <= ends <= now]
        return max(been, key=lambda one: one.published_at, default=None)
    year, _dot, number = event.edition.partition(".")
    for one in editions_of(event.organisation):
        if str(one.year) == year and number in ("", str(one.number)):
            return one
    return None


def figures_of(event: Event, about: Iterable[str], *, edition: Edition | None, language: Language) -> Figures:
    """Return the gaps of the addresses that an item is about, in the edition and today."""
    addresses = list(about)
    then = published(edition).standing if edition is not None else None
    now = standing_of(event.organisation)
    latest = now or then
    if latest is None:
        return Figures(edition, None, (), 0)
    asked = list(dict.fromkeys([*targets_about(latest, addresses), *_gone(then, latest, addresses)]))
    gaps = tuple(
        ThenAndNow(
            _in(then, one, language=language),
            _in(now, one, language=language),
            _told(now, one, language=language),
        )
        for one in asked[:MOST]
    )
    return Figures(edition, latest, gaps, len(asked[MOST:]))


def targets_about(standing: Standing, addresses: Iterable[str]) -> list[str]:
    """Return the ids of the targets that addresses are about, the largest gap first."""
    document: StrategyDocument = standing.document
    elements = {one.id for one in document.elements}
    wanted: set[str] = set()
    for address in addresses:
        kind, _colon, id_ = address.partition(":")
        if kind == "target":
            wanted.add(id_)
        elif kind == "indicator":
            wanted |= {one.id for one in document.targets if one.indicator == id_}
        elif kind == "element" and id_ in elements:
            wanted |= {one.id for one in targets_of(document, under(document, id_))}
    order = {target: place for place, target in enumerate(standing.edition.largest_gaps)}
    return sorted(wanted & standing.verdicts.keys(), key=lambda one: (order.get(one, len(order)), one))


def _gone(then: Standing | None, latest: Standing, addresses: Iterable[str]) -> list[str]:
    """Return what the edition judged and nobody judges today."""
    if then is None or then is latest:
        return []
    return [one for one in targets_about(then, addresses) if one not in latest.verdicts]


def _told(standing: Standing | None, target: str, *, language: Language) -> tuple[Said, ...]:
    sizes = sizes_of(standing, [target], language=language) if standing is not None else []
    told = [one.told for size in sizes for one in (*size.larger, size.familiar)]
    return tuple(one.said for one in told if not one.is_refused)


def _in(standing: Standing | None, target: str, *, language: Language) -> Gap | None:
    if standing is None or target not in standing.verdicts:
        return None
    return standing.gap(target, language=language)
