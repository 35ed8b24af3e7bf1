"""Open data: the adopted strategy as it is kept, its schema, and the pages that say what there is."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from laget.apps.accounts.queries import organisation_at
from laget.apps.strategy.queries import (
    bytes_of,
    latest_of_all,
    version_in_force,
    version_numbered,
    versions_of,
)
from laget.core.asked import whole_number
from laget.core.canonical import sha256
from laget.core.strategy.schema import schema_text

SCHEMA = schema_text().encode()
SCHEMA_HASH = sha256(SCHEMA)


@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    """Show what is open in this installation, organisation by organisation."""
    latest = latest_of_all()
    updated = max((version.adopted_at for version in latest), default=None)
    return render(request, "pages/open_data.html", {"latest": latest, "updated": updated})


@require_safe
def region(request: HttpRequest, region: str) -> HttpResponse:
    """Show what an organisation's open data are, under which licence and where."""
    organisation = organisation_at(region)
    versions = versions_of(organisation)
    context = {"organisation": organisation, "versions": versions, "version": next(iter(versions), None)}
    return render(request, "pages/open_data_region.html", context)


@require_safe
def strategy(request: HttpRequest, region: str) -> HttpResponseBase:
    """Answer with the adopted document's own bytes: the version in force, or `version`."""
    organisation = organisation_at(region)
    number = request.GET.get("version")
    if number is None:
        version = version_in_force(organisation)
    else:
        wanted = whole_number(number)
        version = version_numbered(organisation, wanted) if wanted is not None else None
    if version is None:
        raise Http404(gettext("There is no such version of the strategy."))
    return _open(request, bytes_of(version), hash_=version.hash, kind="application/json")


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """Answer with the JSON Schema of the strategy format."""
    return _open(request, SCHEMA, hash_=SCHEMA_HASH, kind="application/schema+json")


def _open(request: HttpRequest, data: bytes, *, hash_: str, kind: str) -> HttpResponseBase:
    """Answer with a document that a program at any site may read, or that it is unchanged."""
    etag = quote_etag(hash_)
    response = HttpResponse(data, content_type=kind, headers={"ETag": etag})
    found = get_conditional_response(request, etag=etag, response=response) or response
    found["Access-Control-Allow-Origin"] = "*"
    found["Access-Control-Expose-Headers"] = "ETag"
    return found
