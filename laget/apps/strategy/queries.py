"""Reads: the strategy in force, its versions and their documents."""

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Max
from django.shortcuts import get_object_or_404

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.models import Draft, Element, StrategyVersion
from laget.core.canonical import sha256
from laget.core.strategy.changes import Changes, changes
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Kind, parts
from laget.core.units import swedish_key
from laget.core.words.decided import Decided, decided


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


def decided_in(version: StrategyVersion) -> Mapping[str, Decided]:
    """Return a version's targets in words, by their ids, which each process writes once."""
    return _decided(version.pk, version.hash)


@lru_cache(maxsize=64)
def _decided(key: int, hash_: str) -> Mapping[str, Decided]:
    document = _document(key, hash_)
    return {target.id: decided(target, document) for target in document.targets}


def version_numbered(organisation: Organisation, number: int) -> StrategyVersion:
    """Return an adopted version by its number; raises Http404."""
    found = StrategyVersion.objects.filter(organisation=organisation).defer("document")
    return get_object_or_404(found, number=number)


def bytes_of(version: StrategyVersion) -> bytes:
    """Return a version's document as it was adopted, byte for byte."""
    return version.document.encode()


def latest_of_all() -> list[StrategyVersion]:
    """Return every organisation's version in force with its organisation, sorted as Swedish is."""
    latest = StrategyVersion.objects.values("organisation").annotate(last=Max("number"))
    wanted = {(row["organisation"], row["last"]) for row in latest}
    found = StrategyVersion.objects.select_related("organisation").defer("document")
    kept = [one for one in found if (one.organisation_id, one.number) in wanted]
    return sorted(kept, key=lambda one: swedish_key(one.organisation.name))


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


def draft_of(organisation: Organisation) -> Draft | None:
    """Return the version that the organisation is writing, None where there is none."""
    return Draft.objects.filter(organisation=organisation).select_related("based_on", "changed_by").first()


def hash_of(draft: Draft) -> str:
    """Return the hash that a draft as a whole is known by."""
    return sha256(draft.document.encode())


def drafted(draft: Draft) -> StrategyDocument:
    """Return a draft's document."""
    return StrategyDocument.model_validate_json(draft.document)


def used_ids(organisation: Organisation, *, kind: Kind) -> frozenset[str]:
    """Return every id, in small letters, that a part of a kind has had in an adopted version."""
    if kind is Kind.ELEMENT:
        registered = Element.objects.filter(organisation=organisation).values_list("key", flat=True)
        return frozenset(key.lower() for key in registered)
    return frozenset(
        part_id.lower()
        for version in versions_of(organisation)
        for one, part_id in parts(document_of(version))
        if one is kind
    )
