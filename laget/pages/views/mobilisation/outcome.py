"""So it went: what is computed of a mobilisation in a year, the text beside it, and handing that in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.audit.queries import latest_of
from laget.apps.followup.models import Section
from laget.apps.followup.queries.drafts import held_against, section_read
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mobilisation.actions import hand_outcome, take_outcome, write_outcome
from laget.apps.mobilisation.forms import OutcomeForm
from laget.apps.mobilisation.models import Mobilisation, Outcome
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS
from laget.apps.mobilisation.queries import outcome_of
from laget.core.asked import whole_number
from laget.core.followup.account import Section as Handed
from laget.pages.mobilisation.sofar import so_far
from laget.pages.views.mobilisation.reading import seen, told_in_editions, years_of
from laget.ui.templatetags.laget import language


@require_safe
def outcome(request: HttpRequest, region: str, slug: str, year: int) -> HttpResponse:
    """Show what is computed of a year, and what the edition of the year says in words."""
    organisation = organisation_at(region)
    row = seen(organisation, slug, viewer=request.user)
    _known(row, year)
    context = {
        "organisation": organisation,
        "section": "mobilisation",
        "mobilisation": row,
        "year": year,
        "years": years_of(row),
        "so_far": so_far(row, year=year, viewer=request.user, language=language()),
        "text": dict(told_in_editions(row)).get(year, ""),
        "may_write": may(request.user, organisation, WRITE_MOBILISATIONS),
    }
    return render(request, "pages/mobilisation/outcome.html", context)


def _known(row: Mobilisation, year: int) -> None:
    if year not in years_of(row):
        raise Http404(gettext("Nothing can be told of that year."))


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, region: str, slug: str, year: int) -> HttpResponse:
    """Show the text beside what is computed and what the guard finds, and keep it; a press adds more."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    row = seen(organisation, slug, viewer=user)
    _known(row, year)
    known = outcome_of(row, year=year)
    form = OutcomeForm(request.POST or None, initial={"text": known.text if known else ""}, label_suffix="")
    context: dict[str, Any] = {"status": 200, "revision": known.revision if known else 0}
    if request.method == "POST" and form.is_valid():
        text = f"{form.cleaned_data['text'].rstrip()} {request.POST.get('add', '')}".strip()
        context["revision"] = whole_number(request.POST.get("revision", "")) or 0
        try:
            write_outcome(
                organisation,
                actor=user,
                mobilisation=row,
                year=year,
                text=text,
                revision=context["revision"],
            )
        except ChangedMeanwhile as refused:
            known = outcome_of(row, year=year)
            form = OutcomeForm({"text": text}, label_suffix="")
            context |= {
                "status": 409,
                "revision": known.revision if known else 0,
                "meanwhile": refused.said,
                "by": latest_of(organisation, subject=f"outcome:{known.slug}") if known else None,
                "theirs": known.text if known else "",
            }
        else:
            messages.success(request, gettext("Saved."))
            return redirect("mobilisation_write", region, slug, year)
    context |= {
        "organisation": organisation,
        "section": "mobilisation",
        "mobilisation": row,
        "year": year,
        "form": form,
        "known": known,
        "handed": _handed(organisation, row, year),
        "so_far": so_far(row, year=year, viewer=None, language=language()),
        **_guarded(organisation, row, known),
    }
    return render(request, "pages/mobilisation/write.html", context, status=context["status"])


def _handed(organisation: Organisation, row: Mobilisation, year: int) -> Section | None:
    address = f"mobilisation:{row.slug}"
    return Section.objects.filter(organisation=organisation, year=year, address=address).first()


def _guarded(organisation: Organisation, row: Mobilisation, known: Outcome | None) -> dict[str, Any]:
    """Return the saved text as it would be read, and what the guard finds in it."""
    if known is None or not known.text:
        return {}
    edition = held_against(organisation, year=known.year)
    if edition is None:
        return {"read": known.text}
    section = Handed(
        address=f"mobilisation:{row.slug}", kind="mobilisation", title=row.title, text=known.text
    )
    read, faults = section_read(edition, section)
    return {"read": read, "faults": faults}


@require_POST
def hand(request: HttpRequest, region: str, slug: str, year: int) -> HttpResponse:
    """Hand the text to the edition of its year, or take it back."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    row = seen(organisation, slug, viewer=user)
    known = outcome_of(row, year=year)
    if known is None:
        raise Http404
    revision = whole_number(request.POST.get("revision", "")) or 0

    def act() -> bool:
        if request.POST.get("tillbaka"):
            take_outcome(organisation, actor=user, outcome=known)
        else:
            hand_outcome(organisation, actor=user, outcome=known, revision=revision)
        return True

    if doing(request, act):
        messages.success(
            request,
            gettext("Taken back.")
            if request.POST.get("tillbaka")
            else gettext("Handed to the follow-up of %(year)s.") % {"year": year},
        )
    return redirect("mobilisation_write", region, slug, year)
