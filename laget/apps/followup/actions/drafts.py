"""Writes: an edition is begun, counted anew, corrected, thrown away, approved and published."""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.audit.queries import entry_with
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.actions.parts import keep_part, locked_draft, no_draft
from laget.apps.followup.models import Approval, Edition, EditionDraft, Part, Signing
from laget.apps.followup.permissions import APPROVE_EDITION, PUBLISH_EDITION
from laget.apps.followup.queries import document_of, editions_of
from laget.apps.followup.queries.drafts import (
    approvals_of,
    authors_of,
    draft_hash,
    edition_of,
    parts_of,
)
from laget.apps.followup.queries.hindrances import edition_before, hindrances_of
from laget.apps.strategy.queries import document_of as strategy_of
from laget.apps.strategy.queries import version_in_force
from laget.core.canonical import canonical_bytes, sha256
from laget.core.followup import edition as core
from laget.core.followup.account import NOTHING_WRITTEN
from laget.core.followup.methods import method_named
from laget.core.words.said import Refusal, Said
from laget.data.editions import edition_from, made_again
from laget.data.figures import store_at


class DraftThere(Refusal):
    """Another edition is being written already."""


class NothingToJudge(Refusal):
    """An organisation without an adopted strategy."""


class AlreadyPublished(Refusal):
    """A year that has an edition: it is corrected, not written anew."""


class NoReason(Refusal):
    """A correction that does not say why."""


class ChangedSince(Refusal):
    """The draft is another than the one that was read."""


class OwnWork(Refusal):
    """Somebody approves what they have written or signed themselves."""


class NotFit(Refusal):
    """An edition that cannot be published yet: faults, alarms, or nobody's approval."""


def start_edition(
    organisation: Organisation, *, actor: Visitor | None, year: int, method: str = "destatis"
) -> EditionDraft:
    """Begin the edition of a year on the strategy in force and the latest figures.

    Raises NotAllowed, DraftThere, AlreadyPublished, NothingToJudge, UnknownMethod, and the
    refusals of reading figures.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    method_named(method)
    with transaction.atomic():
        _lock(organisation)
        _require_none(organisation)
        published = editions_of(organisation)
        if any(row.year == year for row in published):
            raise AlreadyPublished(
                Said(
                    f"Uppföljningen för {year} är redan publicerad. Gör en rättelse av den i stället.",
                    f"The follow-up of {year} is published already. Make a correction of it instead.",
                )
            )
        before = [row for row in published if row.year < year]
        return _begin(
            organisation, actor=actor, year=year, method=method, previous=before[0] if before else None
        )


def start_correction(
    organisation: Organisation, *, actor: Visitor | None, edition: Edition, reason: str
) -> EditionDraft:
    """Begin a correction of a published edition: its texts as they stand, and figures as they were then.

    Raises NotAllowed, DraftThere, NoReason, NotReproduced.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    why = " ".join(reason.split())
    if not why:
        raise NoReason(Said("Skriv varför upplagan rättas.", "Write why the edition is corrected."))
    document = document_of(edition)
    bare = document.model_copy(update=dict(NOTHING_WRITTEN))
    data = canonical_bytes(made_again(bare, store=store_at(settings.STORE)))
    with transaction.atomic():
        _lock(organisation)
        _require_none(organisation)
        draft = EditionDraft.objects.create(
            organisation=organisation,
            version=edition.version,
            year=edition.year,
            method=document.method,
            corrects=edition,
            reason=why,
            computed=data.decode(),
            hash=sha256(data),
            started_by_id=actor.pk if actor is not None else None,
        )
        _take_over(draft, document)
        _record(draft, "start_correction", actor=actor, reason=why, corrects=str(edition.number))
    return draft


