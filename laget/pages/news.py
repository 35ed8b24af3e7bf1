"""What is new between two versions as its page tells it, beside the region's own points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laget.core.strategy.changes import Changes, Pair, Rewording
from laget.core.strategy.document import Element, Level, Link, StrategyDocument, Text
from laget.core.strategy.rewording import Run
from laget.core.strategy.tree import level_word
from laget.core.words.decided import Decided
from laget.core.words.said import Language, Said
from laget.pages.element import Linked, linked
from laget.pages.keys import in_words
from laget.ui.templatetags.laget import told

PASSING = frozenset({"id", "version", "decision", "reviewed", "news"})  # other in every version
TEXTS = frozenset({"title", "vision", "text", "desired", "why"})


@dataclass(frozen=True, slots=True)
class Reworded:
    """One text with other words; without runs where only the other language has other words."""

    key: str
    runs: tuple[Run, ...]
    is_swedish: bool  # on an English page


@dataclass(frozen=True, slots=True)
class Other:
    """An element that was there before, or the strategy itself (None), with what differs."""

    element: Element | None
    texts: tuple[Reworded, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it was and as it is, None where it was not or is not, and what its words do not tell."""

    element: Element
    of: Decided
    was: Decided | None
    now: Decided | None
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Elements of one level."""

    level: Said
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What a point is because of: its name, and the year or the element whose page tells of it."""

    title: Text | Said
    year: int | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One of the region's own points on what is new, with what it is because of."""

    title: Text
    text: Text | None
    because: tuple[Cause, ...]


