"""What is new from one version of a strategy to another: added, removed, reworded, moved, changed."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from laget.core.strategy.document import (
    Element,
    Indicator,
    Level,
    Link,
    Plan,
    Practice,
    Region,
    Signal,
    Strategy,
    StrategyDocument,
    Target,
    Version,
)
from laget.core.strategy.rewording import Run, runs
from laget.core.strategy.values import Part, Translated, said
from laget.core.words.said import Language, Said

TEXTS = ("title", "vision", "text", "desired", "why")
PLACES = ("level", "within", "serves", "dimension")
SILENT = Said("", "")
_FOLD = re.compile(r"(?<!\n)\n(?![\n*+#>|\d-])")  # a line's end inside a paragraph is a blank

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Rewording:
    """One text as it was and as it is; what was not written is empty."""

    key: str
    was: Said
    now: Said

    def runs(self, language: Language) -> tuple[Run, ...]:
        """Return how the text changed in a language, nothing where it is the same there."""
        was, now = (_FOLD.sub(" ", said.to(language)) for said in (self.was, self.now))
        return runs(was, now) if was != now else ()


@dataclass(frozen=True, slots=True)
class Pair(Generic[P]):
    """One thing as it was and as it is now; `keys` have other values, in the order of the format."""

    was: P
    now: P
    keys: tuple[str, ...]

    @property
    def reworded(self) -> tuple[Rewording, ...]:
        """The texts that differ."""
        return tuple(
            Rewording(key, _text(self.was, key), _text(self.now, key)) for key in TEXTS if key in self.keys
        )

    @property
    def moved(self) -> tuple[str, ...]:
        """The keys that say where a thing belongs and whose values differ."""
        return tuple(key for key in PLACES if key in self.keys)


@dataclass(frozen=True, slots=True)
class Among(Generic[P]):
    """What is new among things of one sort; a thing is the same where its id is."""

    added: tuple[P, ...] = ()
    removed: tuple[P, ...] = ()
    changed: tuple[Pair[P], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A level that has another name, or that only one of the versions names."""

    word: str
    was: Level | None
    now: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs between two documents, the order of things aside; false where nothing does."""

    region: Pair[Region] | None
    strategy: Pair[Strategy] | None
    levels: tuple[LevelChange, ...]
    elements: Among[Element]
    targets: Among[Target]
    indicators: Among[Indicator]
    links: Among[Link]
    plans: Among[Plan]
    practices: Among[Practice]
    signals: Among[Signal]
    history: Among[Version]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def reworded(self) -> tuple[Pair[Element], ...]:
        """The elements that have other words."""
        return tuple(pair for pair in self.elements.changed if pair.reworded)

    @property
    def moved(self) -> tuple[Pair[Element], ...]:
        """The elements that belong somewhere else."""
        return tuple(pair for pair in self.elements.changed if pair.moved)


def changes(was: StrategyDocument, now: StrategyDocument) -> Changes:
    """Return what is new in `now`; the arguments exchanged give added for removed."""
    words = dict.fromkeys([*now.levels, *was.levels])
    return Changes(
        region=_pair(was.region, now.region),
        strategy=_pair(was.strategy, now.strategy),
        levels=tuple(
            LevelChange(word, was.levels.get(word), now.levels.get(word))
            for word in words
            if _plain(was.levels.get(word)) != _plain(now.levels.get(word))
        ),
        elements=_among(was.elements, now.elements, key=lambda one: one.id),
        targets=_among(was.targets, now.targets, key=lambda one: one.id),
        indicators=_among(was.indicators, now.indicators, key=lambda one: one.id),
        links=_among(was.links, now.links, key=lambda one: (one.from_, one.to, one.kind)),
        plans=_among(was.plans, now.plans, key=lambda one: one.id),
        practices=_among(was.practices, now.practices, key=lambda one: one.id),
        signals=_among(was.signals, now.signals, key=lambda one: one.id),
        history=_among(was.history, now.history, key=lambda one: one.id),
    )


def _pair(was: P, now: P) -> Pair[P] | None:
    if was == now:
        return None
    known = dict.fromkeys([*type(now).model_fields, *type(was).model_fields])
    keys = tuple(key for key in known if _read(was, key) != _read(now, key))
    return Pair(was, now, keys) if keys else None


def _among(was: Iterable[P], now: Iterable[P], *, key: Callable[[P], Hashable]) -> Among[P]:
    before, after = {key(one): one for one in was}, {key(one): one for one in now}
    kept = [_pair(before[id_], one) for id_, one in after.items() if id_ in before]
    return Among(
        added=tuple(one for id_, one in after.items() if id_ not in before),
        removed=tuple(one for id_, one in before.items() if id_ not in after),
        changed=tuple(pair for pair in kept if pair is not None),
    )


def _read(part: Part, key: str) -> object:
    return _plain(getattr(part, key, None))


def _plain(value: object) -> object:
    """Return a value as it is compared: a text written once is the same as one written twice alike."""
    if isinstance(value, str | Translated):
        return said(value)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Part):
        return type(value), tuple(_read(value, key) for key in type(value).model_fields)
    return value


def _text(part: Part, key: str) -> Said:
    value = getattr(part, key, None)
    return said(value) if value is not None else SILENT
