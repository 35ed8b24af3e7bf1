"""What a request may be: nothing larger than a file that is taken, and no character that no text holds."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from laget.data.region_files import MOST_MEGABYTES
from laget.pages.views.faults import unfit

LARGEST = (max(MOST_MEGABYTES, settings.MEDIA_MEGABYTES) + 1) * 1_000_000  # bytes: a file and its form
NUL = "\x00"  # PostgreSQL keeps no text with it, and nobody writes it


class Bounds:
    """Answers at once, in a sentence, what is too large or holds a character that cannot be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse by the head alone, before anything of the body is read."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isascii() or not length.isdecimal() or len(length) > len(str(LARGEST)):
            return unfit(request, RequestDataTooBig())
        if int(length) > LARGEST:
            return unfit(request, RequestDataTooBig())
        if any(NUL in one for one in _head(request)):
            return unfit(request, BadRequest())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Refuse a form with such a character; by now the form has been read to find its token."""
        if request.method == "POST" and any(NUL in one for one in _form(request)):
            return unfit(request, BadRequest())
        return None


def _head(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from request.COOKIES.values()
    if "%00" in request.META.get("QUERY_STRING", ""):
        yield NUL


def _form(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        yield name
        yield from map(str, values)
    for name, files in request.FILES.lists():
        yield name
        yield from (getattr(one, "name", None) or "" for one in files)
