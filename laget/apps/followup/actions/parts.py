"""Writes: one part of an edition is written, by somebody here or by a contributor outside, and signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.audit.queries import latest_of
from laget.apps.followup.models import Contributor, EditionDraft, Part, Signing
from laget.apps.followup.permissions import WRITE_EDITION
from laget.apps.followup.queries.drafts import WRITTEN_FIELDS, computed_of, content_hash, part_hash
from laget.core.followup.account import Account, Nearness
from laget.core.words.said import Refusal, Said

STRETCH = timedelta(minutes=10)  # of writing that is one entry in the log, while it saves by itself


class NoDraft(Refusal):
    """There is no edition being written."""


class NoSuchPart(Refusal):
    """A part of an element that the draft's strategy does not have, or that a link does not lead to."""


class Unfit(Refusal):
    """What cannot be kept: a word of an appraisal or a source that is none."""


class ChangedMeanwhile(Refusal):
    """Somebody else has written in the part since it was read; `now` is the part as it stands."""

    def __init__(self, now: Part) -> None:
        self.now = now
        super().__init__(
            Said(
                "Någon annan har ändrat texten medan du skrev. Inget är överskrivet.",
                "Somebody else has changed the text while you wrote. Nothing is overwritten.",
            )
        )


class NothingToSign(Refusal):
    """A part without an appraisal."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: somebody here, or a contributor outside."""

    actor: Visitor | None = None
    contributor: Contributor | None = None


def write_part(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    element: str,
    values: Mapping[str, Any],
    seen: str,
    by_itself: bool = False,
) -> Part:
    """Write in a part (`element` empty: the introduction), if it stands as it was `seen` (its hash).

    `by_itself` says that the page saved, not the writer. Signatures of another text fall. Raises NotAllowed,
    NoDraft, NoSuchPart, Unfit, ChangedMeanwhile.
    """
    if actor is not None:
        require(actor, organisation, WRITE_EDITION)
    return _write(
        organisation, Writer(actor=actor), element=element, values=values, seen=seen, by_itself=by_itself
    )


def contribute_part(
    contributor: Contributor,
    *,
    element: str,
    values: Mapping[str, Any],
    seen: str,
    now: datetime,
    by_itself: bool = False,
) -> Part:
    """Write in a part by a link; the appraisal is not the contributor's.

    Raises NoSuchPart where the link does not lead to the part or its time is over, NoDraft, ChangedMeanwhile.
    """
    if element not in contributor.elements or contributor.expires <= now:
        raise _no_such_part()
    allowed = {name: values[name] for name in ("text", "causes", "tried", "contribution") if name in values}
    return _write(
        contributor.draft.organisation,
        Writer(contributor=contributor),
        element=element,
        values=allowed,
        seen=seen,
        by_itself=by_itself,
    )


def sign_part(organisation: Organisation, *, actor: User, element: str, seen: str) -> Signing:
    """Stand for the appraisal of a part as it was `seen`.

    Raises NotAllowed, NoDraft, ChangedMeanwhile, NothingToSign.
    """
    require(actor, organisation, WRITE_EDITION)
    with transaction.atomic():
        draft = locked_draft(organisation)
        part = Part.objects.filter(draft=draft, element=element).first()
        if part is None or not element or not _is_judged(part):
            raise NothingToSign(Said("Skriv en samlad bedömning först.", "Write an appraisal first."))
        if part.hash != seen:
            raise ChangedMeanwhile(part)
        signing, is_new = Signing.objects.get_or_create(part=part, person=actor)
        if is_new:
            _record(draft, "sign_part", Writer(actor=actor), part, before=seen)
    return signing


