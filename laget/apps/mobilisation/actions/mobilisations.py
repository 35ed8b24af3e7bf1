"""Writes: mobilisations are proposed, changed and removed, with what speaks for and what answers them."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.initiatives.models import Initiative
from laget.apps.kept import free_slug_for, touched
from laget.apps.mobilisation.actions.writing import Unfit, allowed, check_title, check_years, held, logged
from laget.apps.mobilisation.models import Answer, Ground, Mobilisation
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS
from laget.apps.mobilisation.queries import STANDING
from laget.core.words.said import Refusal, Said

FIELDS = ("title", "text", "shift", "first_year", "last_year", "public")
RESERVED = ("ny", "samla", "beslut", "plattform")  # words of addresses beside the rows' own
OF_ADDRESS = {
    "target": Ground.Kind.GAP,
    "appraisal": Ground.Kind.APPRAISAL,
    "evidence": Ground.Kind.EVIDENCE,
    "signal": Ground.Kind.SIGNAL,
}
"""The kind of ground that each kind of address is."""
SPOKEN = (Ground.Kind.VOTE, Ground.Kind.DIALOGUE)  # told in words, without an address


class DecidedAlready(Refusal):
    """A mobilisation that a decision has chosen: it is closed, never removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What speaks for a mobilisation: an address with a line of why, or what was said on a day."""

    address: str = ""
    kind: str = ""
    text: str = ""
    on: date | None = None

    @property
    def ground(self) -> str:
        """Its kind: of an address the address's own."""
        return OF_ADDRESS.get(self.address.partition(":")[0], "") if self.address else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A mobilisation as it is written; `answers` are the slugs of the initiatives that answer it."""

    title: str
    first_year: int
    last_year: int
    text: str = ""
    shift: str = ""
    public: bool = False
    grounds: tuple[Reason, ...] = ()
    answers: tuple[str, ...] = ()


def add_mobilisation(
    organisation: Organisation, *, actor: Visitor | None, wanted: Question, slug: str | None = None
) -> Mobilisation:
    """Propose a mobilisation; the same that is sent twice is made once. Raises NotAllowed, Unfit."""
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    _fit(wanted)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
        for same in Mobilisation.objects.filter(organisation=organisation, title=wanted.title):
            if question_of(same) == wanted:
                return same
        row = Mobilisation(
            organisation=organisation,
            slug=slug or free_slug_for(Mobilisation, organisation, wanted.title, reserved=RESERVED),
            changed_by=actor if isinstance(actor, User) else None,
        )
        _write(row, wanted)
        logged(organisation, actor, "add_mobilisation", row)
    return row


def change_mobilisation(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    mobilisation: Mobilisation,
    wanted: Question,
    revision: int | None,
) -> Mobilisation:
    """Let a mobilisation be as `wanted`; what a decision says of it stays, and so does what it made public.

    `revision` is what was seen.
    Raises NotAllowed, Unfit, ChangedMeanwhile.
    """
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    _fit(wanted)
    with transaction.atomic():
        row = held(organisation, mobilisation, revision=revision)
        if row.state in STANDING:
            wanted = replace(wanted, public=True)
        if question_of(row) != wanted:
            touched(row, actor=actor)
            _write(row, wanted)
            logged(organisation, actor, "change_mobilisation", row)
    return row


def remove_mobilisation(
    organisation: Organisation, *, actor: Visitor | None, mobilisation: Mobilisation, revision: int | None
) -> None:
    """Remove a mobilisation that no decision has chosen.

    Raises NotAllowed, ChangedMeanwhile, DecidedAlready.
    """
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    with transaction.atomic():
        row = held(organisation, mobilisation, revision=revision)
        if row.state in STANDING:
            raise DecidedAlready(
                Said(
                    "Kraftsamlingen är vald genom ett beslut och tas inte bort. Stäng den i stället.",
                    "The mobilisation was chosen by a decision and is not removed. Close it instead.",
                )
            )
        logged(organisation, actor, "remove_mobilisation", row)
        row.delete()


def question_of(row: Mobilisation) -> Question:
    """Return a mobilisation as it is written."""
    return Question(
        **{name: getattr(row, name) for name in FIELDS},
        grounds=tuple(
            Reason(
                address=one.address,
                kind="" if one.address else one.kind,
                text=one.text,
                on=one.on,
            )
            for one in row.grounds.all()
        ),
        answers=tuple(sorted(row.answers.values_list("initiative__slug", flat=True))),
    )


def _fit(wanted: Question) -> None:
    check_title(wanted.title)
    check_years(wanted.first_year, wanted.last_year, field="last_year")
    seen: set[str] = set()
    for one in wanted.grounds:
        if one.address in seen:
            raise Unfit("grounds", Said(f"{one.address} står två gånger.", f"{one.address} stands twice."))
        if one.address:
            seen.add(one.address)
        if one.ground not in Ground.Kind.values or (one.address and one.on is not None):
            raise Unfit(
                "grounds",
                Said(
                    f"”{one.address or one.kind}” kan inte tala för en kraftsamling.",
                    f"“{one.address or one.kind}” cannot speak for a mobilisation.",
                ),
            )
        if not one.address and not (one.ground in SPOKEN and one.text.strip() and one.on):
            raise Unfit(
                "grounds",
                Said(
                    "En omröstning eller en dialog skrivs med sin dag och vad den sa.",
                    "A vote or a dialogue is written with its day and what it said.",
                ),
            )


def _write(row: Mobilisation, wanted: Question) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(wanted, name))
    row.save()
    row.grounds.all().delete()
    Ground.objects.bulk_create(
        Ground(mobilisation=row, address=one.address, kind=one.ground, text=one.text, on=one.on)
        for one in wanted.grounds
    )
    row.answers.all().delete()
    found = Initiative.objects.filter(organisation_id=row.organisation_id, slug__in=wanted.answers)
    Answer.objects.bulk_create(Answer(mobilisation=row, initiative=one) for one in found.order_by("pk"))
