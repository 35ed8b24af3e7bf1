"""What people write in an edition: an account of each element, and their appraisal of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field

from laget.core.followup.verdict import Part
from laget.core.strategy.document import Address
from laget.core.strategy.values import Day
from laget.core.words.said import Said

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000]")


def _prose(value: object) -> object:
    if not isinstance(value, str):
        return value
    return _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


Prose = Annotated[str, BeforeValidator(_prose)]
"""Markdown with bound numbers, `{{eftergymnasial@13:2022}}`; what cannot be printed is left out."""


class Nearness(StrEnum):
    """Where people find an element to be, beside its desired state: never computed."""

    NEARER = "nearer"
    UNCHANGED = "unchanged"
    FURTHER = "further"
    NOT_JUDGED = "not_judged"

    @property
    def said(self) -> Said:
        """The word on screen."""
        return NEARNESS_WORDS[self][1]

    @property
    def shape(self) -> str:
        """The shape beside the word; never alone, and none that a computed answer has."""
        return NEARNESS_WORDS[self][0]


NEARNESS_WORDS = {
    Nearness.NEARER: ("↗", Said("närmare", "nearer")),
    Nearness.UNCHANGED: ("→", Said("oförändrat", "unchanged")),
    Nearness.FURTHER: ("↘", Said("längre ifrån", "further away")),
    Nearness.NOT_JUDGED: ("–", Said("inte bedömt", "not judged")),
}


FIELDS = {
    "text": Said("Så går det", "How it goes"),
    "causes": Said("Orsaker", "Causes"),
    "tried": Said("Prövat", "What has been tried"),
    "contribution": Said("Vad arbetet har bidragit med", "What the work has contributed"),
    "appraisal": Said("Samlad bedömning", "Appraisal"),
}
"""The texts of an account, in the order they are read."""
INTRODUCTION = Said("Inledning", "Introduction")


class Signature(Part):
    """Who stands for an appraisal, by the person's id only, and since which day."""

    person: int = Field(ge=1)
    day: Day


class Appraisal(Part):
    """People's signed judgement of an element (samlad bedömning); its sources are addresses `kind:id`."""

    nearness: Nearness = Nearness.NOT_JUDGED
    text: Prose = ""
    sources: tuple[Address, ...] = ()
    signed: tuple[Signature, ...] = ()


class Account(Part):
    """What is written of one element: how it goes, its causes, what has been tried, what the work gave."""

    text: Prose = ""
    causes: Prose = ""
    tried: Prose = ""
    contribution: Prose = ""
    appraisal: Appraisal = Appraisal()

    @property
    def texts(self) -> Mapping[str, str]:
        """Each text by the name of its field, those that are written only."""
        known = {name: getattr(self, name) for name in FIELDS if name != "appraisal"}
        known["appraisal"] = self.appraisal.text
        return {name: text for name, text in known.items() if text}

    def changed(self, change: Callable[[str, str], str]) -> "Account":
        """Return the same with each text as `change` makes it of its field and what is written there."""
        told = {field: change(field, text) for field, text in self.texts.items()}
        appraisal = self.appraisal
        if "appraisal" in told:
            appraisal = appraisal.model_copy(update={"text": told.pop("appraisal")})
        return self.model_copy(update={**told, "appraisal": appraisal})


SectionKind = Literal["horizon", "mobilisation"]
SECTIONS: Mapping[SectionKind, Said] = {
    "horizon": Said("Omvärlden", "What happens around us"),
    "mobilisation": Said("Kraftsamlingarna: så gick det", "What we gathered around: so it went"),
}
"""The parts of the year that hand sections to an edition, in the order they are read."""


class Section(Part):
    """What another part of the year has handed to an edition; `address` is whose it is, `kind:id`."""

    address: Address
    kind: SectionKind
    title: str
    text: Prose


class Written(Part):
    """All that people write in an edition: introduction, accounts by the id of their element, sections."""

    introduction: Prose = ""
    accounts: Mapping[str, Account] = {}
    sections: tuple[Section, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text with its place: `introduction`, `<element>.<field>`, or a section's address."""
        if self.introduction:
            yield "introduction", self.introduction
        for element, account in self.accounts.items():
            for field, text in account.texts.items():
                yield f"{element}.{field}", text
        for section in self.sections:
            yield section.address, section.text

    def changed(self, change: Callable[[str, str], str]) -> Self:
        """Return the same with each text as `change` makes it of its place and what is written there."""

        def of(element: str) -> Callable[[str, str], str]:
            return lambda field, text: change(f"{element}.{field}", text)

        introduction = change("introduction", self.introduction) if self.introduction else ""
        accounts = {element: account.changed(of(element)) for element, account in self.accounts.items()}
        sections = tuple(
            one.model_copy(update={"text": change(one.address, one.text)}) for one in self.sections
        )
        told = {"introduction": introduction, "accounts": accounts, "sections": sections}
        return self.model_copy(update=told)

    def check(self, elements: frozenset[str]) -> None:
        """Raise ValueError where an element is written of that the strategy does not have."""
        if unknown := self.accounts.keys() - elements:
            raise ValueError(f"no element {min(unknown)}")


NOTHING_WRITTEN = Written()
