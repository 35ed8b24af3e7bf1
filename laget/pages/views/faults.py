"""The pages of faults, ours and of what was sent: they ask nothing of the database, which may be broken."""

import errno
import re
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template
from django.utils.translation import get_language, get_language_from_path, override

from laget.core.words.said import Said

DISK_FULL = Said(
    "Disken är full hos den som driver Läget, så ingenting kan sparas.",
    "The disk of those who run Läget is full, so nothing can be saved.",
)
NO_DATABASE = Said(
    "Databasen svarar inte just nu, så ingenting kan sparas.",
    "The database does not answer just now, so nothing can be saved.",
)
NOT_SAVED = Said(
    "Det du skickade är inte sparat: gå tillbaka och kopiera det du har skrivit.",
    "What you sent is not saved: go back, and copy what you have written.",
)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_WORDS = re.compile("disk is full|no space left|quota", re.IGNORECASE)  # as both databases tell it
OUR_OWN = re.compile("no such|syntax error|has no column", re.IGNORECASE)  # of a question to SQLite


def broken(request: HttpRequest, said: Said | None = None, *, status: int = 500) -> HttpResponse:
    """Say that something went wrong, and what where that is known, as it is of a disk or a database."""
    fault = sys.exception()
    if said is None and isinstance(fault, OperationalError | OSError) and (said := said_of(fault)):
        status = 503
    if said is not None and request.method == "POST":
        said = Said(f"{said.sv} {NOT_SAVED.sv}", f"{said.en} {NOT_SAVED.en}")
    page = get_template("500.html").render({"language": get_language() or "sv", "said": said})
    return HttpResponseServerError(page, status=status)


def said_of(fault: OperationalError | OSError) -> Said | None:
    """Return what is known of a fault of the disk or the database, None where it is neither's."""
    if isinstance(fault, OSError):
        return DISK_FULL if fault.errno in FULL else None
    if OUR_OWN.search(str(fault)):
        return None
    return DISK_FULL if FULL_WORDS.search(str(fault)) else NO_DATABASE


def unfit(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read: too large (413), or not as a browser sends it (400)."""
    is_large = isinstance(exception, RequestDataTooBig)
    language = get_language_from_path(request.path_info) or "sv"  # nothing else of it has been looked at
    with override(language):
        page = get_template("400.html").render({"language": language, "is_large": is_large})
    return HttpResponse(page, status=413 if is_large else 400)
