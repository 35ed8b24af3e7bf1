"""Which fields each part of a strategy has: made from the format's own models, so that none is forgotten."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from laget.apps.strategy.forms import words
from laget.apps.strategy.forms.fields import (
    Choices,
    Day,
    End,
    Label,
    Line,
    Listed,
    Names,
    Number,
    OneOf,
    Reader,
    Several,
    Steps,
    Ticked,
    Two,
    Whole,
    Words,
)
from laget.apps.strategy.forms.words import FORM_NAMES as FORM_NAMES
from laget.core.areas import COUNTIES, COUNTRY, UnknownArea, area, municipalities_of
from laget.core.frameworks import FRAMEWORKS
from laget.core.strategy.document import (
    FORMS,
    LEVELS,
    Element,
    FileSource,
    Indicator,
    Level,
    Link,
    Plan,
    Practice,
    PxwebSource,
    Signal,
    Strategy,
    StrategyDocument,
    said,
)
from laget.core.strategy.document import News as NewsPoint
from laget.core.strategy.editing import Kind
from laget.core.words.said import Language


@dataclass(frozen=True)
class Spec:
    """One field of a part: its key (`contact.role` inside another), what is said of it, and its reader."""

    key: str
    reader: Reader
    label: Label
    hint: Label
    required: bool
    default: Any = None  # what the format takes it for where it is not written, as plain values

    @property
    def name(self) -> str:
        """What the field is called on the page."""
        return self.key.replace(".", "__")


@dataclass(frozen=True)
class _About:
    """What choices are made of."""

    document: StrategyDocument
    language: Language
    own: Mapping[str, Any]  # the part as it is, whose own choices are always among those offered

    def elements(self) -> Choices:
        """Every element by its title, level by level."""
        own = self.own.get("id")
        by_level: dict[str, list[tuple[str, str]]] = {}
        for one in self.document.elements:
            if one.id != own:
                by_level.setdefault(one.level, []).append((one.id, self.said(one.title)))
        return [(self._level(level), found) for level, found in by_level.items()]

    def goals(self) -> Choices:
        """What an element may serve: goals and priorities first of all, but the format allows any."""
        return [choice for _, inside in self.elements() for choice in inside]

    def levels(self) -> Choices:
        """The strategy's own levels, then the known ones."""
        names = dict.fromkeys([*self.document.levels, *LEVELS, *filter(None, [self.own.get("level")])])
        return [(level, self._level(level)) for level in names]

    def indicators(self) -> Choices:
        """Every indicator by its title."""
        own = self.own.get("id")
        return [(one.id, self.said(one.title)) for one in self.document.indicators if one.id != own]

    def ends(self) -> Choices:
        """What a link may lead to: elements, plans and the items of frameworks."""
        plans = [(f"plan:{one.id}", self.said(one.title)) for one in self.document.plans]
        frameworks = [
            (
                known.title.to(self.language),
                [
                    (f"framework:{name}:{code}", f"{one.code} {one.title.to(self.language)}")
                    for code, one in known.items.items()
                ],
            )
            for name, known in FRAMEWORKS.items()
        ]
        elements = [
            (group, [(f"element:{key}", title) for key, title in inside]) for group, inside in self.elements()
        ]
        return [*([(_("Plans"), plans)] if plans else []), *elements, *frameworks]

    def one_area(self) -> Choices:
        """The municipalities of the county, and what is chosen now."""
        inside = municipalities_of(self.document.region.code)
        codes = [one.code for one in inside]
        return [
            (one, self._area(one)) for one in dict.fromkeys([*codes, *filter(None, [self.own.get("area")])])
        ]

    def compared(self) -> Choices:
        """The country, the counties, and what is chosen now."""
        codes = [COUNTRY.code, *(one.code for one in COUNTIES), *self.own.get("areas", ())]
        here = self.own.get("area") or self.document.region.code
        return [(one, self._area(one)) for one in dict.fromkeys(codes) if one != here]

    def groups(self) -> Choices:
        """The known groups, and those of the strategy's own sources."""
        known = dict(words.GROUPS)
        own = {
            group
            for one in self.document.indicators
            if isinstance(one.source, FileSource | PxwebSource)
            for group in one.source.groups.values()
        }
        return [
            *words.GROUPS,
            *((one, one) for one in sorted({*own, *self.own.get("groups", ())} - known.keys())),
        ]

    def said(self, text: Any) -> str:
        """Return a text in the reader's language."""
        return said(text).to(self.language)

    def _level(self, level: str) -> str:
        known = level in self.document.levels or level in LEVELS
        return self.document.level_title(level).to(self.language) if known else level

    def _area(self, code: str) -> str:
        try:
            found = area(code)
        except UnknownArea:
            return code
        return found.name_sv if self.language == "sv" else found.name_en


