"""What every page of the draft needs: whose it is, who may, what its parts are called and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, require
from laget.apps.accounts.queries import organisation_at
from laget.apps.strategy.models import Draft
from laget.apps.strategy.permissions import EDIT_STRATEGY
from laget.apps.strategy.queries import draft_of, drafted
from laget.core.strategy.document import StrategyDocument, said
from laget.core.strategy.editing import Kind, NotThere, link_id, part
from laget.core.strategy.editing.parts import SECTIONS
from laget.core.strategy.faults import Fault
from laget.core.words.said import Language
from laget.ui.choices import Called

WORDS: Mapping[str, Kind] = {
    "element": Kind.ELEMENT,
    "malvarde": Kind.TARGET,
    "indikator": Kind.INDICATOR,
    "lank": Kind.LINK,
    "sa-gor-vi": Kind.PRACTICE,
    "signal": Kind.SIGNAL,
    "plan": Kind.PLAN,
    "niva": Kind.LEVEL,
    "punkt": Kind.NEWS,
}
"""What the kinds are called in addresses."""
WORD_OF = {kind: word for word, kind in WORDS.items()}


@dataclass(frozen=True)
class Desk:
    """An organisation's draft, open to somebody who may see it."""

    organisation: Organisation
    draft: Draft | None

    @property
    def document(self) -> StrategyDocument:
        """The draft's document; raises Http404 where there is no draft."""
        if self.draft is None:
            raise Http404
        return drafted(self.draft)


def desk(request: HttpRequest, region: str, *, asked: Permission = EDIT_STRATEGY) -> Desk:
    """Return the draft for somebody who may; raises NotAllowed and Http404."""
    organisation = organisation_at(region)
    require(request.user, organisation, asked)
    return Desk(organisation, draft_of(organisation))


def kind_at(word: str) -> Kind:
    """Return the kind that a word of an address stands for; raises Http404."""
    if word not in WORDS:
        raise Http404
    return WORDS[word]


def address(organisation: Organisation, kind: Kind, part_id: str) -> str:
    """Return where a part is edited; the draft's own page for a kind that has no page."""
    if kind is Kind.STRATEGY:
        return reverse("draft_head", args=[organisation.slug])
    if kind not in WORD_OF:
        return reverse("draft", args=[organisation.slug])
    return reverse("draft_part", args=[organisation.slug, WORD_OF[kind], part_id])


def called(document: StrategyDocument, kind: Kind, part_id: str, language: Language) -> str:
    """Return what a part is called; its id where it is not there."""
    try:
        values = part(document, kind, part_id)
    except NotThere:
        return part_id
    return called_by(document, kind, part_id, values, language)


def called_by(
    document: StrategyDocument, kind: Kind, part_id: str, values: Mapping[str, Any], language: Language
) -> str:
    """Return what a part with these values is called: its title, else what it is of."""
    if kind is Kind.TARGET:
        return called(document, Kind.INDICATOR, str(values.get("indicator", part_id)), language)
    if kind is Kind.LINK:
        return called(document, Kind.ELEMENT, str(values.get("from", part_id)), language)
    title = values.get("title")
    if title is None:
        return part_id or said(document.strategy.title).to(language)
    return str(title[language]) if isinstance(title, Mapping) else Called.of(str(title))


@dataclass(frozen=True, slots=True)
class Todo:
    """Something in the draft that lacks or does not hang together, and where it is mended."""

    fault: Fault
    address: str
    called: str


def todo(organisation: Organisation, document: StrategyDocument, fault: Fault, language: Language) -> Todo:
    """Return a fault with the page of the part that it is of."""
    section, *rest = fault.path
    kind, part_id = Kind.STRATEGY, ""
    for one, name in SECTIONS.items():
        if name == section and rest and isinstance(rest[0], int):
            row = getattr(document, name)[rest[0]]
            kind, part_id = one, link_id(row) if one is Kind.LINK else row.id
    if section == "levels" and rest:
        kind, part_id = Kind.LEVEL, str(rest[0])
    name = called(document, kind, part_id, language)
    return Todo(fault, address(organisation, kind, part_id), name)
