"""What somebody meets who may not do what they asked for: a page that says which role it takes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laget.apps.accounts.permissions import NotAllowed


class Refused:
    """Catches NotAllowed once, wherever a view or an action raises it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the page with status 403 where somebody was not allowed; leave every other fault."""
        if not isinstance(fault, NotAllowed):
            return None
        return render(request, "403.html", {"said": fault.said}, status=403)
