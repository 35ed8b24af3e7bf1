"""The open strategy format, version 1: a strategy as one document that is never changed once made."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from laget.core.strategy.amounts import By
from laget.core.strategy.indicator import AREA_WORDS, Better, Indicator
from laget.core.strategy.source import Columns, FileSource, KoladaSource, PxwebSource, Source
from laget.core.strategy.target import (
    FORMS,
    AllAtLeast,
    AllAtMost,
    AtLeast,
    AtMost,
    BetterThan,
    Budget,
    Change,
    ChangeMoreThan,
    Corridor,
    Direction,
    Hold,
    Pace,
    Rank,
    SmallerGap,
    SmallerSpread,
    Target,
    TargetPart,
)
from laget.core.strategy.values import (
    Code,
    Day,
    Id,
    Part,
    Plain,
    Text,
    Translated,
    When,
    Word,
    Years,
    matching,
    said,
    whole,
)
from laget.core.words.said import Said

__all__ = [
    "AREA_WORDS",
    "FORMS",
    "LEVELS",
    "AllAtLeast",
    "AllAtMost",
    "AtLeast",
    "AtMost",
    "Better",
    "BetterThan",
    "Budget",
    "By",
    "Change",
    "ChangeMoreThan",
    "Columns",
    "Corridor",
    "Decision",
    "Direction",
    "Element",
    "FileSource",
    "Hold",
    "Indicator",
    "KnownLevel",
    "KoladaSource",
    "Level",
    "Link",
    "Pace",
    "Plan",
    "Practice",
    "PxwebSource",
    "Rank",
    "Region",
    "Signal",
    "SmallerGap",
    "SmallerSpread",
    "Source",
    "Strategy",
    "StrategyDocument",
    "Target",
    "TargetPart",
    "Text",
    "Translated",
    "said",
]

KnownLevel = Literal["vision", "goal", "outcome", "priority", "direction", "perspective"]
LEVELS: Mapping[KnownLevel, Said] = {
    "vision": Said(sv="Vision", en="Vision"),
    "goal": Said(sv="Övergripande mål", en="Overarching goal"),
    "outcome": Said(sv="Effektmål", en="Outcome"),
    "priority": Said(sv="Prioriterat område", en="Priority"),
    "direction": Said(sv="Strategisk inriktning", en="Strategic direction"),
    "perspective": Said(sv="Genomsyrande perspektiv", en="Perspective"),
}
"""The known words for levels and what they are called where the strategy does not name them."""

PlanLevel = Literal["municipal", "regional", "national", "eu", "global"]


CountyCode = Annotated[
    str,
    BeforeValidator(
        matching(
            "[0-9]{2}",
            sv="länets två siffror inom citattecken, till exempel ”13”",
            en="the county's two digits in quotes, such as “13”",
        )
    ),
]
Slug = Annotated[
    str,
    BeforeValidator(
        matching(
            "[a-z0-9]+(-[a-z0-9]+)*",
            sv="ett namn för adresser: a–z, 0–9 och bindestreck, till exempel halland",
            en="a name for addresses: a–z, 0–9 and hyphens, such as halland",
        )
    ),
]
Address = Annotated[
    str,
    BeforeValidator(
        matching(
            "[a-z][a-z_]*:[A-Za-z0-9][A-Za-z0-9._-]*",
            sv="en sort och ett id med kolon emellan, till exempel signal:energipriser",
            en="a kind and an id with a colon between, such as signal:energipriser",
        )
    ),
]


class Region(Part):
    """Whose strategy it is: the name in addresses, the county's code and the organisation's name."""

    slug: Slug
    code: CountyCode
    name: Text


class Decision(Part):
    """Who decided and when."""

    body: Text
    date: Day
    paragraph: Plain | None = None
    diary: Plain | None = None


class Process(Part):
    """Where the strategy is in its life, and since when."""

    state: Literal["analysis", "draft", "consultation", "adopted", "review"]
    since: When | None = None


class FollowUp(Part):
    """How often the strategy is followed up, in what, and where that is shown."""

    rhythm: Text | None = None
    tool: Text | None = None
    address: Plain | None = None


class Contact(Part):
    """Whom to ask: a role, never a person."""

    role: Text
    address: Plain | None = None


class News(Part):
    """Something new since the version before, in the region's own words, and what caused it."""

    title: Text
    text: Text | None = None
    because: tuple[Address, ...] = ()


class Strategy(Part):
    """The strategy itself: its version, decision, period, vision and text."""

    id: Id
    version: Annotated[int, whole(1)]
    title: Text
    decision: Decision | None = None
    period: Years
    reviewed: Day | None = None
    process: Process | None = None
    follow_up: FollowUp | None = None
    contact: Contact | None = None
    vision: Text | None = None
    text: Text | None = None
    news: tuple[News, ...] = ()


