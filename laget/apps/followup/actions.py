"""Writes: judging the strategy in force on the latest figures."""

from pathlib import Path

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import Judgement
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of
from laget.core.canonical import canonical_bytes, sha256
from laget.core.followup.edition import compose
from laget.data.figures import basis_of, last_year, store_at

METHOD = "destatis"


def judge_today(
    organisation: Organisation, *, version: StrategyVersion, store: Path, method: str = METHOD
) -> Judgement:
    """Judge a version of the strategy on the latest figures in `store`; what is judged already is kept once.

    Revision alarms stop an edition, not this: the pages show what the figures say, with what changed. Raises
    NotFetched where there are no figures at all.
    """
    document = document_of(version)
    basis = basis_of(store_at(store), document)
    edition = compose(
        document,
        year=last_year(basis),
        method=method,
        used=basis.used,
        tables=basis.tables,
        before=basis.before,
    )
    data = canonical_bytes(edition)
    hash_ = sha256(data)
    with transaction.atomic():
        last = Judgement.objects.select_for_update().filter(organisation=organisation).order_by("-at").first()
        if last is not None and last.hash == hash_ and last.version_id == version.pk:
            return last
        return Judgement.objects.create(
            organisation=organisation,
            version=version,
            year=edition.year,
            vintage=edition.vintage,
            document=data.decode(),
            hash=hash_,
        )
