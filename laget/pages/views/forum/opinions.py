"""What people think of an event afterwards: asked without who, written by the organiser, and summed up."""

from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by
from laget.apps.forum.actions.knocks import knock
from laget.apps.forum.actions.opinions import NotAsked, answer_event, asks_of, is_asked, write_asks
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.opinions import AskSheet, OpinionForm
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import event_at
from laget.apps.forum.queries.opinions import answered, outcomes_of
from laget.pages.views.forum.registering import source_of
from laget.pages.views.forum.working import own_event
from laget.pages.views.sheets import written
from laget.ui.templatetags.laget import told


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask what somebody thinks of an event, keep it without who, and say thanks."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_at(organisation, event, viewer=request.user)
    is_sent, status = request.method == "POST", HTTPStatus.OK
    form = OpinionForm(row, request.POST if is_sent else None, initial={"nummer": uuid4()})
    if is_sent and not knock("opinion", source_of(request), most=settings.FORMS_A_SOURCE, now=now):
        status = HTTPStatus.TOO_MANY_REQUESTS
        form.add_error(
            None,
            gettext("So many forms have come from your network that we must wait. Try again in an hour."),
        )
    elif is_sent and form.is_valid():
        try:
            if not form.is_by_a_program:
                answer_event(row, given=form.given, form=form.cleaned_data["nummer"], now=now)
        except (NotAsked, Unfit) as refused:
            form.add_error(None, told(refused.said))
        else:
            return redirect(f"{reverse('event_opinion', args=[region, event])}?tack=1")
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "form": form,
        "has_questions": bool(form.asks),
        "is_open": is_asked(row, now=now),
        "thanks": "tack" in request.GET,
        "may_edit": row.organisation_id == organisation.pk and may(request.user, organisation, EDIT_FORUM),
    }
    return render(request, "pages/forum/opinion.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the questions after an event, and keep what is written."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    sheet = AskSheet(
        known=asks_of(row),
        data=request.POST if request.method == "POST" else None,
        more=request.POST.get("more", ""),
    )
    return written(
        request,
        organisation,
        kind="event",
        section="forum",
        subject=f"event:{row.slug}",
        row=row,
        sheet=sheet,
        keep=lambda revision: write_asks(
            organisation, actor=user, event=row, wish=sheet.wanted, revision=revision
        ),
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(asks_of(row), sheet.wanted),
        context={
            "heading": gettext("Questions afterwards"),
            "here": "event_opinions",
            "back": reverse("event_opinions", args=[region, event]),
        },
        onward=reverse("event_opinions", args=[region, event]),
    )


@require_safe
def opinions(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the organiser what was answered: how many, the mean, a bar for each answer, and lines."""
    organisation, _user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "event_opinions",
        "outcomes": outcomes_of(row),
        "answered": answered(row),
        "is_open": is_asked(row, now=timezone.now()),
    }
    return render(request, "pages/forum/opinions.html", context)
