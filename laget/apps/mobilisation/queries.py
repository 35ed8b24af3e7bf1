"""Reads: mobilisations and platforms as somebody may see them, by state and by what speaks for them."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.queries import initiatives_seen_by, whole
from laget.apps.mobilisation.models import Ground, Mobilisation, Outcome, Platform, Undertaking
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS, WRITE_PLATFORMS

STANDING = (Mobilisation.State.CHOSEN, Mobilisation.State.CLOSED)  # those that a decision has chosen


def mobilisations_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Mobilisation]:
    """Return the mobilisations that somebody may see; None is everybody."""
    rows = Mobilisation.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_MOBILISATIONS):
        return rows
    return rows.filter(public=True)


def platforms_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Platform]:
    """Return the platforms that somebody may see; None is everybody."""
    rows = Platform.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_PLATFORMS):
        return rows
    return rows.filter(public=True)


def with_parts(
    rows: QuerySet[Mobilisation], organisation: Organisation, *, viewer: Visitor | None
) -> QuerySet[Mobilisation]:
    """Return mobilisations with their grounds and the platforms that somebody may see, read together."""
    taken = Undertaking.objects.filter(platform__in=platforms_seen_by(organisation, viewer=viewer))
    return rows.prefetch_related(
        "grounds", Prefetch("undertakings", queryset=taken.select_related("platform"))
    )


def gathered_around(
    organisation: Organisation, addresses: Collection[str], *, viewer: Visitor | None
) -> list[Mobilisation]:
    """Return the mobilisations that a decision has chosen and that any of these addresses speaks for."""
    rows = mobilisations_seen_by(organisation, viewer=viewer).filter(state__in=STANDING)
    return list(rows.filter(pk__in=Ground.objects.filter(address__in=addresses).values("mobilisation")))


def gathered_by_target(
    organisation: Organisation, *, viewer: Visitor | None
) -> dict[str, list[Mobilisation]]:
    """Return the chosen mobilisations that are not closed, by the ids of the targets that speak for them."""
    rows = mobilisations_seen_by(organisation, viewer=viewer).filter(state=Mobilisation.State.CHOSEN)
    found: dict[str, list[Mobilisation]] = {}
    grounds = Ground.objects.filter(mobilisation__in=rows, address__startswith="target:")
    for one in grounds.select_related("mobilisation"):
        found.setdefault(one.address.removeprefix("target:"), []).append(one.mobilisation)
    return found


def answering(mobilisation: Mobilisation, *, viewer: Visitor | None) -> list[Initiative]:
    """Return the initiatives that answer a mobilisation with all their parts, those somebody may see."""
    seen = initiatives_seen_by(mobilisation.organisation, viewer=viewer)
    return list(whole(seen.filter(answers__mobilisation=mobilisation)))


def outcome_of(mobilisation: Mobilisation, *, year: int) -> Outcome | None:
    """Return what is written of a year, None where nothing is."""
    return Outcome.objects.filter(mobilisation=mobilisation, year=year).first()
