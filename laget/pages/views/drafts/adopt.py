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
from laget.apps.strategy.models import Draft, StrategyVersion
from laget.apps.strategy.permissions import ADOPT_STRATEGY
from laget.apps.strategy.queries import document_of, hash_of, version_in_force
from laget.core.strategy.changes import Among, Changes, changes
from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument, said
from laget.core.words.said import Refusal
from laget.pages.index import index
from laget.pages.keys import in_words
from laget.pages.views.drafts.desk import desk, todo
from laget.ui.templatetags.laget import language

PASSING = frozenset({"id", "version", "decision", "reviewed", "process", "news"})  # other in every version


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, region: str) -> HttpResponse:
    """Show what would be new and ask for the decision; then adopt, and judge on today's figures."""
    opened = desk(request, region, asked=ADOPT_STRATEGY)
    organisation = opened.organisation
    form = AdoptionForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        decision = {key: form.cleaned_data[key] for key in ("body", "date", "paragraph", "diary")}
        decision["date"] = decision["date"].isoformat()
        try:
            version = adopt_draft(
                organisation,
                actor=request.user,
                decision=decision,
                seen=form.cleaned_data["seen"],
                over=form.cleaned_data["over"],
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
        "form": form if form.is_bound else _asked(opened.draft, document, in_force),
        "document": document,
        "in_force": in_force,
        "faults": [one for one in found if one.fault.severity == "fault"],
        "warnings": [one for one in found if one.fault.severity == "warning"],
    }
    if in_force is not None:
        context |= _new(changes(document_of(in_force), document))
    return render(request, "pages/draft/adopt.html", context)


def _asked(draft: Draft, document: StrategyDocument, in_force: StrategyVersion | None) -> AdoptionForm:
    """Return the form as it begins: with the decision, where a file that was brought in has one."""
    decision = document.strategy.decision
    known = decision.model_dump() if decision is not None else {}
    if decision is not None:
        known["body"] = said(decision.body).sv
    over = in_force.number if in_force is not None else None
    return AdoptionForm(initial={**known, "seen": hash_of(draft), "over": over}, label_suffix="")


def _new(found: Changes) -> dict[str, Any]:
    """Return what differs from the version in force, as the page lists it."""
    own = [key for key in found.strategy.keys if key not in PASSING] if found.strategy is not None else []
    counted: dict[str, Among[Any]] = {
        gettext("Targets"): found.targets,
        gettext("Indicators"): found.indicators,
        gettext("Links"): found.links,
        gettext("Plans"): found.plans,
        gettext("How we work"): found.practices,
        gettext("Signals"): found.signals,
    }
    return {
        "added": found.elements.added,
        "removed": found.elements.removed,
        "changed": [(pair.now, in_words(pair.keys)) for pair in found.elements.changed],
        "own": in_words(own),
        "counted": [
            (name, len(among.added), len(among.changed), len(among.removed))
            for name, among in counted.items()
            if among
        ],
    }


def _judge(request: HttpRequest, organisation: Organisation, version: StrategyVersion) -> None:
    """Judge the adopted version and let it be found; say that it is in force, and if there are no figures."""
    messages.success(
        request, gettext("Version %(number)s is adopted and in force.") % {"number": version.number}
    )
    try:
        judge_today(organisation, version=version, store=settings.STORE)
    except Refusal as refused:
        messages.warning(request, refused.said.to(language()))
    index(organisation)
