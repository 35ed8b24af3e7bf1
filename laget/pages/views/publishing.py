"""What changes what everybody reads and finds: publishing an edition, masking passages of one."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.followup import actions
from laget.apps.followup.forms import MaskForm
from laget.apps.followup.permissions import MASK_EDITION, PUBLISH_EDITION
from laget.apps.followup.queries import document_of, edition_at, mask_rows
from laget.apps.followup.queries.drafts import (
    approvals_of,
    draft_at,
    draft_hash,
    edition_of,
    parts_of,
    standings_of,
)
from laget.apps.followup.queries.hindrances import hindrances_of
from laget.apps.followup.views.doing import asked_by, doing
from laget.pages.index import index


def publish(request: HttpRequest, region: str) -> HttpResponse:
    """Show what would be published and what hinders it; publish what was read."""
    organisation, user = asked_by(request, region, PUBLISH_EDITION)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        with transaction.atomic():
            row = doing(request, lambda: actions.publish_edition(organisation, actor=user, seen=seen))
            index(organisation)
        if row is not None:
            doing(
                request,
                lambda: actions.judge_today(organisation, version=row.version, store=settings.STORE),
            )
            messages.success(request, _("The edition is published. This is how everybody sees it now."))
            return redirect("edition_number", region, row.year, row.number)
        return redirect("publish_edition", region)
    found = draft_at(organisation)
    parts = parts_of(found)
    edition = edition_of(found, parts)
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": found,
        "content": draft_hash(found, parts),
        "hindrances": hindrances_of(found, parts, edition),
        "written": len(edition.accounts),
        "changed": [one for one in standings_of(edition) if one.is_changed],
        "approvals": approvals_of(found, content=draft_hash(found, parts)),
    }
    return render(request, "followup/publish.html", context)


def masks(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """Show what is masked, by which paragraph, and mask a passage."""
    organisation, user = asked_by(request, region, MASK_EDITION)
    row = edition_at(organisation, year=year, number=number)
    form = MaskForm(request.POST or None, edition=document_of(row))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = doing(
                request,
                lambda: actions.mask_passage(organisation, actor=user, edition=row, **form.cleaned_data),
            )
            index(organisation)
        if made is not None:
            messages.success(request, _("The passage is masked in every page and file."))
            return redirect("mask_edition", region, year, number)
    context = {
        "organisation": organisation,
        "section": "editions",
        "row": row,
        "form": form,
        "masks": mask_rows(row).select_related("made_by"),
    }
    return render(request, "followup/masks.html", context)


@require_POST
def lift(request: HttpRequest, region: str, year: int, number: int, pk: int) -> HttpResponse:
    """Show a masked passage again."""
    organisation, user = asked_by(request, region, MASK_EDITION)
    row = edition_at(organisation, year=year, number=number)
    mask = get_object_or_404(mask_rows(row), pk=pk)
    with transaction.atomic():
        doing(request, lambda: actions.lift_mask(organisation, actor=user, edition=row, mask=mask))
        index(organisation)
    messages.success(request, _("The passage is shown again."))
    return redirect("mask_edition", region, year, number)
