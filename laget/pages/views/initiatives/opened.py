"""The initiatives that everybody may see as open data: JSON and CSV."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from pydantic import TypeAdapter

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import organisation_at
from laget.apps.initiatives.queries import described, initiatives_seen_by, whole
from laget.core.canonical import canonical_json
from laget.core.initiatives import Described
from laget.renders.initiatives_csv import initiatives_csv

PLAIN: TypeAdapter[Described] = TypeAdapter(Described)


def _open(organisation: Organisation) -> list[tuple[str, Described]]:
    rows = whole(initiatives_seen_by(organisation, viewer=None))
    return [(row.slug, described(row)) for row in rows]


@require_safe
def initiatives_json(request: HttpRequest, region: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Answer with the initiatives as JSON: all of each but its log."""
    found = _open(organisation_at(region))
    data = [{"id": id_, **PLAIN.dump_python(one, mode="json", exclude={"public"})} for id_, one in found]
    return _answer(canonical_json(data), "application/json")


@require_safe
def initiatives_table(request: HttpRequest, region: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Answer with the initiatives as a table."""
    return _answer(initiatives_csv(_open(organisation_at(region))), "text/csv; charset=utf-8")


def _answer(data: bytes, kind: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
