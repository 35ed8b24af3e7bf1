"""The page of a fault in Läget itself: it asks nothing of the database, which may be what is broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template
from django.utils.translation import get_language


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that something went wrong, in both languages."""
    return HttpResponseServerError(get_template("500.html").render({"language": get_language() or "sv"}))
