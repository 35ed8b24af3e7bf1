"""A chart's drawing at its own address, drawn at first view and the same for ever."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from laget.apps.accounts.queries import organisation_at
from laget.renders.draw import svg

ALONE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
A_YEAR = 31_536_000  # seconds


@require_safe
def drawing(request: HttpRequest, region: str, name: str) -> HttpResponseBase:
    """Show the drawing of that hash: the SVG has no style, no script and asks for nothing."""
    organisation_at(region)
    tag = f'"{name}"'
    if (unchanged := get_conditional_response(request, etag=tag)) is not None:
        return unchanged
    drawn = svg(name, folder=Path(settings.DRAWINGS))
    if drawn is None:
        raise Http404
    return HttpResponse(
        drawn,
        content_type="image/svg+xml; charset=utf-8",
        headers={
            "Cache-Control": f"public, max-age={A_YEAR}, immutable",
            "Content-Security-Policy": ALONE,
            "ETag": tag,
        },
    )
