"""Writes: the one draft of an organisation, edited part by part, and its adoption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.audit.queries import entry_with
from laget.apps.strategy.actions.versions import adopt_strategy
from laget.apps.strategy.models import Draft, StrategyVersion
from laget.apps.strategy.permissions import ADOPT_STRATEGY, EDIT_STRATEGY
from laget.apps.strategy.queries import document_of, drafted, hash_of, used_ids, version_in_force
from laget.core.canonical import canonical_bytes
from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import (
    Add,
    Change,
    Kind,
    Operation,
    Remove,
    Unfitting,
    apply,
    next_version,
    part,
    part_hash,
    removal,
    seen_hash,
)
from laget.core.strategy.editing.operations import as_plain
from laget.core.strategy.faults import Fault
from laget.core.words.said import Refusal, Said


class NoDraft(Refusal):
    """There is no draft to do anything with."""


class NoStrategyHere(Refusal):
    """An organisation that no strategy can be of."""


class OtherRegion(Refusal):
    """A strategy that is another region's."""


class NotDecided(Refusal):
    """A decision that does not say who decided and when."""


class DraftChanged(Refusal):
    """The draft as a whole is another than the one that was seen."""


class ChangedMeanwhile(Refusal):
    """Somebody else has changed the same part; `now` is what it has become, None where it is gone."""

    def __init__(self, kind: Kind, part_id: str, *, now: Mapping[str, Any] | None, hash_: str) -> None:
        self.kind, self.id, self.now, self.hash = kind, part_id, now, hash_
        what = Said(sv=kind.said.sv.capitalize(), en=kind.said.en.capitalize())
        super().__init__(
            Said(
                sv=f"{what.sv} har ändrats av någon annan medan du skrev; inget är överskrivet.",
                en=f"{what.en} was changed by somebody else while you wrote; nothing is overwritten.",
            )
            if now is not None
            else Said(
                sv=f"{what.sv} har tagits bort av någon annan medan du skrev.",
                en=f"{what.en} was removed by somebody else while you wrote.",
            )
        )


class Hanging(Refusal):
    """A draft that does not hang together; `faults` are what stops it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Said(
                sv=f"Utkastet kan inte antas: {len(self.faults)} fel återstår att rätta.",
                en=f"The draft cannot be adopted: {len(self.faults)} faults are left to correct.",
            )
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What an edit was of, the hash it is known by now, and whether anything was changed."""

    kind: Kind
    id: str
    hash: str
    is_changed: bool


def start_draft(organisation: Organisation, *, actor: Visitor | None, today: date) -> Draft:
    """Begin the next version from the one in force, or from nothing; a draft that is there is returned.

    Raises NotAllowed, NoStrategyHere.
    """
    if actor is not None:
        require(actor, organisation, EDIT_STRATEGY)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = Draft.objects.filter(organisation=organisation).first()
        if known is not None:
            return known
        base = version_in_force(organisation)
        document = next_version(document_of(base)) if base is not None else empty(organisation, today=today)
        draft = Draft(organisation=organisation, based_on=base)
        _keep(draft, document, actor=actor)
        _record(draft, "start_draft", actor=actor, detail={"after": hash_of(draft)})
    return draft


def edit_draft(
    organisation: Organisation, *, actor: Visitor | None, operation: Operation, seen: str | None
) -> Kept:
    """Do one operation on one part of the draft, if that part still is what whoever does it has `seen`.

    `seen` is core's `seen_hash` of the operation, None for what is only added. Raises NotAllowed, NoDraft,
    ChangedMeanwhile, and core's Unfitting and NotThere.
    """
    if actor is not None:
        require(actor, organisation, EDIT_STRATEGY)
    with transaction.atomic():
        draft = _locked(organisation)
        document = drafted(draft)
        before = seen_hash(document, operation)
        part_id = getattr(operation, "id", "")
        if before != seen:
            now = (
                part(document, operation.kind, part_id)
                if part_hash(document, operation.kind, part_id)
                else None
            )
            raise ChangedMeanwhile(operation.kind, part_id, now=now, hash_=before or "")
        was = _was(document, operation)
        edited = apply(document, operation, taken=used_ids(organisation, kind=operation.kind))
        after = part_hash(edited.document, edited.kind, edited.id)
        changed = edited.document != document
        if changed:
            if isinstance(operation, Change):
                is_now = part(edited.document, edited.kind, edited.id)
                keys = [key for key in {**was, **is_now} if was.get(key) != is_now.get(key)]
                operation = replace(operation, values={key: is_now.get(key) for key in keys})
                was = {key: was.get(key) for key in keys}
            _keep(draft, edited.document, actor=actor)
            record(
                organisation,
                actor=actor,
                action="edit_draft",
                subject=f"{edited.kind}:{edited.id}",
                detail={"was": was, **as_plain(operation), "before": before, "after": after},
            )
    return Kept(edited.kind, edited.id, after, changed)


def adopt_draft(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    decision: Mapping[str, Any],
    seen: str,
    over: int | None,
) -> StrategyVersion:
    """Make the draft the next adopted version by a decision (body, date, paragraph, diary), once.

    `seen` is the hash of the draft that was read when it was confirmed, `over` the number of the version in
    force that it was read beside, None where there was none. Asked again for a draft that has been adopted
    already, its version is returned. Raises NotAllowed, NoDraft, DraftChanged, NotDecided, Hanging.
    """
    if actor is not None:
        require(actor, organisation, ADOPT_STRATEGY)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(organisation=organisation).first()
        if draft is None or hash_of(draft) != seen:
            already = _adopted_from(organisation, seen)
            if already is not None:
                return already
            raise _no_draft() if draft is None else _draft_changed()
        in_force = version_in_force(organisation)
        if (in_force.number if in_force is not None else None) != over:
            raise DraftChanged(
                Said(
                    sv="En annan version har antagits sedan du läste utkastet. Läs igenom det igen.",
                    en="Another version has been adopted since you read the draft. Read it through again.",
                )
            )
        document = _decided(drafted(draft), decision)
        faults = [fault for fault in consistency_faults(document) if fault.severity == "fault"]
        if faults:
            raise Hanging(faults)
        version = adopt_strategy(organisation, actor=actor, document=document, draft=seen)
        draft.delete()
    return version


