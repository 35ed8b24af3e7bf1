"""Judging the strategy in force on the latest figures."""

from pathlib import Path

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import Judgement
from laget.apps.followup.queries import document_of, editions_of
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of as strategy_of
from laget.core.canonical import canonical_bytes, sha256
from laget.core.followup.edition import compose
from laget.data.editions import followed_on
from laget.data.figures import basis_of, last_year, store_at

METHOD = "destatis"


def judge_today(
    organisation: Organisation, *, version: StrategyVersion, store: Path, method: str = METHOD
) -> Judgement:
    """Judge a version of the strategy on the latest figures in `store`; what is judged already is kept once.

    What changed is told against the latest published edition. Revision alarms stop an edition, not this: the
    pages show what the figures say, with what changed. Raises NotFetched, NothingToJudge where there are no
    figures at all.
    """
    document, kept = strategy_of(version), store_at(store)
    basis = basis_of(kept, document)
    year = last_year(basis)
    published = editions_of(organisation)[:1]
    last = document_of(published[0]) if published else None
    before, earlier = (
        followed_on(last, document=document, year=max(year, last.year), store=kept)
        if last is not None
        else (None, {})
    )
    edition = compose(
        document,
        year=max(year, last.year) if last is not None else year,
        method=method,
        used=basis.used,
        tables=basis.tables,
        before=basis.before,
        previous=before,
        earlier=earlier,
    )
    data = canonical_bytes(edition)
    hash_ = sha256(data)
    with transaction.atomic():
        known = (
            Judgement.objects.select_for_update().filter(organisation=organisation).order_by("-at").first()
        )
        if known is not None and known.hash == hash_ and known.version_id == version.pk:
            return known
        return Judgement.objects.create(
            organisation=organisation,
            version=version,
            year=edition.year,
            vintage=edition.vintage,
            document=data.decode(),
            hash=hash_,
        )
