"""Reads: the strategy in force, its versions and their documents."""

from functools import lru_cache

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.models import StrategyVersion
from laget.core.strategy.document import StrategyDocument


def versions_of(organisation: Organisation) -> list[StrategyVersion]:
    """Return the adopted versions, latest first, their documents left in the database."""
    found = StrategyVersion.objects.filter(organisation=organisation)
    return list(found.order_by("-number").defer("document"))


def version_in_force(organisation: Organisation) -> StrategyVersion | None:
    """Return the latest adopted version, None where there is none."""
    found = StrategyVersion.objects.filter(organisation=organisation)
    return found.order_by("-number").defer("document").first()


def document_of(version: StrategyVersion) -> StrategyDocument:
    """Return a version's document, which each process reads once."""
    return _document(version.pk, version.hash)


@lru_cache(maxsize=64)
def _document(key: int, hash_: str) -> StrategyDocument:
    row = StrategyVersion.objects.get(pk=key, hash=hash_)
    return StrategyDocument.model_validate_json(row.document)
