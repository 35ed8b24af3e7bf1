"""Reads: the edition that is being written, its parts, what the guard says of them, and who may approve."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.shortcuts import get_object_or_404
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.models import Approval, Contributor, EditionDraft, Part, Section
from laget.apps.followup.queries.published import (
    document_of,
    editions_of,
    figures_of,
    judgement_today,
    masked_draft,
    masks_of,
)
from laget.core.canonical import canonical_json, sha256
from laget.core.followup.account import FIELDS, Written
from laget.core.followup.account import Section as Handed
from laget.core.followup.edition import Edition, rewritten
from laget.core.followup.explanation import Words
from laget.core.followup.passage import as_read
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL, Series
from laget.core.strategy.document import Element, Indicator
from laget.core.words.explaining import explained
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.register import guarded
from laget.core.words.said import Said
from laget.core.words.sentences import tell

EMPTY = Series(years=(), values=(), statuses=(), cases=(), spans=(), suppressed=())
WRITTEN_FIELDS = ("text", "causes", "tried", "contribution", "nearness", "appraisal", "sources")


def draft_of(organisation: Organisation) -> EditionDraft | None:
    """Return the edition that is being written, None where there is none."""
    found = EditionDraft.objects.filter(organisation=organisation).select_related("version", "previous")
    return found.defer("computed").first()


def draft_at(organisation: Organisation) -> EditionDraft:
    """Return the edition that is being written; raises Http404."""
    return get_object_or_404(EditionDraft.objects.defer("computed"), organisation=organisation)


def parts_of(draft: EditionDraft) -> dict[str, Part]:
    """Return what is written so far, by element, with who wrote and signed it."""
    found = Part.objects.filter(draft=draft).select_related("changed_by", "contributor")
    return {part.element: part for part in found.prefetch_related("signings__person")}


def part_hash(part: Part | None) -> str:
    """Return the hash of what is written in a part; of one that nobody has written yet that of nothing."""
    return content_hash(part if part is not None else Part())


def content_hash(part: Part) -> str:
    """Return the hash of what stands in a part now."""
    return sha256(canonical_json({field: getattr(part, field) for field in WRITTEN_FIELDS}))


def computed_of(draft: EditionDraft) -> Edition:
    """Return what is computed of a draft, which each process reads once."""
    return _computed(draft.pk, draft.hash)


def sections_of(draft: EditionDraft) -> list[Section]:
    """Return what other parts of the year have handed to the edition of a draft's year, as it is read."""
    return sections_handed(draft.organisation, year=draft.year)


def sections_handed(organisation: Organisation, *, year: int) -> list[Section]:
    """Return what other parts of the year have handed to the edition of a year, as it is read."""
    order = [kind.value for kind in Section.Kind]
    found = Section.objects.filter(organisation=organisation, year=year)
    return sorted(found, key=lambda one: (order.index(one.kind), one.place, one.pk))


def written_of(draft: EditionDraft, parts: dict[str, Part]) -> Written:
    """Return what is written in a draft's parts and sections as core keeps it; empty parts are none."""
    nothing = content_hash(Part())
    accounts = {
        element: {
            **{field: getattr(part, field) for field in FIELDS if field != "appraisal"},
            "appraisal": {
                "nearness": part.nearness,
                "text": part.appraisal,
                "sources": part.sources,
                "signed": [
                    {"person": one.person_id, "day": timezone.localtime(one.at).date()}
                    for one in part.signings.all()
                ],
            },
        }
        for element, part in sorted(parts.items())
        if element and content_hash(part) != nothing
    }
    introduction = parts[""].text if "" in parts else ""
    sections = [
        {"address": one.address, "kind": one.kind, "title": one.title, "text": one.text}
        for one in sections_of(draft)
    ]
    return Written.model_validate({"introduction": introduction, "accounts": accounts, "sections": sections})


def edition_of(draft: EditionDraft, parts: dict[str, Part]) -> Edition:
    """Return the edition as it would be published now."""
    computed = computed_of(draft)
    return rewritten(computed, written=written_of(draft, parts), seen=_Kept(computed))


def parts_with_masks(draft: EditionDraft) -> frozenset[str]:
    """Return the elements whose texts hold what is masked in the edition that is corrected."""
    if not masks_of(draft):
        return frozenset()
    edition = edition_of(draft, parts_of(draft))
    shown = masked_draft(draft, edition)
    return frozenset(name for name, one in edition.accounts.items() if one != shown.accounts[name])


def faults_of(edition: Edition) -> dict[str, dict[str, tuple[Fault, ...]]]:
    """Return what the guard finds, by element (the introduction under "", a section under its address)
    and field.
    """
    ground, cells = ground_of(edition)
    found: dict[str, dict[str, tuple[Fault, ...]]] = {}
    for place, text in edition.texts():
        if faults := guarded(text, ground=ground, cells=cells, language="sv"):
            element, _, field = (place, "", "text") if ":" in place else place.rpartition(".")
            found.setdefault(element, {})[field if element else "text"] = faults
    return found


def held_against(organisation: Organisation, *, year: int) -> Edition | None:
    """Return what a text of a year is held against: its draft, else its edition, else today's judgement.

    None where nothing is judged.
    """
    draft = draft_of(organisation)
    if draft is not None and draft.year == year:
        return computed_of(draft)
    row = next((one for one in editions_of(organisation) if one.year == year), None)
    found = row or judgement_today(organisation)
    return document_of(found) if found is not None else None


