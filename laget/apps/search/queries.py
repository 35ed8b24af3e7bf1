"""Reads: what answers a query, best first, the same on every database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import ExpressionWrapper, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr

from laget.apps.accounts.models import Organisation
from laget.apps.search.models import Page
from laget.core.search import SPACE, Piece, asked_for, likeness, marked, parts, passage, rank
from laget.core.words.said import Language

LONGEST_PASSAGE = 220
LEAST_LIKE = 0.5
SUGGESTED = 5


class Hit(NamedTuple):
    """A page that answers: how well, its Swedish place among equals, and its key."""

    rank: tuple[int, int]
    sort: str
    title: str
    key: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as it is read: its page, and title and place in the text with what was asked for marked.

    On an English page the region's own words may stand in Swedish.
    """

    page: Page
    title: list[Piece]
    passage: list[Piece]
    title_is_swedish: bool
    passage_is_swedish: bool


def hits_of(
    organisation: Organisation | None, query: str, *, language: Language
) -> dict[Page.Kind, list[Hit]]:
    """Return what answers a query by kind, best first: every word is demanded, parts of words count.

    Of one organisation, or of all where it is None; Läget's own pages always.
    """
    asked = asked_for(query)
    if not asked:
        return {}
    found = _pages(organisation, language=language)
    for number, word in enumerate(asked):
        # Positions, not LIKE: that reads %, _, \ and, on one database only, letters in its own way.
        found = found.annotate(**{f"any_{number}": StrIndex("folded", Value(word))})
        found = found.filter(**{f"any_{number}__gt": 0})
        found = found.annotate(**{f"start_{number}": StrIndex("folded", Value(SPACE + word))})
    places = [name for number in range(len(asked)) for name in (f"start_{number}", f"any_{number}")]
    kinds: dict[Page.Kind, list[Hit]] = {kind: [] for kind in Page.Kind}
    for key, kind, sort, title, length, *at in found.values_list(
        "pk", "kind", "sort", "title", "title_length", *places
    ):
        well = rank(zip(at[::2], at[1::2], strict=True), title_length=length)
        kinds[Page.Kind(kind)].append(Hit(well, sort, title, key))
    return {kind: sorted(hits) for kind, hits in kinds.items() if hits}


def shown_of(hits: Sequence[Hit], query: str) -> list[Shown]:
    """Return these hits as they are read, in their order."""
    asked = asked_for(query)
    pages = Page.objects.select_related("organisation").defer("folded").in_bulk([hit.key for hit in hits])
    swedish = swedish_of(list(pages.values()))
    shown = []
    for page in (pages[hit.key] for hit in hits if hit.key in pages):
        found = passage(page.text, asked, longest=LONGEST_PASSAGE)
        title, text = swedish.get(page.pk, ("", ""))
        read = "".join(piece.text for piece in found).strip(" …")
        shown.append(
            Shown(
                page,
                title=marked(page.title, asked),
                passage=found,
                title_is_swedish=page.title == title,
                passage_is_swedish=read in text,
            )
        )
    return shown


def swedish_of(pages: Sequence[Page]) -> dict[int, tuple[str, str]]:
    """Return the Swedish title and text of what English pages are about, by their keys; one question."""
    english = {(page.organisation_id, page.address): page.pk for page in pages if page.language == "en"}
    if not english:
        return {}
    rows = Page.objects.filter(language="sv", address__in=[address for _, address in english])
    return {
        english[owner, address]: (title, text)
        for owner, address, title, text in rows.values_list("organisation_id", "address", "title", "text")
        if (owner, address) in english
    }


def closest(organisation: Organisation | None, query: str, *, language: Language) -> list[Page]:
    """Return the pages whose titles are most like a query that nothing answers."""
    asked = parts(query)
    known = _pages(organisation, language=language)
    titles = known.annotate(
        beginning=Substr("folded", 1, ExpressionWrapper(F("title_length"), output_field=IntegerField()))
    )
    like = [
        (-likeness(asked, beginning), sort, key)
        for key, sort, beginning in titles.values_list("pk", "sort", "beginning")
    ]
    best = sorted(one for one in like if -one[0] >= LEAST_LIKE)[:SUGGESTED]
    pages = Page.objects.select_related("organisation").in_bulk([key for *_, key in best])
    return [pages[key] for *_, key in best if key in pages]


def _pages(organisation: Organisation | None, *, language: Language) -> QuerySet[Page]:
    found = Page.objects.filter(language=language)
    if organisation is not None:
        found = found.filter(Q(organisation=organisation) | Q(organisation=None))
    return found
