"""A letter that has been sent, as it was that day, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.newsletter.actions.sending import shown_of
from laget.apps.newsletter.permissions import SEND_LETTERS
from laget.apps.newsletter.queries import letter_at
from laget.ui.templatetags.laget import language


@require_safe
def letter(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a letter; one that is not sent leads those who write it on to its preview."""
    organisation = organisation_at(region)
    row = letter_at(organisation, slug, viewer=request.user)
    if row.sent_at is None:
        return redirect("letter_preview", region, slug)
    context = {
        "organisation": organisation,
        "section": "forum",
        "letter": row,
        "shown": shown_of(row, language()),
        "may_send": may(request.user, organisation, SEND_LETTERS),
    }
    return render(request, "pages/newsletter/letter.html", context)
