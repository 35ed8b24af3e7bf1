"""Links to contributors outside: sent by mail, seen in a list, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.followup import actions
from laget.apps.followup.forms import SendForm
from laget.apps.followup.permissions import PUBLISH_EDITION
from laget.apps.followup.queries.drafts import computed_of, draft_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.core.strategy.document import said


def links(request: HttpRequest, region: str) -> HttpResponse:
    """Show who has been asked for which parts, and send parts to somebody."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    draft = draft_at(organisation)
    edition = computed_of(draft)
    asked = request.GET.getlist("del")
    form = SendForm(request.POST or None, edition=edition, initial={"elements": asked})
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        sent = doing(
            request,
            lambda: actions.send_parts(
                organisation,
                actor=user,
                email=given["email"],
                elements=given["elements"],
                site=request.build_absolute_uri("/")[:-1],
                now=now,
            ),
        )
        if sent is not None:
            messages.success(request, _("The link is in the outbox and is sent from there."))
            return redirect("part_links", region)
    titles = {one.id: said(one.title) for one in edition.strategy.elements}
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": draft,
        "form": form,
        "sent": [
            (one, [titles[id_] for id_ in one.elements if id_ in titles], one.expires > now)
            for one in draft.contributors.all()
        ],
    }
    return render(request, "followup/links.html", context)


@require_POST
def withdraw(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Let a link lead nowhere."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    contributor = get_object_or_404(draft_at(organisation).contributors, pk=pk)
    doing(
        request,
        lambda: actions.withdraw_link(organisation, actor=user, contributor=contributor, now=timezone.now()),
    )
    messages.success(request, _("The link no longer works. What was written stays."))
    return redirect("part_links", region)
