"""A year's selection of signals: for the forum and for the follow-up, in which order and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.permissions import WRITE_EDITION
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.horizon.actions import hand_selection, select_signals
from laget.apps.horizon.forms import ChosenForm, PurposeForm
from laget.apps.horizon.models import Selected, Signal
from laget.apps.horizon.permissions import SELECT_SIGNALS
from laget.apps.horizon.queries import Stand, selected, selection_hash, stands, years_selected
from laget.apps.kept import ChangedMeanwhile
from laget.core.units import swedish_key
from laget.pages.horizon.chosen import as_then
from laget.pages.horizon.overview import KINDS
from laget.ui.templatetags.laget import told

WORDS = {"forum": Selected.Purpose.FORUM, "uppfoljning": Selected.Purpose.EDITION}
FIRST_YEAR = 2000
LAST = 1_000  # a place after all that have one


def _known_year(year: int) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Http404(gettext("There is no selection for that year."))


@require_safe
def selection(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """Show which signals a year's forum and follow-up take up, and why."""
    organisation = organisation_at(region)
    _known_year(year)
    rows = selected(organisation, viewer=request.user, year=year)
    context = {
        "organisation": organisation,
        "section": "horizon",
        "year": year,
        "years": years_selected(organisation, viewer=request.user),
        "parts": [
            (word, purpose.label, [as_then(one) for one in rows if one.purpose == purpose])
            for word, purpose in WORDS.items()
        ],
        "may_select": may(request.user, organisation, SELECT_SIGNALS),
        "may_hand": may(request.user, organisation, WRITE_EDITION),
    }
    return render(request, "pages/horizon/selection.html", context)


@require_POST
def hand(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """Hand what is chosen for a year's follow-up to it."""
    organisation, user = asked_by(request, region, WRITE_EDITION)
    _known_year(year)
    handed = doing(request, lambda: hand_selection(organisation, actor=user, year=year))
    if handed is not None:
        words = ngettext(
            "One section has been handed to the follow-up.",
            "%(number)s sections have been handed to the follow-up.",
            len(handed),
        )
        messages.success(request, words % {"number": len(handed)})
    return redirect("selection", region, year)


Sheet = list[tuple[Stand, ChosenForm]]


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, region: str, year: int, word: str) -> HttpResponse:
    """Show every signal with its place in a year's selection, and keep which are chosen and why."""
    organisation, user = asked_by(request, region, SELECT_SIGNALS)
    _known_year(year)
    if word not in WORDS:
        raise Http404
    purpose = WORDS[word]
    seen = selection_hash(organisation, year=year, purpose=purpose)
    asked = PurposeForm(request.POST or None, initial={"seen": seen, "purpose": purpose})
    sheet = _sheet(organisation, user, year, purpose, request.POST or None)
    said, status = "", 200
    is_sent = request.method == "POST"
    if is_sent and all([asked.is_valid(), *(form.is_valid() for _stand, form in sheet)]):
        try:
            select_signals(
                organisation,
                actor=user,
                year=year,
                purpose=purpose,
                chosen=_chosen(sheet),
                seen=asked.cleaned_data["seen"],
            )
        except ChangedMeanwhile as refused:
            said, status = told(refused.said), 409
            asked = PurposeForm(initial={"seen": seen, "purpose": purpose})
        else:
            messages.success(request, gettext("Saved."))
            return redirect("selection", region, year)
    context = {
        "organisation": organisation,
        "section": "horizon",
        "year": year,
        "purpose": purpose,
        "asked": asked,
        "sheet": sheet,
        "meanwhile": said,
        "now": selected(organisation, viewer=user, year=year, purposes=[purpose]) if said else [],
        "has_faults": is_sent and any(form.errors for _stand, form in sheet),
    }
    return render(request, "pages/horizon/choose.html", context, status=status)


def _sheet(organisation: Organisation, user: User, year: int, purpose: str, data: QueryDict | None) -> Sheet:
    """Return the signals of a year, those that are chosen first; where none is scanned, those of now."""
    found = stands(organisation, viewer=user, year=year) or stands(organisation, viewer=user)
    chosen = {
        one.signal_id: one for one in selected(organisation, viewer=user, year=year, purposes=[purpose])
    }
    known = {one.signal.pk for one in found}
    found += [
        Stand(one.signal, None, "", one.signal.strength, one.signal.soon)
        for one in chosen.values()
        if one.signal_id not in known
    ]

    def order(stand: Stand) -> tuple[int, int, tuple[str, str]]:
        row = chosen.get(stand.signal.pk)
        return (
            row.place if row else LAST,
            KINDS.index(stand.signal.kind),
            swedish_key(stand.signal.title),
        )

    sheet: Sheet = []
    for stand in sorted(found, key=order):
        row = chosen.get(stand.signal.pk)
        initial = {"place": row.place if row else None, "why": row.why if row else ""}
        sheet.append((stand, ChosenForm(data, initial=initial, prefix=f"s{stand.signal.pk}")))
    return sheet


def _chosen(sheet: Sheet) -> list[tuple[Signal, str]]:
    rows = [
        (form.cleaned_data["place"], place, stand.signal, form.cleaned_data["why"])
        for place, (stand, form) in enumerate(sheet)
        if form.cleaned_data["place"]
    ]
    return [(signal, why) for _asked, _place, signal, why in sorted(rows, key=lambda one: one[:2])]
