"""Pictures and files of an event, for whoever may see it: a person's picture only by their own agreement."""

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.models import Event, Participant, Person, Resource
from laget.apps.forum.queries.events import event_at
from laget.apps.forum.queries.programme import document_of, latest_version
from laget.apps.media.models import File
from laget.apps.media.views import attachment, picture
from laget.pages.forum.people import may_be_named
from laget.pages.views.forum.event import edits


@require_safe
def event_picture(request: HttpRequest, region: str, event: str, pk: int) -> FileResponse:
    """Show a picture of an event, of an item that is published, or of somebody who has agreed to it."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    file = get_object_or_404(File, organisation=row.organisation, pk=pk)
    if file.pk == row.picture_id or _is_of_item(row, file, is_editor=edits(request.user, row)):
        return picture(file)
    taking = Participant.objects.filter(event=row).values("person")
    shown = Person.objects.filter(pk__in=taking, picture=file, shows_picture=True)
    if any(may_be_named(one) for one in shown):
        return picture(file)
    raise Http404


@require_safe
def event_file(request: HttpRequest, region: str, event: str, pk: int) -> FileResponse:
    """Give slides or a document of an event, or of an item that is published."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    own = Q(session=None)
    if not edits(request.user, row):
        own |= Q(session__uid__in=_published(row))
    else:
        own |= Q(session__event=row)
    resource = get_object_or_404(Resource.objects.select_related("file").filter(own), event=row, pk=pk)
    if resource.file is None:
        raise Http404
    return attachment(resource.file, is_open=row.state != Event.State.DRAFT)


def _published(event: Event) -> list[str]:
    version = latest_version(event)
    return [one.id for one in document_of(version).items] if version is not None else []


def _is_of_item(event: Event, file: File, *, is_editor: bool) -> bool:
    rows = event.sessions.filter(picture=file)
    return rows.exists() if is_editor else rows.filter(uid__in=_published(event)).exists()
