"""The outbox: every mail in the demonstration, else those of the organisations one administers."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.mail.actions import NotStuck, send_again
from laget.apps.mail.models import Message
from laget.apps.mail.queries import may_read, outbox_of
from laget.ui.templatetags.laget import told

A_PAGE = 50
STUCK = {Message.State.FAILED, Message.State.DOUBTFUL}


def outbox(request: HttpRequest) -> HttpResponse:
    """List the mails, latest first."""
    if not settings.DEMO and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    page = Paginator(outbox_of(request.user), A_PAGE).get_page(request.GET.get("sida"))
    has_server = bool(settings.EMAIL_HOST) or settings.DEMO
    return render(request, "mail/outbox.html", {"page": page, "has_server": has_server})


def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail."""
    if not settings.DEMO and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    one = get_object_or_404(outbox_of(request.user), pk=pk)
    context = {"mail": one, "may_read": may_read(request.user, one), "is_stuck": one.state in STUCK}
    return render(request, "mail/mail.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mail that is stuck once more."""
    one = get_object_or_404(outbox_of(request.user), pk=pk)
    if one.organisation is None:
        raise Http404
    try:
        send_again(one.organisation, actor=request.user, message=one)
    except NotStuck as refusal:
        messages.error(request, told(refusal.said))
    else:
        messages.success(request, _("The mail waits to be sent once more."))
    return redirect("mail", pk)
