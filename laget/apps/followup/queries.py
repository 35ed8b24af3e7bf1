"""Reads: today's judgement and published editions, with their documents."""

from functools import lru_cache

from laget.apps.accounts.models import Organisation
from laget.apps.followup import models
from laget.core.followup.edition import Edition


def judgement_today(organisation: Organisation) -> models.Judgement | None:
    """Return the last judgement of the strategy in force, None where nothing has been judged."""
    found = models.Judgement.objects.filter(organisation=organisation)
    return found.order_by("-at", "-pk").defer("document").first()


def editions_of(organisation: Organisation) -> list[models.Edition]:
    """Return the published editions, latest first, their documents left in the database."""
    found = models.Edition.objects.filter(organisation=organisation)
    return list(found.order_by("-year", "-number").defer("document"))


def document_of(row: models.Judgement | models.Edition) -> Edition:
    """Return the document of a judgement or an edition, which each process reads once."""
    return _document(type(row), row.pk, row.hash)


@lru_cache(maxsize=64)
def _document(kind: type[models.Judgement | models.Edition], key: int, hash_: str) -> Edition:
    return Edition.model_validate_json(kind.objects.get(pk=key, hash=hash_).document)