def discard_draft(organisation: Organisation, *, actor: Visitor | None, seen: str) -> None:
    """Throw the draft away; the log keeps it whole. Raises NotAllowed, NoDraft, DraftChanged."""
    if actor is not None:
        require(actor, organisation, EDIT_STRATEGY)
    with transaction.atomic():
        draft = _locked(organisation)
        if hash_of(draft) != seen:
            raise _draft_changed()
        _record(draft, "discard_draft", actor=actor, detail={"before": seen, "document": draft.document})
        draft.delete()


def replace_draft(
    organisation: Organisation, *, actor: Visitor | None, document: StrategyDocument, seen: str | None
) -> Draft:
    """Let a document that was brought in be the draft, in place of the one with the hash `seen`, if any.

    The log keeps the one that it replaces whole. Raises NotAllowed, OtherRegion, DraftChanged.
    """
    if actor is not None:
        require(actor, organisation, EDIT_STRATEGY)
    hold_region(organisation, document)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        draft = Draft.objects.select_for_update().filter(organisation=organisation).first()
        if (hash_of(draft) if draft is not None else None) != seen:
            raise _draft_changed()
        gone = {"before": seen, "document": draft.document} if draft is not None else {}
        draft = draft or Draft(organisation=organisation, based_on=version_in_force(organisation))
        _keep(draft, document, actor=actor)
        _record(draft, "replace_draft", actor=actor, detail={**gone, "after": hash_of(draft)})
    return draft


def hold_region(organisation: Organisation, document: StrategyDocument) -> None:
    """Let a strategy of the organisation's own pass; raises OtherRegion."""
    own, other = (organisation.slug, organisation.area), (document.region.slug, document.region.code)
    if own != other:
        raise OtherRegion(
            Said(
                sv=f"Strategin gäller {other[0]} (län {other[1]}) och inte {own[0]} (län {own[1] or '–'}).",
                en=f"The strategy is of {other[0]} (county {other[1]}), not {own[0]} ({own[1] or '–'}).",
            )
        )


def empty(organisation: Organisation, *, today: date) -> StrategyDocument:
    """Return a strategy with nothing in it yet; raises NoStrategyHere."""
    if not organisation.area:
        raise NoStrategyHere(
            Said(
                sv=f"{organisation.name} har inget län att ha en strategi för.",
                en=f"{organisation.name_en or organisation.name} has no county to have a strategy for.",
            )
        )
    name: Any = organisation.name
    if organisation.name_en and organisation.name_en != organisation.name:
        name = {"sv": organisation.name, "en": organisation.name_en}
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": organisation.slug, "code": organisation.area, "name": name},
            "strategy": {
                "id": "rus",
                "version": 1,
                "title": f"Regional utvecklingsstrategi för {organisation.name}"[:200],
                "period": {"from": today.year},
                "process": {"state": "draft"},
            },
        }
    )


def _decided(document: StrategyDocument, decision: Mapping[str, Any]) -> StrategyDocument:
    values = {key: value for key, value in decision.items() if value}
    process = {"state": "adopted", "since": str(decision.get("date") or "")[:7] or None}
    change = Change(
        kind=Kind.STRATEGY,
        values={"decision": values, "process": {key: value for key, value in process.items() if value}},
    )
    try:
        return apply(document, change).document
    except Unfitting as unfit:
        raise NotDecided(unfit.said) from None


def _adopted_from(organisation: Organisation, draft: str) -> StrategyVersion | None:
    entry = entry_with(organisation, action="adopt_strategy", draft=draft)
    if entry is None:
        return None
    return StrategyVersion.objects.get(
        organisation=organisation, number=int(entry.subject.removeprefix("version:"))
    )


def _was(document: StrategyDocument, operation: Operation) -> dict[str, Any]:
    """Return what an operation writes over or takes away, for the log."""
    if isinstance(operation, Add):
        return {}
    if isinstance(operation, Remove):
        gone = removal(document, operation.kind, operation.id).gone
        return {f"{kind}:{one}": part(document, kind, one) for kind, one in gone}
    return part(document, operation.kind, operation.id)


def _locked(organisation: Organisation) -> Draft:
    draft = Draft.objects.select_for_update().filter(organisation=organisation).first()
    if draft is None:
        raise _no_draft()
    return draft


def _keep(draft: Draft, document: StrategyDocument, *, actor: Visitor | None) -> None:
    draft.document = canonical_bytes(document).decode()
    draft.changed_at = timezone.now()
    draft.changed_by = actor if isinstance(actor, User) else None
    draft.save()


def _record(draft: Draft, action: str, *, actor: Visitor | None, detail: Mapping[str, Any]) -> None:
    record(draft.organisation, actor=actor, action=action, subject="draft:strategy", detail=detail)


def _no_draft() -> NoDraft:
    return NoDraft(
        Said(
            sv="Det finns inget utkast; någon kan ha antagit eller kastat det.",
            en="There is no draft; somebody may have adopted or discarded it.",
        )
    )


def _draft_changed() -> DraftChanged:
    return DraftChanged(
        Said(
            sv="Utkastet har ändrats sedan du läste det. Läs igenom det igen.",
            en="The draft has changed since you read it. Read it through again.",
        )
    )
