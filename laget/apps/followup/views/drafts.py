"""The draft of an edition as a whole: its parts, what its verdicts were, its history, yes and publishing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from laget.apps.accounts.permissions import may
from laget.apps.audit.queries import entries_of
from laget.apps.followup import actions
from laget.apps.followup.forms import ReasonForm, StartForm
from laget.apps.followup.models import Section
from laget.apps.followup.permissions import (
    APPROVE_EDITION,
    PUBLISH_EDITION,
    SEE_EDITION,
    WRITE_EDITION,
)
from laget.apps.followup.queries import edition_at, editions_of
from laget.apps.followup.queries.drafts import (
    approvals_of,
    authors_of,
    chapters_of,
    draft_at,
    draft_hash,
    draft_of,
    edition_of,
    faults_of,
    parts_of,
    sections_of,
    standings_of,
)
from laget.apps.followup.views.doing import asked_by, doing
from laget.core.asked import whole_number

ACTS = {
    "start_edition": gettext_lazy("began the edition"),
    "start_correction": gettext_lazy("began a correction"),
    "count_edition_anew": gettext_lazy("judged anew"),
    "discard_edition": gettext_lazy("discarded the draft"),
    "write_part": gettext_lazy("wrote"),
    "sign_part": gettext_lazy("signed"),
    "send_parts": gettext_lazy("sent parts by link"),
    "withdraw_link": gettext_lazy("withdrew a link"),
    "finish_contribution": gettext_lazy("said that a contribution is done"),
    "approve_edition": gettext_lazy("approved"),
    "publish_edition": gettext_lazy("published"),
    "write_section": gettext_lazy("handed in a section"),
    "take_section": gettext_lazy("took a section out"),
    "mask_passage": gettext_lazy("masked a passage"),
    "lift_mask": gettext_lazy("lifted a mask"),
}


def draft(request: HttpRequest, region: str) -> HttpResponse:
    """Show how far each part has come, or let an edition be begun."""
    organisation, user = asked_by(request, region, SEE_EDITION)
    found = draft_of(organisation)
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": found,
        "may_write": may(user, organisation, WRITE_EDITION),
        "may_publish": may(user, organisation, PUBLISH_EDITION),
    }
    if found is None:
        years = [row.year for row in editions_of(organisation)]
        year = max(years) + 1 if years else timezone.localdate().year - 1
        return render(request, "followup/begin.html", context | {"form": StartForm(initial={"year": year})})
    parts = parts_of(found)
    edition = edition_of(found, parts)
    content = draft_hash(found, parts)
    faults = faults_of(edition)
    context |= {
        "chapters": chapters_of(found, parts, edition, faults=faults),
        "introduction": parts.get(""),
        "sections": [
            (one, sum(len(found) for found in faults.get(one.address, {}).values()))
            for one in sections_of(found)
        ],
        "introduction_faults": sum(len(one) for one in faults.get("", {}).values()),
        "content": content,
        "approvals": approvals_of(found, content=content),
        "may_approve": may(user, organisation, APPROVE_EDITION) and user.pk not in authors_of(found, parts),
    }
    return render(request, "followup/draft.html", context)


@require_POST
def start(request: HttpRequest, region: str) -> HttpResponse:
    """Begin the edition of a year."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    form = StartForm(request.POST)
    if not form.is_valid():
        context = {"organisation": organisation, "section": "editions", "may_publish": True, "form": form}
        return render(request, "followup/begin.html", context)
    doing(request, lambda: actions.start_edition(organisation, actor=user, **form.cleaned_data))
    return redirect("edition_draft", region)


@require_POST
def take(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Take a section that another part of the year has handed in out of the edition."""
    organisation, user = asked_by(request, region, WRITE_EDITION)
    section = get_object_or_404(Section, pk=pk, organisation=organisation)
    doing(
        request,
        lambda: actions.take_section(organisation, actor=user, year=section.year, address=section.address),
    )
    return redirect("edition_draft", region)


@require_POST
def count(request: HttpRequest, region: str) -> HttpResponse:
    """Count the draft on the latest figures."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    if doing(request, lambda: actions.count_anew(organisation, actor=user)):
        messages.success(request, _("The draft now rests on the latest figures."))
    return redirect("edition_draft", region)


def discard(request: HttpRequest, region: str) -> HttpResponse:
    """Ask whether the draft shall be thrown away, and throw it away."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    found = draft_at(organisation)
    if request.method == "POST":
        doing(request, lambda: actions.discard_edition(organisation, actor=user))
        return redirect("editions", region)
    return render(request, "followup/discard.html", {"organisation": organisation, "draft": found})


@require_POST
def approve(request: HttpRequest, region: str) -> HttpResponse:
    """Say yes to the draft as it was read."""
    organisation, user = asked_by(request, region, APPROVE_EDITION)
    seen = request.POST.get("seen", "")
    if doing(request, lambda: actions.approve_edition(organisation, actor=user, seen=seen)):
        messages.success(request, _("You have approved the edition as it stands."))
    return redirect("edition_draft", region)


def verdicts(request: HttpRequest, region: str) -> HttpResponse:
    """Show what each verdict was in the edition before, and what it is."""
    organisation, _user = asked_by(request, region, SEE_EDITION)
    found = draft_at(organisation)
    edition = edition_of(found, parts_of(found))
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": found,
        "previous": edition.previous,
        "standings": standings_of(edition),
    }
    return render(request, "followup/verdicts.html", context)


def history(request: HttpRequest, region: str) -> HttpResponse:
    """Show who did what with editions, when, latest first."""
    organisation, _user = asked_by(request, region, SEE_EDITION)
    before = request.GET.get("fore", "")
    entries = entries_of(organisation, actions=ACTS, before=whole_number(before))
    context = {
        "organisation": organisation,
        "section": "editions",
        "entries": [(one, ACTS[one.action], one.subject.partition(":")[2]) for one in entries],
        "next": entries[-1].pk if len(entries) == 50 else None,
    }
    return render(request, "followup/history.html", context)


def correct(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """Ask why a published edition is corrected, and begin the correction."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    row = edition_at(organisation, year=year, number=number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        doing(request, lambda: actions.start_correction(organisation, actor=user, edition=row, reason=reason))
        return redirect("edition_draft", region)
    context = {"organisation": organisation, "section": "editions", "row": row, "form": form}
    return render(request, "followup/correct.html", context)
