"""Masking passages of a published edition."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.followup import actions
from laget.apps.followup.forms import MaskForm
from laget.apps.followup.permissions import MASK_EDITION
from laget.apps.followup.queries import document_of, edition_at
from laget.apps.followup.views.doing import asked_by, doing


def masks(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """Show what is masked, by which paragraph, and mask a passage."""
    organisation, user = asked_by(request, region, MASK_EDITION)
    row = edition_at(organisation, year=year, number=number)
    form = MaskForm(request.POST or None, edition=document_of(row))
    if request.method == "POST" and form.is_valid():
        made = doing(
            request,
            lambda: actions.mask_passage(organisation, actor=user, edition=row, **form.cleaned_data),
        )
        if made is not None:
            messages.success(request, _("The passage is masked in every page and file."))
            return redirect("mask_edition", region, year, number)
    context = {
        "organisation": organisation,
        "section": "editions",
        "row": row,
        "form": form,
        "masks": row.masks.select_related("made_by"),
    }
    return render(request, "followup/masks.html", context)


@require_POST
def lift(request: HttpRequest, region: str, year: int, number: int, pk: int) -> HttpResponse:
    """Show a masked passage again."""
    organisation, user = asked_by(request, region, MASK_EDITION)
    row = edition_at(organisation, year=year, number=number)
    mask = get_object_or_404(row.masks, pk=pk)
    doing(request, lambda: actions.lift_mask(organisation, actor=user, edition=row, mask=mask))
    messages.success(request, _("The passage is shown again."))
    return redirect("mask_edition", region, year, number)
