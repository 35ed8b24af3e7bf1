"""What a contributor outside sees by a link: their own parts, and nothing else."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from laget.apps.followup import actions
from laget.apps.followup.actions.parts import ChangedMeanwhile
from laget.apps.followup.forms import ContributionForm
from laget.apps.followup.models import Contributor
from laget.apps.followup.queries.drafts import (
    computed_of,
    contributor_at,
    parts_of,
    parts_with_masks,
    suggestions_for,
)
from laget.apps.followup.views.doing import doing
from laget.apps.followup.views.parts import after, beside, element_of, initial_of, put_into, state_of
from laget.core.followup.account import FIELDS
from laget.core.words.said import Refusal
from laget.ui.templatetags.laget import told

THEIRS = ("text", "causes", "tried", "contribution")


@never_cache
def contribution(request: HttpRequest, region: str, token: str) -> HttpResponse:
    """Show which parts somebody is asked for, and how far they have come."""
    contributor = contributor_at(token, now=timezone.now())
    if contributor is None or contributor.draft.organisation.slug != region:
        return render(request, "followup/link_over.html", status=410)
    edition = computed_of(contributor.draft)
    parts = parts_of(contributor.draft)
    context = {
        "organisation": contributor.draft.organisation,
        "contributor": contributor,
        "token": token,
        "elements": [
            (one, one.id in parts and bool(parts[one.id].text))
            for one in edition.strategy.elements
            if one.id in contributor.elements
        ],
    }
    return render(request, "followup/contribution.html", context)


@never_cache
def part(request: HttpRequest, region: str, token: str, element: str) -> HttpResponse:
    """Show one part that somebody is asked for, and keep what they write in it."""
    contributor = contributor_at(token, now=timezone.now())
    if contributor is None or contributor.draft.organisation.slug != region:
        return render(request, "followup/link_over.html", status=410)
    if element not in contributor.elements or element in parts_with_masks(contributor.draft):
        raise Http404(_("The link does not lead to that part."))
    draft = contributor.draft
    computed = computed_of(draft)
    form = ContributionForm(request.POST or None, initial=initial_of(parts_of(draft).get(element)))
    conflict = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        seen, is_quiet = values.pop("seen"), bool(getattr(request, "htmx", False))
        if sentence := request.POST.get("add"):
            put_into(values, "text", sentence)
        try:
            saved = actions.contribute_part(
                contributor, element=element, values=values, seen=seen, now=timezone.now(), by_itself=is_quiet
            )
        except Refusal as refusal:
            conflict = refusal.now if isinstance(refusal, ChangedMeanwhile) else None
            if is_quiet:
                return state_of(request, draft, element, refusal=refusal, part=None, fields=THEIRS)
            form.add_error(None, told(refusal.said))
        else:
            if is_quiet:
                return state_of(request, draft, element, refusal=None, part=saved, fields=THEIRS)
            messages.success(request, _("Saved."))
            return redirect(request.path)
    if conflict is not None:
        form = ContributionForm(after(request, conflict))
    context = {
        "organisation": draft.organisation,
        "contributor": contributor,
        "token": token,
        "element": element_of(computed, element),
        "draft": draft,
        "form": form,
        "conflict": conflict,
        "conflict_texts": [
            (name, getattr(conflict, field))
            for field, name in FIELDS.items()
            if conflict and field in THEIRS and getattr(conflict, field)
        ],
        "suggestions": suggestions_for(computed, element),
        **beside(draft, element, fields=THEIRS),
        "may_write": True,
    }
    return render(request, "followup/contributed_part.html", context)


@require_POST
def finish(request: HttpRequest, region: str, token: str) -> HttpResponse:
    """Let a contributor say that they are done."""
    now = timezone.now()
    contributor: Contributor | None = contributor_at(token, now=now)
    if contributor is None or contributor.draft.organisation.slug != region:
        return render(request, "followup/link_over.html", status=410)
    asked = contributor
    doing(request, lambda: actions.finish_contribution(asked, now=now))
    messages.success(
        request, _("Thank you. You can still change what you have written while the link holds.")
    )
    return redirect("contribution", region, token)
