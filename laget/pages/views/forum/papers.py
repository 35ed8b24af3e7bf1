"""Papers of those who come: badges, lists as PDF and as a workbook, the code that each has for the door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laget.apps.followup.views.doing import asked_by
from laget.apps.forum.actions.disclosing import export_registrations
from laget.apps.forum.forms.office import SoughtForm
from laget.apps.forum.models import Event, Registration
from laget.apps.forum.permissions import SEE_REGISTRATIONS
from laget.apps.forum.queries.lists import Sought, by_name, registrations_of
from laget.apps.forum.queries.registrations import registration_by
from laget.pages.forum.lists import (
    badges_of,
    days_of,
    door_code,
    people_in_words,
    table_of,
    values_of,
    with_seat,
)
from laget.pages.views.forum.own import discreet
from laget.pages.views.forum.working import own_event
from laget.renders.pdf import pdf
from laget.renders.workbook import Column, Sheet, workbook
from laget.ui.templatetags.laget import language

LISTED = ("name", "of", "area", "companions")
WORKBOOK = (
    "name",
    "of",
    "sort",
    "area",
    "email",
    "companions",
    "size",
    "seats",
    "state",
    "created",
    "arrived",
    "answers",
)
WIDTHS = {"name": 3, "of": 3, "area": 2, "companions": 3}
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def attached(data: bytes, *, kind: str, name: str) -> HttpResponse:
    """Return a file to keep, by its kind and a name without its ending; no store between keeps it."""
    answer = HttpResponse(data, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{slugify(name) or "lista"}.{kind}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _sought(request: HttpRequest, event: Event) -> Sought:
    """Return which of those registered are asked for, as in the list that the paper is taken from."""
    return SoughtForm(event, request.GET).sought()


@never_cache
@require_safe
def badges(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Give the badges of everybody who has a seat on site, eight to a page."""
    organisation, user = asked_by(request, region, SEE_REGISTRATIONS)
    row = own_event(organisation, event)
    made = badges_of(row, _sought(request, row))
    if not made:
        raise Http404
    export_registrations(organisation, actor=user, event=row, paper="badges", rows=len(made))
    data = {
        "event": row.title,
        "day": days_of(row),
        "code_alt": _("Code for the door"),
        "badges": made,
    }
    title = _("Badges: %(event)s") % {"event": row.title}
    made_at = timezone.localtime()
    return attached(
        pdf("badges", data, title=title, language=language(), created=made_at),
        kind="pdf",
        name=_("badges") + f" {row.slug}",
    )


@never_cache
@require_safe
def participants(request: HttpRequest, region: str, event: str, kind: str) -> HttpResponse:
    """Give the list of those who have a seat as PDF; of all who have registered as a workbook."""
    organisation, user = asked_by(request, region, SEE_REGISTRATIONS)
    row = own_event(organisation, event)
    sought = _sought(request, row)
    rows = by_name(with_seat(row, sought=sought) if kind == "pdf" else registrations_of(row, sought))
    export_registrations(organisation, actor=user, event=row, paper=kind, rows=len(rows))
    title = _("Participants: %(event)s") % {"event": row.title}
    name = _("participants") + f" {row.slug}"
    made_at = timezone.localtime()
    chosen = [_("Some of those registered, chosen in the list.")] if request.GET else []
    if kind == "pdf":
        headings, told = table_of(rows, LISTED)
        data = {
            "columns": headings,
            "widths": [WIDTHS[one] for one in LISTED],
            "rows": told,
            "lines": [f"{days_of(row)}. {people_in_words(rows)}", *chosen],
            "foot": _("Holds personal data. Destroy it when it is no longer needed."),
        }
        paper = pdf("list", data, title=title, language=language(), created=made_at)
        return attached(paper, kind="pdf", name=name)
    headings, values = values_of(rows, WORKBOOK)
    sheet = Sheet(
        name=_("Participants"),
        columns=[Column(one, 24) for one in headings],
        rows=values,
        text=" ".join([_("Those who have registered, a row each"), *chosen]),
    )
    book = workbook(
        [sheet], title=title, author=organisation.name, language=language(), created=timezone.localtime()
    )
    return attached(book, kind="xlsx", name=name)


@discreet
@never_cache
@require_safe
def own_code(request: HttpRequest, region: str, event: str, token: str) -> HttpResponse:  # noqa: ARG001
    """Draw the code for the door of one's own registration; it is another than the link of the page."""
    row = registration_by(token)
    if row is None or row.event.slug != event or row.event.organisation.slug != region:
        raise Http404
    if row.state != Registration.State.CONFIRMED:
        raise Http404
    return HttpResponse(door_code(row), content_type="image/svg+xml")
