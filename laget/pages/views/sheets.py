"""A sheet sent: it is kept, or shown again with what is wrong or what somebody else has changed."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.audit.queries import latest_of
from laget.apps.kept import ChangedMeanwhile, Revised
from laget.core.asked import whole_number
from laget.core.words.said import Refusal
from laget.pages.index import index


class Sheet(Protocol):
    """All that one page asks for of a row."""

    @property
    def has_faults(self) -> bool:
        """Whether anything is wrong with what was sent."""

    def is_valid(self) -> bool:
        """Return whether all of it can be read."""


def written(
    request: HttpRequest,
    organisation: Organisation,
    *,
    kind: str,
    section: str,
    subject: str,
    row: Revised | None,
    sheet: Sheet,
    keep: Callable[[int], Any],
    refusals: tuple[type[Refusal], ...],
    tell: Callable[[Any], None],
    differing: Callable[[], Sequence[tuple[str | Promise, str]]],
    context: dict[str, Any],
    onward: str = "",
) -> HttpResponse:
    """Return the page of a sheet, or the way on where what was sent has been kept.

    `kind` is the row's in addresses and templates, `subject` what the log calls it. `keep` keeps the sheet,
    given the revision that its editor saw; `tell` puts one of the `refusals` where it is of; `differing` is
    what stands now, for an editor who comes second, asked once the row is read again. `onward` is where it
    leads when kept, else to the row's own page.
    """
    context = {
        "organisation": organisation,
        "section": section,
        kind: row,
        "sheet": sheet,
        "revision": row.revision if row is not None else 0,
        **context,
    }
    status, is_saving = 200, False
    if request.method == "POST":
        context["revision"] = whole_number(request.POST.get("revision", "")) or 0
        is_saving = "more" not in request.POST
        if is_saving and sheet.is_valid():
            try:
                kept = keep(context["revision"])
            except refusals as refused:
                tell(refused)
            except ChangedMeanwhile as refused:
                assert row is not None  # noqa: S101 - nobody changes what is not there
                row.refresh_from_db()
                status = 409
                context |= {
                    "revision": row.revision,
                    "meanwhile": refused.said,
                    "by": latest_of(organisation, subject=subject),
                    "differing": differing(),
                }
            else:
                index(organisation)
                messages.success(request, gettext("Saved."))
                return redirect(onward) if onward else redirect(kind, organisation.slug, kept.slug)
    context |= {"is_saving": is_saving, "has_faults": is_saving and sheet.has_faults}
    return render(request, f"pages/{section}/edit.html", context, status=status)
