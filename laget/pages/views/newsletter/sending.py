"""A letter is looked at as it will be, as text and as HTML, and then sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from laget.apps.accounts.permissions import may
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.mail.queries import mails_of_batch
from laget.apps.newsletter.actions.sending import composed, seen_of, send_letter, send_letter_again
from laget.apps.newsletter.permissions import SEND_LETTERS, WRITE_LETTERS
from laget.apps.newsletter.queries import batch_of, confirmed_of, letter_at
from laget.core.asked import whole_number
from laget.core.words.said import LANGUAGES, Language
from laget.pages.index import index
from laget.pages.newsletter.telling import told_of
from laget.ui.templatetags.laget import language


def _asked(request: HttpRequest) -> Language:
    """Return the language that a preview is asked for in, else the page's own."""
    return next((one for one in LANGUAGES if one == request.GET.get("sprak")), language())


@never_cache
@require_safe
def preview(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a letter as it is sent, with how many it goes to, and the button that sends it."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    row = letter_at(organisation, slug, viewer=user)
    if row.sent_at is not None:
        return redirect("letter", region, slug)
    shown, asked = told_of(row, now=timezone.now()), _asked(request)
    context = {
        "organisation": organisation,
        "section": "forum",
        "letter": row,
        "asked": asked,
        "languages": LANGUAGES,
        "shown": shown[asked],
        "mail": composed(row, shown[asked], asked),
        "is_ready": bool(shown[asked]) and not any(one.is_empty for one in shown[asked]),
        "seen": seen_of(row, shown),
        "count": confirmed_of(organisation).count(),
        "may_send": may(user, organisation, SEND_LETTERS),
    }
    return render(request, "pages/newsletter/preview.html", context)


@never_cache
@require_safe
def as_sent(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Answer with the very HTML that is mailed."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    row = letter_at(organisation, slug, viewer=user)
    asked = _asked(request)
    return HttpResponse(composed(row, told_of(row, now=timezone.now())[asked], asked).html)


@require_POST
def send(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Send a letter to all who have asked for it."""
    organisation, user = asked_by(request, region, SEND_LETTERS)
    row, now = letter_at(organisation, slug, viewer=user), timezone.now()
    sent = doing(
        request,
        lambda: send_letter(
            organisation,
            actor=user,
            letter=row,
            shown=told_of(row, now=now),
            seen=request.POST.get("seen", ""),
            revision=whole_number(request.POST.get("revision", "")) or 0,
            now=now,
        ),
    )
    if sent is None:
        return redirect("letter_preview", region, slug)
    words = ngettext(
        "The letter is on its way to one address.",
        "The letter is on its way to %(count)s addresses.",
        sent.count,
    )
    messages.success(request, words % {"count": sent.count} if sent.count else gettext("Nobody gets it yet."))
    index(organisation)
    return redirect("letter", region, slug)


@require_POST
def again(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Send the mails of a letter that did not arrive once more, or one of them."""
    organisation, user = asked_by(request, region, SEND_LETTERS)
    row = letter_at(organisation, slug, viewer=user)
    key = whole_number(request.POST.get("mail", ""))
    one = mails_of_batch(organisation, batch_of(row)).filter(pk=key).first() if key is not None else None
    if (key is None) == (one is None):
        again = send_letter_again(organisation, actor=user, letter=row, message=one, now=timezone.now())
        if again:
            messages.success(request, gettext("They wait to be sent once more."))
    return redirect("letter", region, slug)