class Level(Part):
    """What a level is called; a region's own level says which known word it is like."""

    title: Text
    like: KnownLevel | None = None


def _level_from_title(value: Any) -> Any:
    is_level = isinstance(value, Level) or (isinstance(value, Mapping) and not value.keys() & {"sv", "en"})
    return value if is_level else {"title": value}


class Element(Part):
    """Anything a strategy says shall be: a goal, an outcome, a priority, a direction, a perspective."""

    id: Id
    level: Word
    title: Text
    dimension: Literal["social", "economic", "environmental"] | None = None
    within: Id | None = None
    serves: tuple[Id, ...] = ()
    text: Text | None = None
    desired: Text | None = None
    why: Text | None = None
    responsible: tuple[Text, ...] = ()


class Plan(Part):
    """Another plan that the strategy hangs together with."""

    id: Id
    title: Text
    level: PlanLevel
    owner: Text | None = None
    status: Literal["planned", "draft", "consultation", "in_force", "ended"] | None = None
    period: Years | None = None


class FrameworkItem(Part):
    """An item of a framework such as Agenda 2030."""

    framework: Code
    item: Code


class PlanEnd(Part):
    """A plan as the end of a link."""

    plan: Id


class ElementEnd(Part):
    """An element as the end of a link."""

    element: Id


def _end_tag(value: Any) -> str | None:
    keys = type(value).model_fields if isinstance(value, Part) else value
    if not isinstance(keys, Mapping):
        return "<id>"
    return next((f"<{key}>" for key in ("framework", "plan", "element") if key in keys), None)


class Link(Part):
    """How an element hangs together with a framework, a plan or another element."""

    from_: Id = Field(alias="from")
    to: Annotated[
        Annotated[Id, Tag("<id>")]
        | Annotated[FrameworkItem, Tag("<framework>")]
        | Annotated[PlanEnd, Tag("<plan>")]
        | Annotated[ElementEnd, Tag("<element>")],
        Discriminator(_end_tag),
    ]
    kind: Literal["guides", "implements", "contributes", "shares_goal", "conflicts"]
    text: Text | None = None


class Practice(Part):
    """How somebody works, also outside Sweden."""

    id: Id
    title: Text
    text: Text | None = None
    about: tuple[Id, ...] = ()
    address: Plain | None = None


class Signal(Part):
    """A trend, an occurrence, or something that is under way; `address` is where that can be read."""

    id: Id
    kind: Literal["megatrend", "trend", "occurrence", "pending"]
    level: PlanLevel
    title: Text
    text: Text | None = None
    since: When | None = None
    touches: tuple[Id, ...] = ()
    address: Plain | None = None


class Version(Part):
    """An earlier version: its id, its decision, and the file that holds it."""

    id: Id
    decision: Decision
    file: Plain | None = None


class StrategyDocument(Part):
    """A whole strategy file, version 1 of the format."""

    format: Literal["laget/1"]
    region: Region
    strategy: Strategy
    levels: Mapping[
        Word, Annotated[Level, BeforeValidator(_level_from_title, json_schema_input_type=Level | Text)]
    ] = Field(default_factory=dict)
    elements: tuple[Element, ...] = ()
    plans: tuple[Plan, ...] = ()
    links: tuple[Link, ...] = ()
    practices: tuple[Practice, ...] = ()
    signals: tuple[Signal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    history: tuple[Version, ...] = ()

    def element(self, element_id: str) -> Element:
        """Return the element with this id; KeyError where there is none."""
        return {row.id: row for row in self.elements}[element_id]

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator with this id; KeyError where there is none."""
        return {row.id: row for row in self.indicators}[indicator_id]

    def target(self, target_id: str) -> Target:
        """Return the target with this id; KeyError where there is none."""
        return {row.id: row for row in self.targets}[target_id]

    def plan(self, plan_id: str) -> Plan:
        """Return the plan with this id; KeyError where there is none."""
        return {row.id: row for row in self.plans}[plan_id]

    def known_level(self, level: str) -> KnownLevel:
        """Return the known word a level is like; KeyError where it is neither known nor declared."""
        own = self.levels.get(level)
        return (
            own.like
            if own is not None and own.like is not None
            else {str(word): word for word in LEVELS}[level]
        )

    def level_title(self, level: str) -> Said:
        """Return what the region calls a level, else the format's own name for it."""
        own = self.levels.get(level)
        return said(own.title) if own is not None else LEVELS[self.known_level(level)]

    def area_of(self, target: TargetPart) -> str:
        """Return the code of the area a target is for: the county unless the target names another."""
        return target.area or self.region.code
