"""Writes: what came of a mobilisation in a year, handed to the year's edition and taken back."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.followup.actions import take_section, write_section
from laget.apps.followup.models import Section
from laget.apps.kept import ChangedMeanwhile, free_slug_for, touched
from laget.apps.mobilisation.actions.writing import allowed, check_years, held, logged
from laget.apps.mobilisation.models import Mobilisation, Outcome
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS
from laget.core.words.said import Said


def write_outcome(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    mobilisation: Mobilisation,
    year: int,
    text: str,
    revision: int | None = None,
) -> Outcome:
    """Write what came of a mobilisation in a year: Markdown with bound numbers.

    `revision` is of what the writer saw, 0 where nothing was written; None asks for no check. What has been
    handed to the edition stands there as it was until it is handed again. Raises NotAllowed, Unfit,
    ChangedMeanwhile.
    """
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    check_years(year, None, field="year")
    with transaction.atomic():
        question = held(organisation, mobilisation, revision=None)
        known = Outcome.objects.filter(mobilisation=question, year=year).first()
        if known is None:
            title = f"{question.slug[:50]} {year}"
            slug = free_slug_for(Outcome, organisation, title)
            row = Outcome(organisation=organisation, mobilisation=question, year=year, slug=slug, revision=0)
        elif revision == 0:
            raise ChangedMeanwhile(
                Said(
                    "Någon annan har skrivit om året sedan du öppnade sidan.",
                    "Somebody else has written of the year since you opened the page.",
                )
            )
        else:
            row = held(organisation, known, revision=revision)
        text = text.replace("\r\n", "\n").strip()
        if row.pk is None or row.text != text:
            row.text = text
            touched(row, actor=actor)
            row.save()
            logged(organisation, actor, "write_outcome", row)
    return row


def hand_outcome(
    organisation: Organisation, *, actor: Visitor | None, outcome: Outcome, revision: int | None = None
) -> Section:
    """Hand what came of a mobilisation to the edition of its year, as it was last saved.

    The guard and the edition's approval read it there. Raises NotAllowed, ChangedMeanwhile, EmptySection.
    """
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    with transaction.atomic():
        row = held(organisation, outcome, revision=revision)
        return write_section(
            organisation,
            actor=actor,
            year=row.year,
            address=f"mobilisation:{row.mobilisation.slug}",
            kind=Section.Kind.MOBILISATION,
            title=row.mobilisation.title,
            text=row.text,
        )


def take_outcome(organisation: Organisation, *, actor: Visitor | None, outcome: Outcome) -> None:
    """Take it back from the edition of its year; the text is kept here. Raises NotAllowed."""
    allowed(organisation, actor, WRITE_MOBILISATIONS)
    row = Outcome.objects.get(pk=outcome.pk, organisation=organisation)
    address = f"mobilisation:{row.mobilisation.slug}"
    take_section(organisation, actor=actor, year=row.year, address=address)