Make = Callable[[_About], Reader]


def _always(reader: Reader) -> Make:
    return lambda _: reader


_NUMBERS = ("value", "low", "high", "below", "total", "noise", "by", "to")
_READERS: Mapping[str, Make] = {
    "title": _always(Words()),
    "level": lambda about: OneOf(about.levels()),
    "like": lambda about: OneOf([(word, called.to(about.language)) for word, called in LEVELS.items()]),
    "dimension": _always(OneOf(words.DIMENSIONS, none=_("None"))),
    "within": lambda about: OneOf(about.elements(), none=_("Nothing: it stands by itself")),
    "serves": lambda about: Several(about.goals()),
    "text": _always(Words(rows=8)),
    "desired": _always(Words(rows=5)),
    "why": _always(Words(rows=5)),
    "responsible": _always(Names()),
    "vision": _always(Words(rows=2)),
    "period.from": _always(Whole()),
    "period.to": _always(Whole()),
    "reviewed": _always(Day()),
    "follow_up.rhythm": _always(Words()),
    "follow_up.tool": _always(Words()),
    "follow_up.address": _always(Line()),
    "contact.role": _always(Words()),
    "contact.address": _always(Line()),
    "because": _always(Listed()),
    "unit": _always(Line()),
    "decimals": _always(Whole()),
    "better": _always(OneOf(words.BETTER)),
    "follows": lambda about: Several(about.goals()),
    "about": lambda about: Several(about.goals()),
    "touches": lambda about: Several(about.goals()),
    "address": _always(Line()),
    "since": _always(Line({"class": "short"})),
    "people": lambda about: OneOf(about.indicators(), none=_("None")),
    "breaks": _always(Listed()),
    "months": _always(OneOf([*words.PARTS_OF_YEAR, *((one, str(one)) for one in range(1, 13))])),
    "quarters": _always(OneOf([*words.PARTS_OF_YEAR, *((one, str(one)) for one in range(1, 5))])),
    "ages": _always(Line()),
    "counts": _always(Line()),
    "invented": _always(Ticked()),
    "owner": _always(Words()),
    "status": _always(OneOf(words.PLAN_STATES)),
    "kind": _always(OneOf(words.LINK_KINDS)),
    "indicator": lambda about: OneOf(about.indicators()),
    "element": lambda about: OneOf(about.elements()),
    "area": lambda about: OneOf(about.one_area(), none=_("The whole county")),
    "year": _always(Whole()),
    "base": _always(Whole()),
    "from": _always(Whole()),
    "steps": _always(Steps()),
    "way": _always(OneOf(words.WAYS)),
    "how": _always(OneOf(words.HOW)),
    "groups": lambda about: Two(about.groups()),
    "at_most": _always(Whole()),
    "of": _always(Whole()),
    **{key: _always(Number()) for key in _NUMBERS},
}
_OF_KIND: Mapping[tuple[str, str], Make] = {
    ("plan", "level"): _always(OneOf(words.PLAN_LEVELS)),
    ("signal", "kind"): _always(OneOf(words.SIGNAL_KINDS)),
    ("signal", "level"): _always(OneOf(words.PLAN_LEVELS)),
    ("link", "to"): lambda about: End(about.ends()),
    ("indicator", "areas"): _always(Listed()),
    ("indicator", "by"): _always(Several(words.BY_SEX)),
    ("better_than", "areas"): lambda about: Several(about.compared()),
    ("change_more_than", "areas"): lambda about: Several(about.compared()),
    ("smaller_gap", "measure"): _always(OneOf(words.GAP_MEASURES)),
    ("smaller_spread", "measure"): _always(OneOf(words.SPREAD_MEASURES)),
}
MODELS: Mapping[Kind, type[BaseModel]] = {
    Kind.STRATEGY: Strategy,
    Kind.NEWS: NewsPoint,
    Kind.LEVEL: Level,
    Kind.ELEMENT: Element,
    Kind.INDICATOR: Indicator,
    Kind.PLAN: Plan,
    Kind.LINK: Link,
    Kind.PRACTICE: Practice,
    Kind.SIGNAL: Signal,
}
"""The kinds that a form of this kind edits; a target's fields are those of its form."""
GIVEN: Mapping[str, frozenset[str]] = {
    # The decision and the process are given by adoption, news has a page of its own.
    "strategy": frozenset({"id", "version", "decision", "process", "news"}),
    "element": frozenset({"id"}),
    "plan": frozenset({"id"}),
    "link": frozenset({"from"}),
    "practice": frozenset({"id"}),
    "signal": frozenset({"id"}),
    "indicator": frozenset({"id", "source"}),
    "target": frozenset({"id", "element", "indicator", "form"}),
}
"""Keys that no field asks for: what the page itself knows, or what another page gives."""


