"""A sheet sent: it is kept, or shown again with what is wrong or what somebody else has changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.audit.queries import latest_of
from laget.apps.kept import ChangedMeanwhile, Kept
from laget.apps.mobilisation.actions import Unfit
from laget.apps.mobilisation.forms import MobilisationSheet, PlatformSheet
from laget.core.asked import whole_number
from laget.pages.index import index


def written(
    request: HttpRequest,
    organisation: Organisation,
    *,
    kind: str,
    row: Kept | None,
    sheet: MobilisationSheet | PlatformSheet,
    keep: Callable[[int], Kept],
    stands: Callable[[], object],
) -> HttpResponse:
    """Return the page of a sheet, or the way on where what was sent has been kept.

    `kind` is `mobilisation` or `platform`, in addresses and in the log. `keep` keeps the sheet, given the
    revision that its editor saw; `stands` is what stands now, for an editor who comes second.
    """
    context: dict[str, Any] = {"status": 200, "revision": row.revision if row is not None else 0}
    if request.method == "POST":
        context["revision"] = whole_number(request.POST.get("revision", "")) or 0
        context["is_saving"] = "more" not in request.POST
        if context["is_saving"] and sheet.is_valid():
            try:
                kept = keep(context["revision"])
            except Unfit as refused:
                sheet.tell(refused.field, refused)
            except ChangedMeanwhile as refused:
                assert row is not None  # noqa: S101 - nobody changes what is not there
                row.refresh_from_db()
                context |= {
                    "status": 409,
                    "revision": row.revision,
                    "meanwhile": refused.said,
                    "by": latest_of(organisation, subject=f"{kind}:{row.slug}"),
                    "differing": sheet.differing(stands(), sheet.wanted),
                }
            else:
                index(organisation)
                messages.success(request, gettext("Saved."))
                return redirect(kind, organisation.slug, kept.slug)
    context |= {
        "organisation": organisation,
        "section": "mobilisation",
        kind: row,
        "is_platform": kind == "platform",
        "sheet": sheet,
        "has_faults": context.get("is_saving", False) and sheet.has_faults,
    }
    return render(request, "pages/mobilisation/edit.html", context, status=context["status"])
