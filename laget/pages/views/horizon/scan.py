"""A year's scan: all signals gone through in one sitting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by
from laget.apps.horizon.actions import Contradicts, Scanned, scan_signals
from laget.apps.horizon.forms import ScanForm
from laget.apps.horizon.models import Signal, SignalYear
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.apps.horizon.queries import signals_seen_by
from laget.apps.kept import ChangedMeanwhile
from laget.core.horizon.course import Year
from laget.core.units import swedish_key
from laget.pages.horizon.overview import KINDS
from laget.ui.templatetags.laget import told

FIRST_YEAR = 2000
Sheet = list[tuple[Signal, SignalYear | None, ScanForm]]


@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """Show every signal that was not gone before a year, and keep what the year's scan found of each."""
    organisation, user = asked_by(request, region, WRITE_SIGNALS)
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Http404(gettext("There is no scan for that year."))
    sheet = _sheet(organisation, user, year, request.POST or None)
    said, status = "", 200
    is_sent = request.method == "POST"
    if is_sent and not [signal for signal, _before, form in sheet if not form.is_valid()]:
        try:
            changed = scan_signals(organisation, actor=user, year=year, found=_found(sheet))
        except Contradicts as refused:
            form = next(form for signal, _before, form in sheet if signal.pk == refused.signal.pk)
            form.add_error("course", told(refused.said))
        except ChangedMeanwhile as refused:
            said, status = told(refused.said), 409
            sheet = _sheet(organisation, user, year, _with_revisions(request.POST, sheet))
        else:
            said_so = ngettext("Saved: one signal changed.", "Saved: %(number)s signals changed.", changed)
            messages.success(request, said_so % {"number": changed})
            return redirect(f"{reverse('horizon', args=[region])}?ar={year}")
    context = {
        "organisation": organisation,
        "section": "horizon",
        "year": year,
        "sheet": sheet,
        "meanwhile": said,
        "has_faults": is_sent and any(form.errors for _s, _b, form in sheet),
    }
    return render(request, "pages/horizon/scan.html", context, status=status)


def _sheet(organisation: Organisation, user: User, year: int, data: QueryDict | None) -> Sheet:
    rows = signals_seen_by(organisation, viewer=user).prefetch_related("years")
    found: Sheet = []
    for signal in sorted(rows, key=lambda one: (KINDS.index(one.kind), swedish_key(one.title))):
        years: list[SignalYear] = list(signal.years.all())
        earlier = [one for one in years if one.year < year]
        own = next((one for one in years if one.year == year), None)
        last = earlier[-1] if earlier else None
        if last is not None and last.course == SignalYear.Course.GONE and own is None:
            continue
        before = Year(last.year, last.course, last.strength) if last is not None else None
        stands = own or last or signal
        initial: dict[str, Any] = {
            "revision": signal.revision,
            "course": own.course if own is not None else "",
            "strength": stands.strength,
            "soon": stands.soon,
            "note": own.note if own is not None else "",
        }
        form = ScanForm(data, before=before, initial=initial, prefix=f"s{signal.pk}")
        found.append((signal, last, form))
    return found


def _found(sheet: Sheet) -> list[Scanned]:
    return [
        Scanned(
            signal=signal,
            course=form.cleaned_data["course"],
            strength=form.cleaned_data["strength"],
            soon=form.cleaned_data["soon"],
            note=form.cleaned_data["note"],
            revision=form.cleaned_data["revision"],
        )
        for signal, _before, form in sheet
        if form.cleaned_data["course"]
    ]


def _with_revisions(data: QueryDict, sheet: Sheet) -> QueryDict:
    """Return what was sent with each signal's revision as it is now: who has been told may save again."""
    now = Signal.objects.in_bulk([signal.pk for signal, _before, _form in sheet])
    changed = data.copy()
    for key, signal in now.items():
        changed[f"s{key}-revision"] = str(signal.revision)
    return changed
