"""The newsletter is asked for, confirmed by a button behind the mailed link, and ended by another."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.actions.knocks import knock
from laget.apps.forum.actions.registering import MAILS_AN_HOUR
from laget.apps.forum.forms.open import stamp
from laget.apps.newsletter.actions import subscribing
from laget.apps.newsletter.forms import SubscribeForm
from laget.apps.newsletter.permissions import WRITE_LETTERS
from laget.apps.newsletter.queries import is_token, letters_seen_by, subscription_by
from laget.pages.views.forum.own import discreet
from laget.pages.views.forum.registering import source_of
from laget.ui.templatetags.laget import language


@never_cache
@require_http_methods(["GET", "POST"])
def newsletter(request: HttpRequest, region: str) -> HttpResponse:
    """Show the letters that have been sent, and ask for the address of whoever wants those to come."""
    organisation, now = organisation_at(region), timezone.now()
    is_sent = request.method == "POST"
    form = SubscribeForm(
        organisation,
        request.POST if is_sent else None,
        now=now,
        initial={} if is_sent else {"when": stamp(organisation, now=now)},
    )
    status = HTTPStatus.OK
    if is_sent and not knock("source", source_of(request), most=settings.FORMS_A_SOURCE, now=now):
        status = HTTPStatus.TOO_MANY_REQUESTS
        form.add_error(
            None,
            gettext("So many forms have come from your network that we must wait. Try again in an hour."),
        )
    elif is_sent and form.is_valid():
        if not form.is_by_a_program:
            email = form.cleaned_data["email"]
            subscribing.subscribe(organisation, email=email, language=language(), now=now)
        return redirect("newsletter_asked", region)
    context = {
        "organisation": organisation,
        "section": "forum",
        "form": form,
        "controller": organisation.name,
        "letters": letters_seen_by(organisation, viewer=None),
        "may_write": may(request.user, organisation, WRITE_LETTERS),
    }
    return render(request, "pages/newsletter/newsletter.html", context, status=status)


@require_safe
def asked(request: HttpRequest, region: str) -> HttpResponse:
    """Say that a mail is on its way: the same to everybody, subscribed before or not."""
    organisation = organisation_at(region)
    context = {"organisation": organisation, "section": "forum", "most": MAILS_AN_HOUR}
    return render(request, "pages/newsletter/asked.html", context)


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, region: str, token: str) -> HttpResponse:
    """Show a button that confirms; only who presses it gets letters, not a scanner that follows the link."""
    organisation = organisation_at(region)
    row = subscription_by(organisation, token)
    if row is None:
        raise Http404(gettext("The link is no longer in use. Ask for the newsletter again."))
    if request.method == "POST":
        subscribing.confirm(row, now=timezone.now())
        messages.success(request, gettext("You get the newsletter from now on."))
        return redirect("newsletter", region)
    context = {"organisation": organisation, "section": "forum", "reader": None, "subscription": row}
    return render(request, "pages/newsletter/confirm.html", context)


@csrf_exempt  # a mail program posts here by itself when its user ends the letters (RFC 8058)
@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, region: str, token: str) -> HttpResponse:
    """Show a button that ends the newsletter; a POST to the same address ends it, without a redirect.

    It is answered in the same way when it has ended already.
    """
    organisation = organisation_at(region)
    if not is_token(token):
        raise Http404
    row = subscription_by(organisation, token)
    if request.method == "POST" and row is not None:
        subscribing.end(row)
        row = None
    context = {"organisation": organisation, "section": "forum", "reader": None, "subscription": row}
    return render(request, "pages/newsletter/end.html", context)
