"""Writes: a document becomes an adopted version, and the register is brought to it."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.strategy.models import Element, StrategyVersion
from laget.apps.strategy.permissions import ADOPT_STRATEGY
from laget.core.canonical import canonical_bytes, sha256
from laget.core.strategy.document import StrategyDocument, said

LONGEST_TITLE = 300  # characters that the register keeps of a title; the document has it whole


def adopt_strategy(
    organisation: Organisation, *, actor: Visitor | None, document: StrategyDocument, draft: str | None = None
) -> StrategyVersion:
    """Keep a document as the organisation's next adopted version, and bring the register to it.

    `draft` is the hash of the draft that it came of, if it came of one.

    The installation itself (actor None) may adopt as well: that is how a file is imported. Raises NotAllowed.
    """
    if actor is not None:
        require(actor, organisation, ADOPT_STRATEGY)
    data = canonical_bytes(document)
    with transaction.atomic():
        known = StrategyVersion.objects.select_for_update().filter(organisation=organisation)
        last = known.order_by("-number").first()
        version = StrategyVersion.objects.create(
            organisation=organisation,
            number=last.number + 1 if last is not None else 1,
            title=said(document.strategy.title).sv[:LONGEST_TITLE],
            document=data.decode(),
            hash=sha256(data),
            decided=document.strategy.decision.date if document.strategy.decision is not None else None,
        )
        register_elements(organisation, version=version, document=document)
        record(
            organisation,
            actor=actor,
            action="adopt_strategy",
            subject=f"version:{version.number}",
            detail={"hash": version.hash} | ({"draft": draft} if draft is not None else {}),
        )
    return version


def register_elements(
    organisation: Organisation, *, version: StrategyVersion, document: StrategyDocument
) -> None:
    """Write into the register which elements a version has, and what they are called in it."""
    for element in document.elements:
        title = said(element.title)
        called = {
            "level": element.level,
            "title": title.sv[:LONGEST_TITLE],
            "title_en": title.en[:LONGEST_TITLE] if title.en != title.sv else "",
            "last": version,
        }
        Element.objects.update_or_create(
            organisation=organisation,
            key=element.id,
            defaults=called,
            create_defaults={**called, "first": version},
        )