def locked_draft(organisation: Organisation) -> EditionDraft:
    """Return the draft, kept from others until the transaction is through; raises NoDraft.

    The organisation is locked first, as it is by whoever publishes: two never wait for each other.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    draft = EditionDraft.objects.select_for_update().filter(organisation=organisation).first()
    if draft is None:
        raise no_draft()
    return draft


def no_draft() -> NoDraft:
    """Return the refusal of whoever writes where nothing is being written."""
    return NoDraft(Said("Ingen uppföljning skrivs just nu.", "No follow-up is being written."))


def keep_part(part: Part) -> Part:
    """Save a part under the hash of what stands in it."""
    part.hash = content_hash(part)
    part.save()
    return part


def _write(
    organisation: Organisation,
    writer: Writer,
    *,
    element: str,
    values: Mapping[str, Any],
    seen: str,
    by_itself: bool,
) -> Part:
    with transaction.atomic():
        draft = locked_draft(organisation)
        if element and element not in {one.id for one in computed_of(draft).strategy.elements}:
            raise _no_such_part()
        known = Part.objects.select_for_update().filter(draft=draft, element=element).first()
        part = known or Part(draft=draft, element=element)
        before, checked = part_hash(known), _checked(values)
        if all(getattr(part, name) == value for name, value in checked.items()):
            return part
        if before != seen:
            raise ChangedMeanwhile(part)
        for name, value in checked.items():
            setattr(part, name, value)
        part.changed_at = timezone.now()
        part.changed_by_id = writer.actor.pk if writer.actor is not None else None
        part.contributor = writer.contributor
        keep_part(part)
        part.signings.all().delete()
        _record(draft, "write_part", writer, part, before=before, by_itself=by_itself)
    return part


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as core keeps them; raises Unfit."""
    given = {name: value for name, value in values.items() if name in WRITTEN_FIELDS}
    texts = {name: given[name] for name in ("text", "causes", "tried", "contribution") if name in given}
    appraisal = {
        "nearness": given.get("nearness", Nearness.NOT_JUDGED.value),
        "text": given.get("appraisal", ""),
    }
    try:
        account = Account.model_validate(
            {**texts, "appraisal": {**appraisal, "sources": given.get("sources", [])}}
        )
    except ValidationError as fault:
        where = str(fault.errors()[0]["loc"][-1])
        raise Unfit(
            Said(
                f"Det går inte att spara ({where}). En källa skrivs sort:id, till exempel indicator:stroke.",
                f"That cannot be saved ({where}). A source is written kind:id, such as indicator:stroke.",
            )
        ) from None
    kept: dict[str, Any] = {name: getattr(account, name) for name in texts}
    if "nearness" in given:
        kept["nearness"] = account.appraisal.nearness.value
    if "appraisal" in given:
        kept["appraisal"] = account.appraisal.text
    if "sources" in given:
        kept["sources"] = list(account.appraisal.sources)
    return kept


def _is_judged(part: Part) -> bool:
    return part.nearness != Nearness.NOT_JUDGED.value or bool(part.appraisal)


def _no_such_part() -> NoSuchPart:
    return NoSuchPart(
        Said(
            "Den delen finns inte, eller så gäller länken inte den.",
            "There is no such part, or the link is not for it.",
        )
    )


def _record(
    draft: EditionDraft, action: str, writer: Writer, part: Part, *, before: str, by_itself: bool = False
) -> None:
    """Log a write; what a page saves by itself is one entry for each stretch of one writer's work."""
    organisation = draft.organisation
    subject = f"edition_part:{draft.year}.{part.element or 'introduction'}"
    actor_id = writer.actor.pk if writer.actor is not None else None
    outside = writer.contributor.pk if writer.contributor is not None else None
    if by_itself:
        last = latest_of(organisation, subject=subject)
        if (
            last is not None
            and last.action == action
            and last.actor_id == actor_id
            and last.detail.get("contributor") == outside
            and timezone.now() - last.at < STRETCH
        ):
            return
    detail: dict[str, Any] = {"before": before, "after": part.hash}
    if outside is not None:
        detail["contributor"] = outside
    record(organisation, actor=writer.actor, action=action, subject=subject, detail=detail)
