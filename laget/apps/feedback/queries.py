"""Reads: what readers have said of an organisation's pages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from laget.apps.accounts.models import Organisation
from laget.apps.feedback.models import Answer
from laget.core.units import swedish_key

MOST_LINES = 500  # of the latest that are shown


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers about one page: how many found it of use, how many did not, the last day, and the lines."""

    page: str
    useful: int
    useless: int
    last: date
    lines: list[Answer]


def summaries_of(organisation: Organisation) -> list[Summary]:
    """Return the answers by page, those with most first, in Swedish order among equals; two questions."""
    answers = Answer.objects.filter(organisation=organisation)
    counted = answers.values("page").annotate(
        useful_=Count("pk", filter=Q(useful=True)),
        useless=Count("pk", filter=Q(useful=False)),
        last=Max("on"),
    )
    lines: dict[str, list[Answer]] = {}
    for answer in answers.exclude(line="").order_by("-on", "-pk")[:MOST_LINES]:
        lines.setdefault(answer.page, []).append(answer)
    found = [
        Summary(one["page"], one["useful_"], one["useless"], one["last"], lines.get(one["page"], []))
        for one in counted
    ]
    return sorted(found, key=lambda one: (-one.useful - one.useless, swedish_key(one.page)))
