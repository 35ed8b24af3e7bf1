"""How long an organisation keeps what, by which decision, and how much has been deleted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.accounts.models import Retention
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.people.actions import decide_retention, withdraw_retention
from laget.apps.people.forms import RetentionForm
from laget.apps.people.permissions import DECIDE_RETENTION
from laget.apps.people.queries import deletions_of, retentions_of


def retention(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is deleted when, by which decision, and enter a decision."""
    organisation = organisation_at(region)
    require(request.user, organisation, DECIDE_RETENTION)
    form = RetentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        decide_retention(
            organisation,
            actor=request.user,
            what=Retention.What(given["what"]),
            days=given["days"],
            decision=given["decision"],
            decided=given["decided"],
        )
        messages.success(request, _("The decision is saved. What is due is deleted tonight."))
        return redirect("retention", region)
    context = {
        "organisation": organisation,
        "section": "retention",
        "kept": retentions_of(organisation),
        "deletions": deletions_of(organisation),
        "form": form,
    }
    return render(request, "people/retention.html", context)


@require_POST
def withdraw(request: HttpRequest, region: str, what: str) -> HttpResponse:
    """Let a decision hold no longer."""
    organisation = organisation_at(region)
    if what not in Retention.What.values:
        raise Http404
    withdraw_retention(organisation, actor=request.user, what=Retention.What(what))
    messages.success(request, _("The decision no longer applies. Nothing is deleted by it."))
    return redirect("retention", region)
