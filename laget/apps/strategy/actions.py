"""Writes: a draft becomes an adopted version."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.strategy.models import Element, StrategyVersion
from laget.apps.strategy.permissions import ADOPT_STRATEGY
from laget.core.canonical import canonical_bytes, sha256
from laget.core.strategy.document import StrategyDocument, said


def adopt_strategy(
    organisation: Organisation, *, actor: Visitor | None, document: StrategyDocument
) -> StrategyVersion:
    """Keep a document as the organisation's next adopted version, and bring the register to it.

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
            title=said(document.strategy.title).sv,
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
            detail={"hash": version.hash},
        )
    return version


def register_elements(
    organisation: Organisation, *, version: StrategyVersion, document: StrategyDocument
) -> None:
    """Write into the register which elements a version has, and what they are called in it."""
    for element in document.elements:
        title = said(element.title)
        Element.objects.update_or_create(
            organisation=organisation,
            key=element.id,
            defaults={
                "level": element.level,
                "title": title.sv,
                "title_en": title.en if title.en != title.sv else "",
                "last": version,
            },
            create_defaults={
                "level": element.level,
                "title": title.sv,
                "title_en": title.en if title.en != title.sv else "",
                "first": version,
                "last": version,
            },
        )