def count_anew(organisation: Organisation, *, actor: Visitor | None) -> EditionDraft:
    """Count a draft on the strategy in force and the latest figures; its texts stay, its approvals fall.

    Raises NotAllowed, NoDraft, NotFetched, CannotFollowOn.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    with transaction.atomic():
        draft = locked_draft(organisation)
        if draft.corrects_id is None:
            draft.version = version_in_force(organisation) or draft.version
        data = canonical_bytes(
            edition_from(
                store_at(settings.STORE),
                strategy_of(draft.version),
                year=draft.year,
                method=draft.method,
                previous=edition_before(draft),
            )
        )
        draft.computed, draft.hash, draft.computed_at = data.decode(), sha256(data), timezone.now()
        draft.save()
        _record(draft, "count_edition_anew", actor=actor, hash=draft.hash)
    return draft


def discard_edition(organisation: Organisation, *, actor: Visitor | None) -> None:
    """Throw the draft away, with its links; raises NotAllowed, NoDraft."""
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    with transaction.atomic():
        draft = locked_draft(organisation)
        _record(draft, "discard_edition", actor=actor, year=str(draft.year))
        draft.delete()


def approve_edition(organisation: Organisation, *, actor: User, seen: str) -> Approval:
    """Say yes to a draft as it stands (`seen` is its hash), by somebody who has not written or signed it.

    Raises NotAllowed, NoDraft, ChangedSince, OwnWork.
    """
    require(actor, organisation, APPROVE_EDITION)
    with transaction.atomic():
        draft = locked_draft(organisation)
        parts = parts_of(draft)
        if draft_hash(draft, parts) != seen:
            raise _changed_since()
        if actor.pk in authors_of(draft, parts):
            raise OwnWork(
                Said(
                    "Du har själv skrivit eller undertecknat något i upplagan. Någon annan behöver godkänna.",
                    "You have written or signed a part of the edition. Somebody else must approve it.",
                )
            )
        approval, is_new = Approval.objects.get_or_create(draft=draft, person=actor, content=seen)
        if is_new:
            _record(draft, "approve_edition", actor=actor, content=seen)
    return approval


def publish_edition(organisation: Organisation, *, actor: Visitor | None, seen: str) -> Edition:
    """Publish the draft that was read (`seen` is its hash), once: asked again the same edition is returned.

    Raises NotAllowed, NoDraft, ChangedSince, and NotFit while the guard finds a fault, a revision alarm
    waits, or nobody else has approved the draft as it stands.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    with transaction.atomic():
        _lock(organisation)
        draft = EditionDraft.objects.select_for_update().filter(organisation=organisation).first()
        parts = parts_of(draft) if draft is not None else {}
        if draft is None or draft_hash(draft, parts) != seen:
            if (already := _published_from(organisation, seen)) is not None:
                return already
            raise no_draft() if draft is None else _changed_since()
        edition = edition_of(draft, parts)
        if hindrances := hindrances_of(draft, parts, edition):
            raise NotFit(
                Said("\n".join(one.sv for one in hindrances), "\n".join(one.en for one in hindrances))
            )
        row = keep_edition(
            organisation,
            actor=actor,
            version=draft.version,
            edition=edition,
            reason=draft.reason,
            detail={
                "draft": seen,
                "approved_by": [one.person_id for one in approvals_of(draft, content=seen)],
            },
        )
        draft.delete()
    return row


def _begin(
    organisation: Organisation, *, actor: Visitor | None, year: int, method: str, previous: Edition | None
) -> EditionDraft:
    version = version_in_force(organisation)
    if version is None:
        raise NothingToJudge(
            Said(
                "Det finns ingen antagen strategi att följa upp. Anta en strategi först.",
                "There is no adopted strategy to follow up. Adopt one first.",
            )
        )
    data = canonical_bytes(
        edition_from(
            store_at(settings.STORE),
            strategy_of(version),
            year=year,
            method=method,
            previous=document_of(previous) if previous is not None else None,
        )
    )
    draft = EditionDraft.objects.create(
        organisation=organisation,
        version=version,
        year=year,
        method=method,
        previous=previous,
        computed=data.decode(),
        hash=sha256(data),
        started_by_id=actor.pk if actor is not None else None,
    )
    _record(draft, "start_edition", actor=actor, year=str(year), hash=draft.hash)
    return draft


def _take_over(draft: EditionDraft, document: core.Edition) -> None:
    """Write a published edition's texts, with who signed them, into a draft."""
    if document.introduction:
        keep_part(Part(draft=draft, text=document.introduction))
    people = set(User.objects.values_list("pk", flat=True))
    for element, account in document.accounts.items():
        appraisal = account.appraisal
        part = keep_part(
            Part(
                draft=draft,
                element=element,
                text=account.text,
                causes=account.causes,
                tried=account.tried,
                contribution=account.contribution,
                nearness=appraisal.nearness.value,
                appraisal=appraisal.text,
                sources=list(appraisal.sources),
            )
        )
        for one in appraisal.signed:
            if one.person in people:
                noon = timezone.make_aware(datetime.combine(one.day, time(12)))
                Signing.objects.create(part=part, person_id=one.person, at=noon)


def _published_from(organisation: Organisation, seen: str) -> Edition | None:
    entry = entry_with(organisation, action="publish_edition", draft=seen)
    if entry is None:
        return None
    year, number = entry.subject.removeprefix("edition:").split(".")
    return Edition.objects.filter(organisation=organisation, year=int(year), number=int(number)).first()


def _lock(organisation: Organisation) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _require_none(organisation: Organisation) -> None:
    known = EditionDraft.objects.filter(organisation=organisation).first()
    if known is not None:
        raise DraftThere(
            Said(
                f"Uppföljningen för {known.year} skrivs redan. Publicera eller kasta den först.",
                f"The follow-up of {known.year} is being written. Publish or discard it first.",
            )
        )


def _changed_since() -> ChangedSince:
    return ChangedSince(
        Said(
            "Upplagan har ändrats sedan du läste den. Läs den igen.",
            "The edition has changed since you read it. Read it again.",
        )
    )


def _record(draft: EditionDraft, action: str, *, actor: Visitor | None, **detail: str) -> None:
    record(
        draft.organisation, actor=actor, action=action, subject=f"edition_draft:{draft.year}", detail=detail
    )
