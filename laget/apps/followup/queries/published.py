"""Reads: today's judgement and published editions, with their documents."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.shortcuts import get_object_or_404

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup import models
from laget.apps.strategy.models import StrategyVersion
from laget.core.followup.edition import Edition
from laget.core.followup.mask import Mask, masked, masked_beside
from laget.core.followup.revision import Change
from laget.core.series import Figures
from laget.core.strategy.document import Indicator
from laget.data.figures import figures_at, history_at, revised_between
from laget.data.snapshot import Snapshot


def judgement_today(organisation: Organisation) -> models.Judgement | None:
    """Return the last judgement of the strategy in force, None where it has not been judged."""
    latest = StrategyVersion.objects.filter(organisation=organisation).order_by("-number").values("pk")[:1]
    found = models.Judgement.objects.filter(organisation=organisation, version=Subquery(latest))
    return found.order_by("-at", "-pk").defer("document").first()


def editions_of(organisation: Organisation) -> list[models.Edition]:
    """Return the published editions, latest first, their documents left in the database."""
    found = models.Edition.objects.filter(organisation=organisation)
    return list(found.order_by("-year", "-number").defer("document"))


def edition_at(organisation: Organisation, *, year: int, number: int | None = None) -> models.Edition:
    """Return the edition of a year, its latest number unless one is named; raises Http404."""
    found = models.Edition.objects.filter(organisation=organisation, year=year).defer("document")
    if number is None:
        number = found.order_by("-number").values_list("number", flat=True).first()
    return get_object_or_404(found, number=number)


def document_of(row: models.Judgement | models.Edition) -> Edition:
    """Return the document of a judgement or an edition as it was written, which each process reads once.

    Of an edition this is for counting on, never for showing: `shown_of` is.
    """
    return _document(type(row), row.pk, row.hash)


def shown_of(row: models.Edition) -> Edition:
    """Return the document of an edition as it may be shown: with its masks, for every view and export."""
    masks = masks_of(row)
    return _shown(row.pk, row.hash, masks, others=_others(row) if masks else ())


def names_of(people: Collection[int]) -> dict[int, str]:
    """Return the names of people by their ids; one that is gone has none."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=people)}


def mask_rows(row: models.Edition | models.EditionDraft) -> QuerySet[models.Mask]:
    """Return the masks of a year's follow-up: each holds for all its editions and for what corrects them."""
    return models.Mask.objects.filter(edition__organisation=row.organisation_id, edition__year=row.year)


def masks_of(row: models.Edition | models.EditionDraft) -> tuple[Mask, ...]:
    """Return what is masked of an edition, or of what is being written of the same year."""
    return tuple(_mask(one) for one in mask_rows(row))


def masked_draft(draft: models.EditionDraft, edition: Edition) -> Edition:
    """Return what is being written as it would be shown when it is published."""
    masks = masks_of(draft)
    others = tuple(_document(models.Edition, *one) for one in _others(draft)) if masks else ()
    return masked(edition, masks, others=others)


def _others(row: models.Edition | models.EditionDraft) -> tuple[tuple[int, str], ...]:
    """Return the keys and hashes of the year's published editions, but the one that is asked about."""
    found = models.Edition.objects.filter(organisation=row.organisation_id, year=row.year)
    if isinstance(row, models.Edition):
        found = found.exclude(pk=row.pk)
    return tuple(found.order_by("pk").values_list("pk", "hash"))


def reasons_of(rows: Sequence[models.Edition]) -> dict[int, str]:
    """Return why each edition that is a correction was made, as it may be shown, by its key."""
    told = [row for row in rows if row.reason]
    found = models.Mask.objects.filter(edition__organisation__in={row.organisation_id for row in told})
    masks: dict[int, list[Mask]] = {}
    for one in found.select_related("edition").defer("edition__document"):
        masks.setdefault(one.edition.year, []).append(_mask(one))
    return {
        row.pk: masked_beside(document_of(row), row.reason, masks[row.year])
        if row.year in masks
        else row.reason
        for row in told
    }


def _mask(row: models.Mask) -> Mask:
    return Mask(passage=row.passage, law=row.paragraph, place=row.place)


def figures_of(edition: Edition, indicator: Indicator) -> Figures | None:
    """Return the figures that an edition judged an indicator on, None where it had none.

    Raises a Refusal where the store does not hold them as they were.
    """
    used = edition.indicators.get(indicator.id)
    return None if used is None else figures_at(settings.STORE, used.figures, indicator=indicator)


def history_of(edition: Edition, indicator: Indicator) -> tuple[Snapshot, ...]:
    """Return every state that an indicator's figures have been in, oldest first, the edition's own the last.

    Raises a Refusal where the store cannot be read.
    """
    used = edition.indicators.get(indicator.id)
    states = history_at(settings.STORE, edition.strategy, indicator=indicator)
    places = [place for place, one in enumerate(states) if used is not None and one.hash == used.figures]
    return states[: places[-1] + 1] if places else ()


def revised(history: Sequence[Snapshot]) -> list[tuple[Change, ...]]:
    """Return for each state but the first what old figures it changed; raises a Refusal as history_of."""
    return [
        revised_between(settings.STORE, before.hash, after.hash, missing=after.latest.missing)
        for before, after in pairwise(history)
    ]


@lru_cache(maxsize=64)
def _document(kind: type[models.Judgement | models.Edition], key: int, hash_: str) -> Edition:
    return Edition.model_validate_json(kind.objects.get(pk=key, hash=hash_).document)


@lru_cache(maxsize=64)
def _shown(key: int, hash_: str, masks: tuple[Mask, ...], *, others: tuple[tuple[int, str], ...]) -> Edition:
    return masked(
        _document(models.Edition, key, hash_),
        masks,
        others=[_document(models.Edition, *one) for one in others],
    )


def moves_of(organisation: Organisation) -> dict[str, models.GapMove]:
    """Return the gaps that have been given a place in the list, by the target's id."""
    return {one.target: one for one in models.GapMove.objects.filter(organisation=organisation)}
