"""Writes: an answer about a page is kept without a person; a line is taken away."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.feedback.models import Answer
from laget.apps.feedback.permissions import DELETE_LINE
from laget.core.feedback import cleaned
from laget.core.words.said import Refusal, Said

MOST_OF_A_PAGE = 200  # answers about one page in a day
MOST_OF_ALL = 2000  # about all pages of an organisation in a day


class TooManyAnswers(Refusal):
    """More answers in a day than a person ever reads."""


def answer_page(
    organisation: Organisation, *, page: str, useful: bool, line: str = "", form: UUID | None = None
) -> Answer:
    """Keep whether a page was of use, and a line about it; anybody may, and nobody is told who.

    `page` is its Swedish address. A `form` that was sent already gives the answer that it gave. Raises
    TooManyAnswers, counted by the day since nothing is known of who.
    """
    today = timezone.localdate()
    if form is not None and (known := Answer.objects.filter(organisation=organisation, form=form).first()):
        return known
    of_today = Answer.objects.filter(organisation=organisation, on=today)
    if of_today.filter(page=page).count() >= MOST_OF_A_PAGE or of_today.count() >= MOST_OF_ALL:
        raise TooManyAnswers(
            Said(
                "Så många har svarat i dag att vi inte tar emot fler svar förrän i morgon.",
                "So many have answered today that we take no more answers until tomorrow.",
            )
        )
    given = {"page": page, "useful": useful, "line": cleaned(line), "on": today}
    if form is None:
        return Answer.objects.create(organisation=organisation, **given)
    return Answer.objects.get_or_create(organisation=organisation, form=form, defaults=given)[0]


def delete_line(organisation: Organisation, *, actor: Visitor | None, answer: Answer) -> None:
    """Take the line of an answer away; whether the page was of use stays. Raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, DELETE_LINE)
    with transaction.atomic():
        Answer.objects.filter(pk=answer.pk, organisation=organisation).update(line="")
        record(
            organisation,
            actor=actor,
            action="delete_line",
            subject=f"answer:{answer.pk}",
            detail={"page": answer.page},
        )
