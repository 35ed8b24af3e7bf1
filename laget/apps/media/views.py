"""A file as it is given: an attachment that no browser opens on this site's behalf; a picture in a page."""

from django.http import FileResponse, Http404

from laget.apps.media.models import File
from laget.apps.media.queries import bytes_of
from laget.data.media import TYPES

PICTURES = ("png", "jpeg")


def attachment(file: File, *, is_open: bool) -> FileResponse:
    """Return a file as an attachment; one that is not `is_open` to all is kept by nobody on the way.

    Raises Http404 where its bytes are gone.
    """
    try:
        opened = bytes_of(file).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(opened, as_attachment=True, filename=file.name, content_type=TYPES[file.kind])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache" if is_open else "private, no-store"
    return answer


def picture(file: File) -> FileResponse:
    """Return a picture as a page shows it, kept for a few minutes; raises Http404 for what is no picture."""
    if file.kind not in PICTURES:
        raise Http404
    try:
        opened = bytes_of(file).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(opened, content_type=TYPES[file.kind])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"  # it may be taken down
    return answer
