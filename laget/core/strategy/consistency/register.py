"""Which ids there are in a strategy, those of rows that could not be read among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from laget.core.areas import COUNTIES, Area
from laget.core.strategy.document import Element, Indicator, StrategyDocument
from laget.core.strategy.faults import Fault, fault, meant
from laget.core.strategy.values import Path
from laget.core.words.said import Said

ROWS: Mapping[str, Said] = {
    "elements": Said(sv="inget element", en="no element"),
    "plans": Said(sv="ingen plan", en="no plan"),
    "practices": Said(sv="inget arbetssätt", en="no practice"),
    "signals": Said(sv="ingen signal", en="no signal"),
    "indicators": Said(sv="ingen indikator", en="no indicator"),
    "targets": Said(sv="inget mål", en="no target"),
    "history": Said(sv="ingen version", en="no version"),
}
"""The lists whose rows have ids, and how it is said that none has one."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What a file says that could not be read: sections, and the ids of rows and levels."""

    sections: frozenset[str] = frozenset()
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Register:
    """A strategy and the ids that may be pointed at in it."""

    def __init__(self, document: StrategyDocument, unread: Unread) -> None:
        self.document = document
        self.unread = unread
        self.indicators: Mapping[str, Indicator] = {row.id: row for row in document.indicators}
        self.plans = frozenset(row.id for row in document.plans)
        self.elements: Mapping[str, Element] = {row.id: row for row in document.elements}
        # Dictionaries and no sets: what a fault lists stands in the order of the file.
        self._ids: Mapping[str, Mapping[str, None]] = {
            section: dict.fromkeys(
                [*(row.id for row in getattr(document, section)), *sorted(unread.ids.get(section, ()))]
            )
            for section in ROWS
        }

    @property
    def county(self) -> Area | None:
        """The strategy's county; None where the file does not name one."""
        if not self.is_sure("region"):
            return None
        return next((county for county in COUNTIES if county.code == self.document.region.code), None)

    def is_sure(self, section: str) -> bool:
        """Tell whether a section could be read, so that what it lacks is known to be lacking."""
        return section not in self.unread.sections

    def absent(self, section: str, row_id: str, *, path: Path) -> Iterator[Fault]:
        """Yield the fault that no row of `section` has the id that stands at `path`, where none has."""
        if not self.is_sure(section) or row_id in self._ids[section]:
            return
        ask, none = meant(row_id, self._ids[section]), ROWS[section]
        yield fault(
            path, sv=f"{none.sv} har id ”{row_id}”{ask.sv}", en=f"{none.en} has the id “{row_id}”{ask.en}"
        )

    def all_absent(self, section: str, ids: Sequence[str], *, path: Path) -> Iterator[Fault]:
        """Yield a fault for each of a list of ids that no row of `section` has, or that stands twice."""
        for place, row_id in enumerate(ids):
            yield from self.absent(section, row_id, path=(*path, place))
            if row_id in ids[:place]:
                yield fault(
                    (*path, place),
                    sv=f"”{row_id}” står två gånger; ta bort den ena",
                    en=f"“{row_id}” stands twice; remove one",
                )
