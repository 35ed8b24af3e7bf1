"""Reads: organisations by their slug, and who is what in them."""

from django.shortcuts import get_object_or_404

from laget.apps.accounts.models import Membership, Organisation, Role
from laget.apps.accounts.permissions import Visitor


def organisation_at(slug: str) -> Organisation:
    """Return the organisation with a slug; raises Http404."""
    return get_object_or_404(Organisation, slug=slug)


def roles_of(user: Visitor, organisation: Organisation) -> frozenset[Role]:
    """Return what somebody is in an organisation."""
    if not user.is_authenticated:
        return frozenset()
    found = Membership.objects.filter(user=user, organisation=organisation)
    return frozenset(Role(role) for role in found.values_list("role", flat=True))
