"""A letter that has been sent, as it was that day, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.mail.queries import fates_of_batches, mails_of_batch, stuck_of
from laget.apps.newsletter.actions.sending import shown_of
from laget.apps.newsletter.models import Letter
from laget.apps.newsletter.permissions import SEND_LETTERS
from laget.apps.newsletter.queries import batch_of, letter_at
from laget.ui.templatetags.laget import language

MOST_STUCK = 100  # that are listed


@require_safe
def letter(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a letter; one that is not sent leads those who write it on to its preview."""
    organisation = organisation_at(region)
    row = letter_at(organisation, slug, viewer=request.user)
    if row.sent_at is None:
        return redirect("letter_preview", region, slug)
    context: dict[str, object] = {
        "organisation": organisation,
        "section": "forum",
        "letter": row,
        "shown": shown_of(row, language()),
    }
    if may(request.user, organisation, SEND_LETTERS):
        context |= _fates_of(row)
    return render(request, "pages/newsletter/letter.html", context)


def _fates_of(row: Letter) -> dict[str, object]:
    """Return what became of a letter's mails, for who may send it."""
    organisation, batch = row.organisation, batch_of(row)
    return {
        "may_send": True,
        "fates": fates_of_batches(organisation, [batch])[batch],
        "stuck": stuck_of(mails_of_batch(organisation, batch))[:MOST_STUCK],
        "again_at": reverse("letter_again", args=[organisation.slug, row.slug]),
    }
