"""Editions of the follow-up: by year, each as it was published, two beside each other, and as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.models import Edition
from laget.apps.followup.permissions import MASK_EDITION, PUBLISH_EDITION, SEE_EDITION
from laget.apps.followup.queries import document_of, edition_at, editions_of, reasons_of, shown_of
from laget.core.canonical import canonical_bytes
from laget.core.words.summary import summary
from laget.pages.comparison import Comparison
from laget.pages.published import published
from laget.pages.standing import tally
from laget.renders.verdicts_csv import verdicts_csv
from laget.ui.templatetags.laget import language


def editions(request: HttpRequest, region: str) -> HttpResponse:
    """Show the editions by year, the latest first."""
    organisation = organisation_at(region)
    # How many verdicts there are of each word is never masked.
    found = editions_of(organisation)
    reasons = reasons_of(found)
    rows = [(row, summary(dict(tally(document_of(row).verdicts))), reasons.get(row.pk, "")) for row in found]
    context = {
        "organisation": organisation,
        "section": "editions",
        "rows": rows,
        "updated": max((row.published_at for row in found), default=None),
        "may_see": may(request.user, organisation, SEE_EDITION),
    }
    return render(request, "pages/editions.html", context)


def edition(request: HttpRequest, region: str, year: int, number: int | None = None) -> HttpResponse:
    """Show one edition as it was published: the latest of its year unless a number is asked for."""
    organisation = organisation_at(region)
    row = edition_at(organisation, year=year, number=number)
    read = published(row)
    later = [one for one in editions_of(organisation) if one.year == year and one.number > row.number]
    context = {
        "organisation": organisation,
        "section": "editions",
        "row": row,
        "reason": reasons_of([row]).get(row.pk, ""),
        "read": read,
        "levels": read.levels(language=language()),
        "revisions": read.revisions(language=language()),
        "later": later[0] if later else None,
        "may_correct": may(request.user, organisation, PUBLISH_EDITION),
        "may_mask": may(request.user, organisation, MASK_EDITION),
    }
    return render(request, "pages/edition.html", context)


def edition_json(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:  # noqa: ARG001
    """Return the document of an edition as canonical JSON, as it may be shown."""
    row = edition_at(organisation_at(region), year=year, number=number)
    return _file(canonical_bytes(shown_of(row)), "application/json", f"{region}-{year}-{number}.json")


def edition_csv(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:  # noqa: ARG001
    """Return the verdicts of an edition as CSV, as they may be shown."""
    row = edition_at(organisation_at(region), year=year, number=number)
    return _file(verdicts_csv(shown_of(row)), "text/csv; charset=utf-8", f"{region}-{year}-{number}.csv")


def compare(request: HttpRequest, region: str) -> HttpResponse:
    """Show two editions beside each other: `fran` and `till`, each a year or a year and a number (2025.2)."""
    organisation = organisation_at(region)
    rows = editions_of(organisation)
    context = {"organisation": organisation, "section": "editions", "rows": rows}
    if rows:
        since = _asked(request.GET.get("fran"), rows) or (rows[1] if len(rows) > 1 else rows[0])
        until = _asked(request.GET.get("till"), rows) or rows[0]
        comparison = Comparison(shown_of(since), shown_of(until), is_next=_rests_on(until, since))
        context |= {"since": since, "until": until, "comparison": comparison}
        lines = comparison.lines(language=language())
        context |= {"lines": lines, "changed": sum(line.is_changed for line in lines)}
        context |= {"updated": max(since.published_at, until.published_at)}
    return render(request, "pages/compare_editions.html", context)


def _rests_on(until: Edition, since: Edition) -> bool:
    """Return whether the later of two editions explains what changed since the earlier."""
    previous = shown_of(until).previous
    return previous is not None and previous.edition == since.hash


def _asked(written: str | None, rows: list[Edition]) -> Edition | None:
    if not written:
        return None
    year, _, number = written.partition(".")
    for row in rows:
        if str(row.year) == year and number in ("", str(row.number)):
            return row
    raise Http404(gettext("There is no such edition."))


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
