"""Whose a page is that belongs to the whole installation: the region asked for, or the only one there is."""

from django.http import HttpRequest

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import organisation_at


def region_of(request: HttpRequest) -> Organisation | None:
    """Return the organisation that `region` names, the only one where there is one; raises Http404."""
    if asked := request.GET.get("region"):
        return organisation_at(asked)
    first = list(Organisation.objects.order_by("pk")[:2])
    return first[0] if len(first) == 1 else None