LISTS: Mapping[str, str | Promise] = {
    "indicators": _("Indicators"),
    "practices": _("How we work"),
    "signals": _("Signals"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Parts of one kind by their titles: the new ones, those that are gone, and the other ones with what."""

    name: str
    called: str | Promise
    added: tuple[Text, ...]
    removed: tuple[Text, ...]
    changed: tuple[tuple[Text, str], ...]


@dataclass(frozen=True)
class Told:
    """What is new from one document to another, with their targets in words, as it is read in a language."""

    was: StrategyDocument
    now: StrategyDocument
    changes: Changes
    were: Mapping[str, Decided]
    are: Mapping[str, Decided]
    language: Language

    @cached_property
    def strategy(self) -> Other | None:
        """What is new in the strategy's own texts; None where nothing is."""
        pair = self.changes.strategy
        if pair is None:
            return None
        texts, keys = self._texts(pair.reworded), [key for key in pair.keys if key not in PASSING | TEXTS]
        period = self._period() if "period" in keys else ()
        lines = (*period, *self._also(key for key in keys if key != "period"))
        return Other(None, texts, lines) if texts or lines else None

    @property
    def levels(self) -> tuple[tuple[Text | None, Text | None], ...]:
        """What levels were called and are called."""
        return tuple((_title(one.was), _title(one.now)) for one in self.changes.levels)

    @cached_property
    def added(self) -> list[Grouped]:
        """The new elements by level."""
        return _grouped(self.changes.elements.added, self.now)

    @cached_property
    def removed(self) -> list[Grouped]:
        """The elements that are gone, by level."""
        return _grouped(self.changes.elements.removed, self.was)

    @cached_property
    def reworded(self) -> list[Other]:
        """The elements with other words, or that somebody else is responsible for."""
        found = []
        for pair in self.changes.elements.changed:
            texts = self._texts(pair.reworded)
            lines = tuple(self._responsible(pair)) if "responsible" in pair.keys else ()
            if texts or lines:
                found.append(Other(pair.now, texts, lines))
        return found

    @cached_property
    def moved(self) -> list[Other]:
        """The elements that belong somewhere else, with where."""
        return [Other(pair.now, lines=tuple(self._moved(pair))) for pair in self.changes.moved]

    @cached_property
    def targets(self) -> list[Aim]:
        """The targets that are other, then the new ones, then those that are gone."""
        found: list[Aim] = []
        for pair in self.changes.targets.changed:
            was, now = self.were[pair.was.id], self.are[pair.now.id]
            shown = {"indicator", "area"} if (was.title, was.place) != (now.title, now.place) else set()
            keys = [] if was.aim != now.aim else [key for key in pair.keys if key not in shown | {"element"}]
            if "element" in pair.keys:
                keys.append("element")
            element = self._element(pair.now.element)
            found.append(Aim(element, of=now, was=was, now=now, keys=in_words(keys)))
        for one in self.changes.targets.added:
            new = self.are[one.id]
            found.append(Aim(self._element(one.element), of=new, was=None, now=new))
        for one in self.changes.targets.removed:
            old = self.were[one.id]
            found.append(Aim(self._element(one.element), of=old, was=old, now=None))
        return found

    @property
    def lists(self) -> list[Listed]:
        """What is new among indicators, practices and signals, where anything is."""
        return [
            Listed(
                name,
                called,
                tuple(one.title for one in among.added),
                tuple(one.title for one in among.removed),
                tuple((pair.now.title, in_words(pair.keys)) for pair in among.changed),
            )
            for name, called in LISTS.items()
            if (among := getattr(self.changes, name))
        ]

    @property
    def plans(self) -> list[tuple[Text, str]]:
        """The plans that are other, each with what."""
        return [(pair.now.title, in_words(pair.keys)) for pair in self.changes.plans.changed]

    @cached_property
    def links(self) -> list[tuple[str, Element, Linked]]:
        """The links that are new, gone or have another text, each with what it is and from where."""
        found = self.changes.links
        return [
            *((gettext("New"), *self._link(one, self.now)) for one in found.added),
            *((gettext("Removed"), *self._link(one, self.was)) for one in found.removed),
            *((gettext("Changed"), *self._link(pair.now, self.now)) for pair in found.changed),
        ]

    def _link(self, link: Link, document: StrategyDocument) -> tuple[Element, Linked]:
        return document.element(link.from_), linked(link, document)

    def _element(self, key: str) -> Element:
        known = {one.id: one for one in (*self.was.elements, *self.now.elements)}
        return known[key]

    def _name(self, key: str) -> str:
        return told(self._element(key).title)

    def _names(self, keys: Iterable[str]) -> str:
        return ", ".join(self._name(key) for key in keys)

    def _texts(self, reworded: Iterable[Rewording]) -> tuple[Reworded, ...]:
        return tuple(
            Reworded(
                one.key,
                one.runs(self.language),
                self.language == "en" and one.was.sv == one.was.en and one.now.sv == one.now.en,
            )
            for one in reworded
        )

    def _period(self) -> tuple[str]:
        was, now = (document.strategy.period for document in (self.was, self.now))
        first, last = (f"{one.from_}–{one.to or ''}" for one in (was, now))
        return (gettext("The period was %(was)s and is now %(now)s.") % {"was": first, "now": last},)

    def _also(self, keys: Iterable[str]) -> tuple[str, ...]:
        words = in_words(keys)
        return (gettext("Also changed: %(keys)s.") % {"keys": words},) if words else ()

    def _responsible(self, pair: Pair[Element]) -> Iterable[str]:
        was, now = ([told(one) for one in part.responsible] for part in (pair.was, pair.now))
        come, gone = [one for one in now if one not in was], [one for one in was if one not in now]
        if come:
            yield gettext("Now also responsible: %(names)s.") % {"names": ", ".join(come)}
        if gone:
            yield gettext("No longer responsible: %(names)s.") % {"names": ", ".join(gone)}

    def _moved(self, pair: Pair[Element]) -> Iterable[str]:
        was, now = pair.was, pair.now
        if was.within != now.within:
            if was.within is not None and now.within is not None:
                names = {"was": self._name(was.within), "now": self._name(now.within)}
                yield gettext("Was within %(was)s and is now within %(now)s.") % names
            elif now.within is not None:
                yield gettext("Is now within %(now)s.") % {"now": self._name(now.within)}
            elif was.within is not None:
                yield gettext("Is no longer within %(was)s.") % {"was": self._name(was.within)}
        if come := [one for one in now.serves if one not in was.serves]:
            yield gettext("Now also contributes to: %(names)s.") % {"names": self._names(come)}
        if gone := [one for one in was.serves if one not in now.serves]:
            yield gettext("No longer contributes to: %(names)s.") % {"names": self._names(gone)}
        if was.level != now.level:
            levels = {
                "was": told(level_word(self.was, was.level)),
                "now": told(level_word(self.now, now.level)),
            }
            yield gettext("Was %(was)s and is now %(now)s.") % levels
        if was.dimension != now.dimension:
            yield gettext("Belongs to another dimension of sustainability.")


def points(document: StrategyDocument) -> list[Point]:
    """Return the region's own points on what is new in a version."""
    return [
        Point(one.title, one.text, tuple(_because(address, document) for address in one.because))
        for one in document.strategy.news
    ]


def _because(address: str, document: StrategyDocument) -> Cause:
    """Return what an address such as `signal:energipriser` stands for; as it is where it leads nowhere."""
    kind, _, key = address.partition(":")
    if kind == "edition" and key[:4].isdecimal():
        year = int(key[:4])
        return Cause(Said(f"Uppföljningen {year}", f"The follow-up of {year}"), year=year)
    for one in document.elements if kind == "element" else ():
        if one.id == key:
            return Cause(one.title, element=one.id)
    for signal in document.signals if kind == "signal" else ():
        if signal.id == key:
            return Cause(signal.title)
    return Cause(address)


def _title(level: Level | None) -> Text | None:
    return level.title if level is not None else None


def _grouped(elements: tuple[Element, ...], document: StrategyDocument) -> list[Grouped]:
    levels = dict.fromkeys(one.level for one in elements)
    return [
        Grouped(level_word(document, level), tuple(one for one in elements if one.level == level))
        for level in levels
    ]