def section_read(edition: Edition, section: Handed) -> tuple[str, tuple[Fault, ...]]:
    """Return a section as it would be read in an edition, and what the guard finds in it."""
    written = Written(sections=(section,))
    ground, cells = ground_of(rewritten(edition, written=written, seen=_Kept(edition)))
    return as_read(section.text, ground=ground), guarded(
        section.text, ground=ground, cells=cells, language="sv"
    )


def draft_hash(draft: EditionDraft, parts: dict[str, Part]) -> str:
    """Return the hash of all that would be published: what is computed and written, and the reason."""
    written = written_of(draft, parts).model_dump(mode="json", exclude_defaults=True)
    return sha256(canonical_json([draft.hash, draft.year, draft.reason, written]))


def approvals_of(draft: EditionDraft, *, content: str) -> list[Approval]:
    """Return who has approved a draft as it stands."""
    return list(Approval.objects.filter(draft=draft, content=content).select_related("person"))


def authors_of(draft: EditionDraft, parts: dict[str, Part]) -> frozenset[int]:
    """Return the ids of those who signed or last changed a part or a section: they cannot approve.

    A signature that came over from what is corrected is of a text that stands as it was published.
    """
    signings = (one for part in parts.values() for one in part.signings.all())
    signed = {one.person_id for one in signings if one.at >= draft.started_at}
    wrote = {part.changed_by_id for part in parts.values()}
    wrote |= {section.written_by_id for section in sections_of(draft)}
    return frozenset(signed | {one for one in wrote if one is not None})


@dataclass(frozen=True, slots=True)
class Chapter:
    """One element of a draft: what is written of it, what is wrong with it, and whom it was sent to."""

    element: Element
    part: Part | None
    faults: int
    contributors: tuple[Contributor, ...]

    @property
    def is_written(self) -> bool:
        """Whether there is any text."""
        return self.part is not None and content_hash(self.part) != content_hash(Part())

    @property
    def signers(self) -> tuple[User, ...]:
        """Those who stand for the appraisal."""
        return tuple(one.person for one in self.part.signings.all()) if self.part is not None else ()


def chapters_of(
    draft: EditionDraft,
    parts: dict[str, Part],
    edition: Edition,
    *,
    faults: Mapping[str, Mapping[str, tuple[Fault, ...]]],
) -> list[Chapter]:
    """Return every element of the draft's strategy with how far its part has come."""
    sent = list(draft.contributors.all())
    return [
        Chapter(
            element=element,
            part=parts.get(element.id),
            faults=sum(len(found) for found in faults.get(element.id, {}).values()),
            contributors=tuple(one for one in sent if element.id in one.elements),
        )
        for element in edition.strategy.elements
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one target's verdict was in the edition before, what it is, and why it is another."""

    element: Element
    indicator: Indicator
    was: Words | None
    now: Verdict
    because: Said | None

    @property
    def is_changed(self) -> bool:
        """Whether an answer is another than before."""
        return self.was is not None and self.was != Words.of(self.now)


def standings_of(edition: Edition) -> list[Standing]:
    """Return what each verdict was and is, those that changed first."""
    words = edition.previous.words if edition.previous is not None else {}
    because = {one.target: explained(one) for one in edition.explanations if None not in (one.was, one.now)}
    found = [
        Standing(
            element=edition.strategy.element(one.element),
            indicator=edition.strategy.indicator(one.indicator),
            was=words.get(one.target),
            now=one,
            because=because.get(one.target),
        )
        for one in edition.verdicts
    ]
    return sorted(found, key=lambda one: not one.is_changed)


def suggestions_for(edition: Edition, element: str) -> list[tuple[str, str]]:
    """Return sentences about the targets of an element: as they are read, and with their bindings."""
    found: list[tuple[str, str]] = []
    for verdict in edition.verdicts:
        if verdict.element == element:
            target = edition.strategy.target(verdict.target)
            indicator = edition.strategy.indicator(verdict.indicator)
            told = tell(verdict, target=target, indicator=indicator, cells=edition, language="sv")
            found += [(text.text, text.source) for text in (told.short, told.middle)]
    return list(dict.fromkeys(found))


def kept_as(token: str) -> str:
    """Return what is kept of the token in a link: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def contributor_at(token: str, *, now: datetime) -> Contributor | None:
    """Return whose link it is, None where there is no such link or its time is over."""
    found = Contributor.objects.select_related("draft__organisation", "draft__version")
    return found.filter(token=kept_as(token), expires__gt=now).defer("draft__computed").first()


@dataclass(frozen=True, slots=True)
class _Kept:
    """The series that an edition rests on, read from the store as they are asked for."""

    edition: Edition

    def series(self, indicator: str, *, area: str, group: str = TOTAL) -> Series:
        """Return a series, empty where there is none."""
        known = {one.id: one for one in self.edition.strategy.indicators}
        figures = figures_of(self.edition, known[indicator]) if indicator in known else None
        return figures.series(indicator, area=area, group=group) if figures is not None else EMPTY


@lru_cache(maxsize=16)
def _computed(key: int, hash_: str) -> Edition:
    return Edition.model_validate_json(EditionDraft.objects.get(pk=key, hash=hash_).computed)
