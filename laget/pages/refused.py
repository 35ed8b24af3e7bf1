"""What somebody meets whom an action refuses: a page that says which role it takes, or what is wrong."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laget.apps.accounts.permissions import NotAllowed
from laget.core.words.said import Refusal
from laget.pages.views.faults import broken, said_of

log = logging.getLogger("laget.refused")


class Refused:
    """Catches once what no view does: NotAllowed, and a refusal that is no fault of whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return a page with what a refusal says: 403 of what is not allowed, else 503 (disk, store)."""
        if isinstance(fault, NotAllowed):
            return render(request, "403.html", {"said": fault.said}, status=403)
        if isinstance(fault, OperationalError | OSError) and (said := said_of(fault)) is not None:
            log.error("%s: %s", type(fault).__name__, fault)
            return broken(request, said, status=503)
        if isinstance(fault, Refusal):
            log.error("%s: %s", type(fault).__name__, fault.said.en)
            # What it says may name folders of the server: that is for those who work here.
            return broken(request, fault.said if request.user.is_authenticated else None, status=503)
        return None
