"""Writes: evidence with its quotations and ties, whether everybody may see it, and its removal."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.evidence.models import Evidence, EvidenceTie, Quotation, QuotationTie
from laget.apps.evidence.permissions import WRITE_EVIDENCE
from laget.apps.kept import free_slug_for, locked, touched
from laget.apps.media.models import File
from laget.core.words.said import Refusal, Said

ADDRESS = re.compile(r"[a-z_]+:\S+")
PRESSED_TWICE = timedelta(minutes=1)  # the same evidence so soon again is the same press


class Gone(Refusal):
    """Evidence, or a file, that somebody has removed meanwhile."""


class NoAddress(Refusal):
    """A tie to what is no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Somebody's own words, whose without naming anybody, and what they bear on beside their evidence's."""

    text: str
    voice: str = ""
    young: bool = False
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is written of a piece of evidence; ties are addresses `kind:id`."""

    kind: Evidence.Kind
    title: str
    source: str
    year: int
    says: str
    method: str = ""
    text: str = ""
    on: date | None = None
    link: str = ""
    file: File | None = None
    embargo: date | None = None
    ties: tuple[str, ...] = ()
    quotations: tuple[Quoted, ...] = ()


def write_evidence(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    content: Content,
    evidence: Evidence | None = None,
    revision: int | None = None,
) -> Evidence:
    """Write a piece of evidence, or make one (`evidence` None), with all its quotations and ties.

    A new one is seen by those with the permission until it is published; sent twice it is made once.
    `revision` is of what the editor saw. Raises NotAllowed, ChangedMeanwhile, Gone, NoAddress.
    """
    _require(organisation, actor)
    _check(content)
    with transaction.atomic():
        if evidence is None:
            Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
            if (known := _sent_already(organisation, actor, content)) is not None:
                return known
            row = Evidence(organisation=organisation, slug=_slug(organisation, content), revision=0)
        else:
            row = _held(organisation, evidence, revision)
        for name in ("kind", "title", "source", "year", "says", "method", "text", "on", "link", "embargo"):
            setattr(row, name, getattr(content, name))
        row.file = _file(organisation, content.file)
        touched(row, actor=actor)
        row.save()
        _tie(row, content.ties)
        _quote(row, content.quotations)
        _log(organisation, actor, "write_evidence", row)
    return row


def publish_evidence(
    organisation: Organisation, *, actor: Visitor | None, evidence: Evidence, revision: int | None = None
) -> None:
    """Let everybody see a piece of evidence, from its embargo's day where it has one.

    Raises NotAllowed, ChangedMeanwhile, Gone.
    """
    _show(organisation, actor, evidence, revision, public=True)


def withdraw_evidence(
    organisation: Organisation, *, actor: Visitor | None, evidence: Evidence, revision: int | None = None
) -> None:
    """Let only those with the permission see a piece of evidence.

    Raises NotAllowed, ChangedMeanwhile, Gone.
    """
    _show(organisation, actor, evidence, revision, public=False)


def remove_evidence(
    organisation: Organisation, *, actor: Visitor | None, evidence: Evidence, revision: int | None = None
) -> None:
    """Remove a piece of evidence with its quotations; its file goes when files are next cleared.

    Raises NotAllowed, ChangedMeanwhile, Gone.
    """
    _require(organisation, actor)
    with transaction.atomic():
        row = _held(organisation, evidence, revision)
        _log(organisation, actor, "remove_evidence", row)
        row.delete()


def _require(organisation: Organisation, actor: Visitor | None) -> None:
    if actor is not None:
        require(actor, organisation, WRITE_EVIDENCE)


def _check(content: Content) -> None:
    for address in (*content.ties, *(tie for one in content.quotations for tie in one.ties)):
        if not ADDRESS.fullmatch(address) or len(address) > 160:
            raise NoAddress(
                Said(f"{address} är ingen adress av formen slag:id.", f"{address} is no address kind:id.")
            )


def _slug(organisation: Organisation, content: Content) -> str:
    """Return a name for the address, never of the title: an embargo may come after it is made."""
    return free_slug_for(Evidence, organisation, f"{_KIND_WORDS[content.kind]} {content.year}")


_KIND_WORDS = {
    Evidence.Kind.REPORT: "rapport",
    Evidence.Kind.SURVEY: "enkät",
    Evidence.Kind.EVALUATION: "utvärdering",
    Evidence.Kind.VOICES: "röster",
    Evidence.Kind.DIALOGUE: "dialog",
}


def _sent_already(organisation: Organisation, actor: Visitor | None, content: Content) -> Evidence | None:
    if actor is None:
        return None
    lately = Evidence.objects.filter(
        organisation=organisation,
        changed_by=actor.pk,
        revision=1,
        changed_at__gt=timezone.now() - PRESSED_TWICE,
    )
    return lately.filter(title=content.title, source=content.source, year=content.year).first()


def _held(organisation: Organisation, evidence: Evidence, revision: int | None) -> Evidence:
    try:
        row = locked(evidence, revision=revision)
    except Evidence.DoesNotExist:
        raise _gone() from None
    if row.organisation_id != organisation.pk:
        raise _gone()
    return row


def _gone() -> Gone:
    return Gone(
        Said(
            "Underlaget är borttaget. Kopiera det du har skrivit om det ska finnas kvar.",
            "The evidence has been removed. Copy what you have written if it is to be kept.",
        )
    )


def _file(organisation: Organisation, file: File | None) -> File | None:
    """Return a file, held so that nobody clears it before it is pointed at."""
    if file is None:
        return None
    held = File.objects.select_for_update().filter(pk=file.pk, organisation=organisation).first()
    if held is None:
        raise Gone(Said("Filen finns inte kvar. Välj den igen.", "The file is gone. Choose it again."))
    return held


def _tie(row: Evidence, ties: Iterable[str]) -> None:
    row.ties.all().delete()
    EvidenceTie.objects.bulk_create(EvidenceTie(evidence=row, address=one) for one in dict.fromkeys(ties))


def _quote(row: Evidence, quotations: Iterable[Quoted]) -> None:
    row.quotations.all().delete()
    ties = []
    for place, one in enumerate(quotations):
        kept = Quotation.objects.create(
            evidence=row, place=place, text=one.text, voice=one.voice, young=one.young
        )
        ties += [QuotationTie(quotation=kept, address=address) for address in dict.fromkeys(one.ties)]
    QuotationTie.objects.bulk_create(ties)


def _show(
    organisation: Organisation,
    actor: Visitor | None,
    evidence: Evidence,
    revision: int | None,
    *,
    public: bool,
) -> None:
    _require(organisation, actor)
    with transaction.atomic():
        row = _held(organisation, evidence, revision)
        if row.public != public:
            row.public = public
            touched(row, actor=actor)
            row.save()
            _log(organisation, actor, "publish_evidence" if public else "withdraw_evidence", row)


def _log(organisation: Organisation, actor: Visitor | None, action: str, row: Evidence) -> None:
    """Enter an act in the log by the row's number: nothing of what the evidence says stands there."""
    record(organisation, actor=actor, action=action, subject=f"evidence:{row.pk}")