def specs_of(
    kind: Kind, document: StrategyDocument, *, language: Language, own: Mapping[str, Any]
) -> Sequence[Spec]:
    """Return the fields of a part; `own` is the part as it is, or what is known of a new one."""
    model = MODELS[kind]
    return [*_specs(kind.value, model, GIVEN.get(kind.value, frozenset()), _About(document, language, own))]


def target_specs(
    form: str, document: StrategyDocument, *, language: Language, own: Mapping[str, Any]
) -> Sequence[Spec]:
    """Return the fields of a target of one form; KeyError where there is no such form."""
    return [*_specs(form, FORMS[form], GIVEN["target"], _About(document, language, own))]


def keys_of(model: type[BaseModel], given: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield each key of a model that is asked for, and whether the format needs it, needed ones first."""
    found = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        inside = _inside(field.annotation)
        if key in given:
            continue
        if inside is None:
            found.append((key, field.is_required()))
        else:
            required = field.is_required()
            found += [
                (f"{key}.{one.alias or inner}", required and one.is_required())
                for inner, one in inside.model_fields.items()
            ]
    yield from sorted(found, key=lambda one: (one[0] != "title", not one[1], one[0] in LAST))


def _inside(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field holds, alone or beside None; texts are no models here."""
    options = getattr(annotation, "__args__", (annotation,))
    models = [one for one in options if isinstance(one, type) and issubclass(one, BaseModel)]
    return models[0] if len(models) == 1 and models[0].__name__ in _NESTED else None


LAST = frozenset(
    {"serves", "about", "touches", "dimension", "responsible", "reviewed", "area", "invented"}
)  # asked for after the rest
_NESTED = frozenset({"Years", "FollowUp", "Contact"})


def _specs(sort: str, model: type[BaseModel], given: frozenset[str], about: _About) -> Iterator[Spec]:
    """Yield the fields of a model; `sort` is what its keys are looked up by."""
    defaults = model.model_construct().model_dump(mode="json", by_alias=True)
    for key, required in keys_of(model, given):
        make = _OF_KIND.get((sort, key)) or _READERS[key]
        label, hint = words.OF_FORM.get((sort, key)) or (words.LABELS[key], words.HINTS.get(key, ""))
        yield Spec(key, make(about), label, hint, required, defaults.get(key) or None)
