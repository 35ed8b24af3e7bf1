"""From draft to adopted version: what would be new, the decision, a yes, and the judgement that follows."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation
from laget.apps.followup.actions import judge_today
from laget.apps.strategy.actions import DraftChanged, Hanging, NoDraft, NotDecided, adopt_draft
from laget.apps.strategy.forms import AdoptionForm
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.permissions import ADOPT_STRATEGY
from laget.apps.strategy.queries import document_of, hash_of, version_in_force
from laget.core.strategy.changes import changes
from laget.core.strategy.consistency import consistency_faults
from laget.core.words.said import Refusal
from laget.pages.keys import in_words
from laget.pages.views.drafts.desk import desk, todo
from laget.ui.templatetags.laget import language


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, region: str) -> HttpResponse:
    """Show what would be new and ask for the decision; then adopt, and judge on today's figures."""
    opened = desk(request, region, asked=ADOPT_STRATEGY)
    organisation = opened.organisation
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = {key: form.cleaned_data[key] for key in ("body", "date", "paragraph", "diary")}
        decision["date"] = decision["date"].isoformat()
        try:
            version = adopt_draft(
                organisation, actor=request.user, decision=decision, seen=form.cleaned_data["seen"]
            )
        except (NotDecided, Hanging) as refused:
            form.add_error(None, refused.said.to(language()))
        except (DraftChanged, NoDraft) as refused:
            messages.error(request, refused.said.to(language()))
            return redirect("draft", region)
        else:
            _judge(request, organisation, version)
            return redirect("strategy", region)
    if opened.draft is None:
        return redirect("draft", region)
    document = opened.document
    in_force = version_in_force(organisation)
    found = [todo(organisation, document, one, language()) for one in consistency_faults(document)]
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "strategy",
        "form": form if form.is_bound else AdoptionForm(initial={"seen": hash_of(opened.draft)}),
        "document": document,
        "in_force": in_force,
        "faults": [one for one in found if one.fault.severity == "fault"],
        "warnings": [one for one in found if one.fault.severity == "warning"],
    }
    if in_force is not None:
        context["changes"] = new = changes(document_of(in_force), document)
        context["changed"] = [(pair.now, in_words(pair.keys)) for pair in new.elements.changed]
    return render(request, "pages/draft/adopt.html", context)


def _judge(request: HttpRequest, organisation: Organisation, version: StrategyVersion) -> None:
    """Judge the adopted version, and say that it is in force; without figures that is said too."""
    messages.success(
        request, gettext("Version %(number)s is adopted and in force.") % {"number": version.number}
    )
    try:
        judge_today(organisation, version=version, store=settings.STORE)
    except Refusal as refused:
        messages.warning(request, refused.said.to(language()))
