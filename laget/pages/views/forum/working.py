"""What the organiser's pages share: an event of one's own, a picture or a file that comes with a form."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.parts import Left
from laget.apps.forum.forms.fields import Sheet
from laget.apps.forum.models import Event, Person, Resource, Session
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File
from laget.apps.media.queries import brought_by
from laget.apps.media.views import PICTURES
from laget.core.asked import whole_number
from laget.data.media import UnfitFile
from laget.pages.addresses import offered
from laget.ui.templatetags.laget import told

ABOUT_EVENT = (
    *("element", "mobilisation", "platform", "initiative", "indicator"),
    *("evidence", "signal", "household", "edition", "version"),
)
ABOUT_ITEM = (
    *("element", "target", "mobilisation", "indicator", "initiative"),
    *("household", "platform", "evidence", "signal", "edition", "version"),
)


def own_event(organisation: Organisation, slug: str) -> Event:
    """Return an event that an organisation owns, which is whose people change it; raises Http404."""
    rows = Event.objects.select_related("organisation", "series", "picture")
    return get_object_or_404(rows, organisation=organisation, slug=slug)


def people_of(organisation: Organisation) -> list[Person]:
    """Return those whom an organisation has written down, by name."""
    return list(Person.objects.filter(organisation=organisation).order_by("name", "pk"))


def to_tie(organisation: Organisation, user: User, kinds: tuple[str, ...], known: tuple[str, ...]) -> Any:
    """Return what can be pointed at; what is tied already and cannot be seen stays as it is called."""
    groups = offered(organisation, kinds, viewer=user, today=timezone.localdate())
    here = {address for _group, ones in groups for address, _called in ones}
    lost = [(one, one) for one in known if one not in here]
    return [*groups, *([("", lost)] if lost else [])]


def brought(
    request: HttpRequest, organisation: Organisation, user: User, sheet: Sheet, *, field: str
) -> File | None:
    """Keep the file that was sent, so that it is not chosen again whatever else is wrong; or find it."""
    sent = request.FILES.get(field)
    if sent is None:
        earlier = whole_number(request.POST.get(f"brought-{field}", ""))
        return brought_by(organisation, user, earlier) if earlier is not None else None
    try:
        data = sent.read(settings.MEDIA_MEGABYTES * 1_000_000 + 1)
        file = bring_file(organisation, actor=user, name=sent.name or "", data=data)
    except UnfitFile as refused:
        sheet.form.add_error(field, told(refused.said))
        return None
    if field == "picture" and file.kind not in PICTURES:
        sheet.form.add_error(field, gettext("Choose a picture that is PNG or JPEG."))
        return None
    return file


def picture_id(sheet: Sheet, row: Any, new: File | None) -> int | None:
    """Return the picture that a row shall have: the new one, else its own unless that goes."""
    if new is not None:
        return new.pk
    if row is None or sheet.form.cleaned_data.get("without_picture"):
        return None
    kept: int | None = row.picture_id
    return kept


def picture_url(event: Event, row: Event | Session | None) -> str:
    """Return where the picture of an event or of an item is shown; nothing where there is none."""
    if row is None or row.picture_id is None:
        return ""
    return reverse("event_picture", args=[event.organisation.slug, event.slug, row.picture_id])


def document_of(file: File | None) -> Left | None:
    """Return a file that came with a form as a document under its own name."""
    if file is None:
        return None
    slides = file.kind == "pptx"
    return Left(
        title=file.name.rpartition(".")[0] or file.name,
        kind=Resource.Kind.SLIDES if slides else Resource.Kind.DOCUMENT,
        file=file.pk,
    )
