"""Writes: what can be found of an organisation is brought to what it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.search.models import Page
from laget.core.search import searchable
from laget.core.units import swedish_key
from laget.core.words.said import Language

LONGEST_TITLE = 300
LONGEST_SORT = 600
CHANGED = ("kind", "url", "title", "about", "text", "folded", "title_length", "sort")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """One place that can be found, in one language: its address `kind:id`, and what is read there."""

    kind: Page.Kind
    language: Language
    address: str
    url: str
    title: str
    about: str = ""
    text: str = ""


def reindex(organisation: Organisation | None, *, rows: Iterable[Findable]) -> int:
    """Make exactly these rows what can be found of an organisation, or of Läget itself (None).

    Returns how many rows were made, changed or taken away; those that are as they were are left.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().order_by("pk")  # one at a time
        list(locked if organisation is None else locked.filter(pk=organisation.pk))
        known = {
            (page.language, page.address): page for page in Page.objects.filter(organisation=organisation)
        }
        made, changed = [], []
        for row in rows:
            page = _page(organisation, row)
            before = known.pop((row.language, row.address), None)
            if before is None:
                made.append(page)
            elif any(getattr(before, name) != getattr(page, name) for name in CHANGED):
                page.pk = before.pk
                changed.append(page)
        Page.objects.filter(pk__in=[page.pk for page in known.values()]).delete()
        Page.objects.bulk_create(made, batch_size=500)
        Page.objects.bulk_update(changed, fields=CHANGED, batch_size=100)
    return len(made) + len(changed) + len(known)


def _page(organisation: Organisation | None, row: Findable) -> Page:
    text = row.text.replace("\x00", "")
    folded, length = searchable(row.title[:LONGEST_TITLE], text)
    return Page(
        organisation=organisation,
        language=row.language,
        kind=row.kind.value,
        address=row.address,
        url=row.url,
        title=row.title[:LONGEST_TITLE],
        about=row.about[:LONGEST_TITLE],
        text=text,
        folded=folded,
        title_length=length,
        sort=swedish_key(row.title[:LONGEST_TITLE])[0][:LONGEST_SORT],
    )
