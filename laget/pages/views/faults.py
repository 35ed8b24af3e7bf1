"""The pages of faults, ours and of what was sent: they ask nothing of the database, which may be broken."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template
from django.utils.translation import get_language, get_language_from_path, override

from laget.core.words.said import Said


def broken(request: HttpRequest, said: Said | None = None, *, status: int = 500) -> HttpResponse:  # noqa: ARG001
    """Say that something went wrong, and what where that is known."""
    page = get_template("500.html").render({"language": get_language() or "sv", "said": said})
    return HttpResponseServerError(page, status=status)


def unfit(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read: too large (413), or not as a browser sends it (400)."""
    is_large = isinstance(exception, RequestDataTooBig)
    language = get_language_from_path(request.path_info) or "sv"  # nothing else of it has been looked at
    with override(language):
        page = get_template("400.html").render({"language": language, "is_large": is_large})
    return HttpResponse(page, status=413 if is_large else 400)
