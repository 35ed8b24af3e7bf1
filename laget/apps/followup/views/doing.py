"""What the views of writing share: who is asking, and an action whose refusal is told on the page."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import NotAllowed, Permission, require
from laget.apps.accounts.queries import organisation_at
from laget.core.words.said import Refusal
from laget.ui.templatetags.laget import told

Done = TypeVar("Done")


def asked_by(request: HttpRequest, region: str, permission: Permission) -> tuple[Organisation, User]:
    """Return the organisation and who asks; raises Http404, NotAllowed."""
    organisation = organisation_at(region)
    require(request.user, organisation, permission)
    assert isinstance(request.user, User)  # noqa: S101 - nobody else has a permission
    return organisation, request.user


def doing(request: HttpRequest, act: Callable[[], Done]) -> Done | None:
    """Return what an action gives; None where it was refused, which the next page tells."""
    try:
        return act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, told(refusal.said))
        return None
