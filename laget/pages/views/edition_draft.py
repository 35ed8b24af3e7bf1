"""The edition that is being written, read as a whole as it would be published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.models import Edition
from laget.apps.followup.permissions import SEE_EDITION
from laget.apps.followup.queries import masked_draft
from laget.apps.followup.queries.drafts import draft_at, edition_of, parts_of
from laget.pages.published import reading
from laget.ui.templatetags.laget import language


def preview(request: HttpRequest, region: str) -> HttpResponse:
    """Show the draft as it would be published."""
    organisation = organisation_at(region)
    require(request.user, organisation, SEE_EDITION)
    draft = draft_at(organisation)
    row = Edition(organisation=organisation, version=draft.version, year=draft.year)  # never saved
    read = reading(masked_draft(draft, edition_of(draft, parts_of(draft))), row=row)
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": draft,
        "read": read,
        "levels": read.levels(language=language()),
        "revisions": read.revisions(language=language()),
    }
    return render(request, "pages/draft.html", context)
