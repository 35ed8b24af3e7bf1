"""Reads: the strategy in force, its versions and their documents."""

from functools import lru_cache

from django.shortcuts import get_object_or_404

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.models import Element, StrategyVersion
from laget.core.strategy.changes import Changes, changes
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


def version_numbered(organisation: Organisation, number: int) -> StrategyVersion:
    """Return an adopted version by its number; raises Http404."""
    found = StrategyVersion.objects.filter(organisation=organisation).defer("document")
    return get_object_or_404(found, number=number)


def bytes_of(version: StrategyVersion) -> bytes:
    """Return a version's document as it was adopted, byte for byte."""
    return version.document.encode()


def element_last_in(organisation: Organisation, key: str) -> StrategyVersion:
    """Return the last version that has an element, which the register remembers; raises Http404."""
    known = Element.objects.filter(organisation=organisation).select_related("last").defer("last__document")
    return get_object_or_404(known, key=key).last


def changes_between(was: StrategyVersion, now: StrategyVersion) -> Changes:
    """Return what is new from one version to another, which each process works out once."""
    return _changes(was.pk, was.hash, now.pk, now.hash)


@lru_cache(maxsize=64)
def _changes(was: int, was_hash: str, now: int, now_hash: str) -> Changes:
    return changes(_document(was, was_hash), _document(now, now_hash))
