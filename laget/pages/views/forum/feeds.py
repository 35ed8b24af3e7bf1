"""What programs read of events: calendars, schedules, tables, a feed of what is new."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.models import Event, Version
from laget.apps.forum.queries.events import event_at, events_seen_by, starts_of
from laget.core.canonical import sha256
from laget.pages.forum.programme import Read
from laget.pages.forum.takeout import (
    COLOUR,
    address_of,
    changed_at,
    conference_of,
    event_entry,
    gathered,
    item_entries,
    own_entries,
    published,
    uid_of,
    whole_entries,
)
from laget.pages.views.forum.own import discreet, registration_at
from laget.renders.calendar import MEDIA_TYPE, calendar
from laget.renders.linked_data import MEDIA_TYPE as LINKED
from laget.renders.linked_data import linked_data
from laget.renders.programme_tables import programme_csv, programme_workbook
from laget.renders.schedule import schedule_json, schedule_xml

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEWEST = 30  # entries of the feed
SWEDISH = "sv"  # what is written out is Swedish, as the programmes are


@require_safe
def events_ics(request: HttpRequest, region: str) -> HttpResponseBase:
    """Answer with an organisation's events as a calendar to subscribe to."""
    organisation = organisation_at(region)
    with override(SWEDISH):
        rows = _public(organisation)
        found = [one for one in map(event_entry, rows) if one is not None]
        name = f"{organisation.name}: forum"
        at = max((row.changed_at for row in rows), default=None)
        data = calendar(
            found,
            name=name,
            stamp=at or timezone.now(),
            address=address_of("events_ics", region),
            colour=COLOUR,
        )
    return _answer(request, data, kind=MEDIA_TYPE, changed=at, name="forum.ics")


@require_safe
def event_ics(request: HttpRequest, region: str, event: str) -> HttpResponseBase:
    """Answer with an event and the items of its programme as a calendar."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    with override(SWEDISH):
        read = published(row, now=timezone.now())
        data = calendar(
            whole_entries(row, read),
            name=row.title,
            stamp=row.changed_at,
            address=address_of("event_ics", region, event),
            colour=COLOUR,
        )
    return _answer(request, data, kind=MEDIA_TYPE, changed=changed_at(row, read), name=f"{row.slug}.ics")


@require_safe
def session_ics(request: HttpRequest, region: str, event: str, session: str) -> HttpResponseBase:
    """Answer with one item as a calendar; one that is gone from the programme is cancelled in it."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    with override(SWEDISH):
        read = published(row, now=timezone.now())
        page = address_of("session", row.organisation.slug, row.slug, session)
        found = [one for one in item_entries(row, read) if one.address == page]
        if not found:
            raise Http404
        data = calendar(found, name=found[0].title, stamp=row.changed_at)
    return _answer(request, data, kind=MEDIA_TYPE, changed=changed_at(row, read), name=f"{session}.ics")


