"""A decision on one or several questions at once; and the end of a gathering."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mobilisation.actions import (
    Unfit,
    close_mobilisation,
    decide_mobilisations,
    reopen_mobilisation,
)
from laget.apps.mobilisation.actions.deciding import OtherState
from laget.apps.mobilisation.forms import ChosenForm, DecisionForm
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS
from laget.core.asked import whole_number
from laget.pages.index import index
from laget.pages.views.mobilisation.writing import own
from laget.ui.templatetags.laget import told

State = Mobilisation.State
OPEN = (State.PROPOSED, State.DECLINED)  # what a decision can choose
Sheet = list[tuple[Mobilisation, ChosenForm]]


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, region: str, slug: str = "") -> HttpResponse:
    """Show the proposed ones, choose some and decline others by one decision; of one write it right."""
    organisation, user = asked_by(request, region, DECIDE_MOBILISATIONS)
    rows = [own(organisation, slug)] if slug else list(_open(organisation))
    data = request.POST if request.method == "POST" else None
    first = _decision_of(rows[0]) if slug else {}
    form = DecisionForm(data, initial=first)
    sheet: Sheet = [
        (
            row,
            ChosenForm(
                data,
                prefix=f"q{row.pk}",
                initial={"outcome": "chosen" if slug else "", "revision": row.revision},
            ),
        )
        for row in rows
    ]
    context: dict[str, Any] = {"status": 200}
    if data is not None and all([form.is_valid(), *(one.is_valid() for _row, one in sheet)]):
        try:
            decide_mobilisations(
                organisation,
                actor=user,
                decision=form.decision,
                chosen=_those(sheet, "chosen"),
                declined=_those(sheet, "declined"),
                today=timezone.localdate(),
            )
        except ChangedMeanwhile as refused:
            context |= {"status": 409, "meanwhile": refused.said}
            sheet = [
                (row, ChosenForm(_renewed(data, row), prefix=f"q{row.pk}")) for row, _one in _fresh(sheet)
            ]
        except (Unfit, OtherState) as refused:
            field = refused.field if isinstance(refused, Unfit) and refused.field else None
            form.add_error(field, told(refused.said))
        else:
            index(organisation)
            messages.success(request, gettext("The decision is written down."))
            return redirect("mobilisation", region, slug) if slug else redirect("mobilisations", region)
    context |= {
        "organisation": organisation,
        "section": "mobilisation",
        "form": form,
        "sheet": sheet,
        "one": rows[0] if slug else None,
        "has_faults": data is not None and bool(form.errors or any(one.errors for _row, one in sheet)),
    }
    return render(request, "pages/mobilisation/decide.html", context, status=context["status"])


def _open(organisation: Organisation) -> Any:
    return Mobilisation.objects.filter(organisation=organisation, state__in=OPEN).order_by("first_year", "pk")


def _those(sheet: Sheet, outcome: str) -> list[tuple[Mobilisation, int | None]]:
    return [
        (row, one.cleaned_data["revision"]) for row, one in sheet if one.cleaned_data["outcome"] == outcome
    ]


def _fresh(sheet: Sheet) -> Sheet:
    for row, _one in sheet:
        row.refresh_from_db()
    return sheet


def _renewed(data: Any, row: Mobilisation) -> Any:
    """Return what was sent with the row's revision as it is now, since the page now shows it so."""
    sent = data.copy()
    sent[f"q{row.pk}-revision"] = str(row.revision)
    return sent


def _decision_of(row: Mobilisation) -> dict[str, Any]:
    return {
        "body": row.decided_by,
        "on": row.decided_on,
        "paragraph": row.paragraph,
        "diary": row.diary,
        "text": row.decision,
    }


@require_POST
def close(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say that a gathering is over, or take it up again."""
    organisation, user = asked_by(request, region, DECIDE_MOBILISATIONS)
    row = own(organisation, slug)
    revision = whole_number(request.POST.get("revision", "")) or 0
    act = reopen_mobilisation if request.POST.get("oppna") else close_mobilisation
    _done(request, organisation, user, row, revision, act)
    return redirect("mobilisation", region, slug)


def _done(
    request: HttpRequest,
    organisation: Organisation,
    user: User,
    row: Mobilisation,
    revision: int,
    act: Any,
) -> None:
    def do() -> bool:
        act(organisation, actor=user, mobilisation=row, revision=revision)
        return True

    if doing(request, do):
        index(organisation)
        messages.success(request, gettext("Saved."))
