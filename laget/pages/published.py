"""A published edition as pages show it: chapter by chapter, what is written beside what is computed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from laget.apps.followup.models import Edition, Judgement
from laget.apps.followup.queries import names_of, shown_of
from laget.core.areas import area
from laget.core.followup import edition as core
from laget.core.followup.account import FIELDS, SECTIONS, Appraisal, Section
from laget.core.followup.explanation import Explanation
from laget.core.followup.passage import as_read
from laget.core.strategy import document as doc
from laget.core.strategy.document import LEVELS, said
from laget.core.strategy.tree import level_words
from laget.core.words.binding import Ground
from laget.core.words.measure import Measure
from laget.core.words.said import Language, Said
from laget.core.words.short import short_level
from laget.pages.addresses import BESIDE, Named, named
from laget.pages.standing import Gap, Standing

KEPT = 16  # editions that a process keeps, told and drawn
STANDINGS: dict[int, Standing] = {}
GONE = Said("någon som inte längre är här", "somebody who is no longer here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an appraisal rests on, by its title where the strategy has one."""

    kind: str
    id: str
    title: Said
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One element of an edition: its texts as they are read, its appraisal, and what is computed of it."""

    element: doc.Element
    texts: tuple[tuple[Said, str], ...]
    appraisal: Appraisal
    appraised: str
    sources: tuple[Source, ...]
    signed: tuple[tuple[str, date], ...]
    gaps: tuple[Gap, ...]

    @property
    def is_appraised(self) -> bool:
        """Whether people have judged the element or said something of it."""
        return self.appraisal != Appraisal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The chapters of one level of the strategy."""

    id: str
    title: Said
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """The old figures of one indicator that are others now: where, when, before and now."""

    title: Said
    changes: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A document, published or in the making, as it is read; `names` are of those who have signed."""

    edition: core.Edition
    standing: Standing
    ground: Ground
    names: Mapping[int, str]
    led: Mapping[str, Named]

    @property
    def introduction(self) -> str:
        """The introduction as it is read, in Markdown."""
        return self.read(self.edition.introduction)

    @property
    def changes(self) -> tuple[Explanation, ...]:
        """The verdicts that are others than in the edition before, of targets that both have."""
        return tuple(one for one in self.edition.explanations if None not in (one.was, one.now))

    def revisions(self, *, language: Language) -> tuple[Revised, ...]:
        """Return the figures that the publishers have changed afterwards, by indicator."""
        return tuple(
            Revised(
                title=said(indicator.title),
                changes=tuple(
                    (
                        Said(area(one.area).name_sv, area(one.area).name_en).to(language),
                        one.period,
                        _shown(one.old, indicator, language=language),
                        _shown(one.new, indicator, language=language),
                    )
                    for one in found.changes
                ),
            )
            for found in self.edition.revisions
            for indicator in (self.edition.strategy.indicator(found.indicator),)
        )

    def read(self, text: str) -> str:
        """Return a text as it is read, in Markdown."""
        return as_read(text, ground=self.ground)

    def levels(self, *, language: Language) -> tuple[Level, ...]:
        """Return every element that is written of or has a target, by level from the highest down."""
        document, found = self.edition.strategy, dict[str, list[Chapter]]()
        targets: dict[str, list[str]] = {}
        for target in document.targets:
            targets.setdefault(target.element, []).append(target.id)
        for element in document.elements:
            if element.id in targets or element.id in self.edition.accounts:
                chapter = self.chapter(element, targets.get(element.id, ()), language=language)
                found.setdefault(element.level, []).append(chapter)
        return tuple(
            Level(id=level, title=level_words(document, level), chapters=tuple(found[level]))
            for level in sorted(found, key=lambda level: list(LEVELS).index(document.known_level(level)))
        )

    def chapter(self, element: doc.Element, targets: Iterable[str], *, language: Language) -> Chapter:
        """Return what is said of one element."""
        account = self.edition.accounts.get(element.id)
        texts = account.texts if account is not None else {}
        appraisal = account.appraisal if account is not None else Appraisal()
        return Chapter(
            element=element,
            texts=tuple(
                (name, self.read(texts[field]))
                for field, name in FIELDS.items()
                if field in texts and field != "appraisal"
            ),
            appraisal=appraisal,
            appraised=self.read(appraisal.text),
            sources=tuple(one for one in map(self.source, appraisal.sources) if one is not None),
            signed=tuple(
                (self.names.get(one.person, GONE.to(language)), one.day) for one in appraisal.signed
            ),
            gaps=tuple(self.standing.gaps(targets, language=language)),
        )

    def source(self, address: str) -> Source | None:
        """Return what an address `kind:id` leads to, by its title where this edition's strategy has it.

        Of what stands beside the strategy and may not be seen by everybody nothing is said: None.
        """
        kind, id_ = address.split(":", 1)
        if (found := self.led.get(address)) is not None:
            return Source(kind=kind, id=id_, title=found.title, url=found.url)
        document = self.edition.strategy
        known: dict[str, Iterable[doc.Element | doc.Indicator | doc.Signal | doc.Practice | doc.Plan]] = {
            "element": document.elements,
            "indicator": document.indicators,
            "signal": document.signals,
            "practice": document.practices,
            "plan": document.plans,
        }
        title = next((said(one.title) for one in known.get(kind, ()) if one.id == id_), None)
        if title is None and kind in BESIDE:
            return None
        return Source(kind=kind, id=id_, title=title or Said(address, address))

    @property
    def sections(self) -> list[tuple[str, Said, list[tuple[Section, str, Named | None]]]]:
        """What other parts of the year have handed in, by part: each with its text, and its own page."""
        found = [
            (
                kind,
                word,
                [
                    (one, self.read(one.text), self.led.get(one.address))
                    for one in self.edition.sections
                    if one.kind == kind
                ],
            )
            for kind, word in SECTIONS.items()
        ]
        return [(kind, word, those) for kind, word, those in found if those]


def published(row: Edition) -> Published:
    """Return a published edition as it may be shown, which each process tells and draws once."""
    edition = shown_of(row)
    known = STANDINGS.get(row.pk)
    if known is None or known.edition is not edition:  # with other masks it is another
        while len(STANDINGS) >= KEPT:
            STANDINGS.pop(next(iter(STANDINGS)), None)
        known = STANDINGS[row.pk] = Standing(row, edition)
    return _read(known)


def reading(edition: core.Edition, *, row: Edition | Judgement) -> Published:
    """Return a document as it is read."""
    return _read(Standing(row, edition))


def _read(standing: Standing) -> Published:
    edition = standing.edition
    ground = Ground(edition.strategy, {one.target: one for one in edition.verdicts}, edition)
    people = {one.person for account in edition.accounts.values() for one in account.appraisal.signed}
    sources = {one for account in edition.accounts.values() for one in account.appraisal.sources}
    sources |= {one.address for one in edition.sections}
    beside = [one for one in sources if one.partition(":")[0] in BESIDE]
    organisation = standing.judgement.organisation
    led = named(organisation, beside, viewer=None, today=timezone.localdate()) if beside else {}
    return Published(edition, standing, ground, names_of(people), led)


def _shown(value: float | None, indicator: doc.Indicator, *, language: Language) -> str:
    if value is None:
        return "–"
    return short_level(value, measure=Measure(indicator.unit, indicator.shown_decimals), language=language)