@discreet
@never_cache
@require_safe
def registration_ics(
    request: HttpRequest,  # noqa: ARG001 - a view's signature
    region: str,
    event: str,
    token: str,
) -> HttpResponse:
    """Answer with somebody's own calendar: the only one where the digital link may stand."""
    row = registration_at(region, event, token)
    with override(SWEDISH):
        entries = own_entries(row, now=timezone.now())
        data = calendar(entries, name=row.event.title, stamp=row.event.changed_at, colour=COLOUR)
    headers = {"Content-Disposition": f'inline; filename="{row.event.slug}.ics"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def schedule(request: HttpRequest, region: str, event: str, form: str) -> HttpResponseBase:
    """Answer with a published programme: schedule.json, schedule.xml, program.csv or program.xlsx."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    with override(SWEDISH):
        read = published(row, now=timezone.now())
        data, kind, name = programme_file(row, read, form=form)
    return _answer(request, data, kind=kind, changed=changed_at(row, read), name=name)


def programme_file(row: Event, read: Read, *, form: str) -> tuple[bytes, str, str]:
    """Return a programme in a form, json, xml, csv, xlsx or ics, its media type and the file's name.

    The file is of what has been published; an item that is gone is in the calendar alone, as cancelled.
    """
    entries = item_entries(row, read)
    if form == "json":
        return schedule_json(entries, of=conference_of(row, read)), "application/json", "schedule.json"
    if form == "xml":
        return schedule_xml(entries, of=conference_of(row, read)), "application/xml", "schedule.xml"
    if form == "csv":
        return programme_csv(entries), "text/csv; charset=utf-8", f"program-{row.slug}.csv"
    if form == "xlsx":
        data = programme_workbook(entries, title=f"Program: {row.title}", created=changed_at(row, read))
        return data, XLSX, f"program-{row.slug}.xlsx"
    data = calendar(whole_entries(row, read), name=row.title, stamp=row.changed_at)
    return data, MEDIA_TYPE, f"{row.slug}.ics"


@require_safe
def event_schema(request: HttpRequest, region: str, event: str) -> HttpResponseBase:
    """Answer with an event as schema.org/Event in JSON-LD."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    data = linked_data(gathered(row, now=timezone.now())).encode()
    return _answer(request, data, kind=LINKED, changed=None, name="")


@require_safe
def events_feed(request: HttpRequest, region: str) -> HttpResponseBase:
    """Answer with a feed (Atom) of new events, and of programmes as they are published anew."""
    organisation = organisation_at(region)
    with override(SWEDISH):
        rows = _public(organisation)
        news = _news(rows)
        feed = Atom1Feed(
            title=f"{organisation.name}: forum",
            link=address_of("events", region),
            description=gettext("Events and news of their programmes"),
            language=SWEDISH,
            feed_url=address_of("events_feed", region),
            feed_guid=address_of("events", region),
        )
        for title, link, text, at, id_, owner in news[:NEWEST]:
            feed.add_item(
                title=title,
                link=link,
                description=escape(text),  # it says that it is HTML
                unique_id=f"urn:uuid:{id_}" if ":" not in id_ else id_,
                updateddate=at,
                author_name=owner,
            )
        data = feed.writeString("utf-8").encode()
    newest = news[0][3] if news else None
    return _answer(request, data, kind="application/atom+xml; charset=utf-8", changed=newest, name="")


def _news(rows: list[Event]) -> list[tuple[str, str, str, datetime, str, str]]:
    """Return what is new, the latest first: title, address, text, when, a lasting id, and whose it is."""
    known = {row.pk: row for row in rows}
    news = []
    for row in rows:
        starts = starts_of(row)
        day = f"{timezone.localtime(starts):%Y-%m-%d}" if starts is not None else ""
        places = ", ".join(one.name for one in row.places.all())
        title = f"Inställt: {row.title}" if row.state == Event.State.CANCELLED else row.title
        told = ". ".join(part for part in (day, places, row.theme) if part)
        page = address_of("event", row.organisation.slug, row.slug)
        news.append((title, page, told, row.changed_at, uid_of(row), row.organisation.name))
    for version in Version.objects.filter(event__in=known).order_by("-published_at")[:NEWEST]:
        row = known[version.event_id]
        page = address_of("event", row.organisation.slug, row.slug)
        what = "Programmet" if version.number == 1 else "Nytt i programmet"
        told = version.note or f"Version {version.number} av programmet."
        id_ = f"{page}#program-{version.number}"
        news.append(
            (
                f"{what}: {row.title}",
                f"{page}#programme",
                told,
                version.published_at,
                id_,
                row.organisation.name,
            )
        )
    return sorted(news, key=lambda one: (one[3], one[4]), reverse=True)


def _public(organisation: Organisation) -> list[Event]:
    """Return the events that everybody may see."""
    return list(events_seen_by(organisation, viewer=None).order_by("pk"))


def _answer(
    request: HttpRequest, data: bytes, *, kind: str, changed: datetime | None, name: str
) -> HttpResponseBase:
    """Answer with a file that a program at any site may read, or that it is unchanged."""
    etag = quote_etag(sha256(data))
    response = HttpResponse(data, content_type=kind, headers={"ETag": etag})
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    found = get_conditional_response(request, etag=etag, response=response) or response
    found["Access-Control-Allow-Origin"] = "*"
    found["Access-Control-Expose-Headers"] = "ETag"
    patch_vary_headers(found, ["Cookie"])  # an editor may see what others may not
    return found
