"""Reads: what the store has of a strategy's figures, fetches asked for, findings, and alarms that wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.shortcuts import get_object_or_404

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import EditionDraft, Refresh, Remark
from laget.apps.followup.queries.drafts import computed_of, draft_of
from laget.apps.followup.queries.published import document_of, editions_of, judgement_today
from laget.apps.strategy.queries import document_of as strategy_of
from laget.apps.strategy.queries import draft_of as strategy_draft_of
from laget.apps.strategy.queries import drafted, version_in_force
from laget.core.followup.edition import Edition
from laget.core.followup.revision import Revision
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.data.editions import alarms_from
from laget.data.figures import Held, held_at, key_of, store_at


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator that is followed, or will be when the draft is adopted, and what the store has of it."""

    indicator: Indicator
    held: Held | None
    is_drafted: bool


def files_of(organisation: Organisation) -> Path:
    """Return the folder of an organisation's own files of figures."""
    return Path(settings.FILES) / organisation.slug


def documents_of(organisation: Organisation) -> tuple[StrategyDocument | None, StrategyDocument | None]:
    """Return the strategy in force, and the draft cut to the figures that the one in force does not have."""
    version, draft = version_in_force(organisation), strategy_draft_of(organisation)
    in_force = strategy_of(version) if version is not None else None
    if draft is None:
        return in_force, None
    document = drafted(draft)
    known = {key_of(in_force, one) for one in in_force.indicators} if in_force is not None else set()
    rest = tuple(one for one in document.indicators if key_of(document, one) not in known)
    return in_force, document.model_copy(update={"indicators": rest}) if rest else None


def drafted_indicators(organisation: Organisation) -> frozenset[str]:
    """Return the ids of the indicators in the draft, none where there is no draft."""
    draft = strategy_draft_of(organisation)
    return frozenset(one.id for one in drafted(draft).indicators) if draft is not None else frozenset()


def followed_of(organisation: Organisation) -> list[Followed]:
    """Return every indicator with what the store has of it, the draft's own last; raises DamagedStore."""
    found = []
    for document, is_drafted in zip(documents_of(organisation), (False, True), strict=True):
        if document is not None:
            held: Mapping[str, Held] = held_at(Path(settings.STORE), document)
            found += [Followed(one, held.get(one.id), is_drafted) for one in document.indicators]
    return found


def refresh_of(organisation: Organisation) -> Refresh | None:
    """Return the fetch that was asked for last, with who asked; None where nobody has."""
    found = Refresh.objects.filter(organisation=organisation)
    return found.select_related("asked_by").order_by("-pk").first()


def remarks_of(organisation: Organisation) -> list[Remark]:
    """Return what preflight has found, with who decided what: faults before warnings."""
    found = Remark.objects.filter(organisation=organisation).select_related("decided_by")
    return list(found.order_by("-is_fault", "indicator", "kind"))


def remark_at(organisation: Organisation, key: int) -> Remark:
    """Return one finding; raises Http404."""
    return get_object_or_404(Remark, organisation=organisation, pk=key)


def waiting_alarms(organisation: Organisation) -> tuple[Revision, ...]:
    """Return the revisions that wait for a person's yes, as publishing an edition would meet them.

    Raises DamagedStore, NotInStore.
    """
    draft = draft_of(organisation)
    judgement = judgement_today(organisation)
    if draft is None and judgement is None:
        return ()
    edition = computed_of(draft) if draft is not None else document_of(judgement)  # type: ignore[arg-type]
    return alarms_from(store_at(Path(settings.STORE)), edition, since=_since(organisation, draft))


def _since(organisation: Organisation, draft: EditionDraft | None) -> Edition | None:
    """Return the published edition that revisions are counted from, None where there is none."""
    if draft is not None and draft.corrects is None:
        return document_of(draft.previous) if draft.previous is not None else None
    earlier = [row for row in editions_of(organisation) if draft is None or row.year < draft.year]
    return document_of(earlier[0]) if earlier else None
