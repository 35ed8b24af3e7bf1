"""A signal's page, and the pages where one is written, changed and removed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.horizon.actions import (
    Contradicts,
    NotHere,
    Parts,
    WayRound,
    keep_signal,
    remove_signal,
)
from laget.apps.horizon.forms import Desk, with_more
from laget.apps.horizon.models import Drive, Signal, SignalSource, SignalStep, Touch
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.apps.horizon.queries import (
    signal_seen_by,
    signals_seen_by,
    stand_of,
    state_of,
)
from laget.apps.kept import ChangedMeanwhile
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.asked import whole_number
from laget.pages.addresses import named, offered
from laget.pages.forum.taken_up import taken_up
from laget.pages.horizon.overview import Due
from laget.pages.horizon.touching import taken_in
from laget.pages.horizon.words import COURSES, SIGNS
from laget.pages.index import index
from laget.ui.templatetags.laget import told

TOUCHED = ("element", "indicator")


@require_safe
def signal(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a signal: what it means for the county, what drives it, what it touches, its steps and years."""
    organisation, today = organisation_at(region), timezone.localdate()
    row = signal_seen_by(organisation, viewer=request.user, slug=slug)
    seen = signals_seen_by(organisation, viewer=request.user)
    touches = list(row.touches.all())
    names = named(organisation, [one.address for one in touches], viewer=request.user, today=today)
    evidence = evidence_seen_by(organisation, viewer=request.user, today=today)
    sources = list(row.sources.all())
    known = {one.pk: one for one in evidence.filter(pk__in=[s.evidence_id for s in sources if s.evidence_id])}
    context = {
        "organisation": organisation,
        "section": "horizon",
        "signal": row,
        "stand": stand_of(row),
        "sign": SIGNS,
        "drivers": row.driven_by.filter(driver__in=seen).select_related("driver"),
        "driven": row.drives.filter(driven__in=seen).select_related("driven"),
        "touches": [
            (label, [(names[one.address], one) for one in those])
            for how, label in Touch.How.choices
            if (those := [one for one in touches if one.how == how and one.address in names])
        ],
        "steps": [Due(one, state_of(one, today=today)) for one in row.steps.all()],
        "years": [(one, SIGNS[one.course], COURSES[one.course]) for one in row.years.order_by("-year")],
        "sources": [(one, known.get(one.evidence_id or 0)) for one in sources if _is_shown(one, known)],
        "evidence": evidence.filter(ties__address=f"signal:{row.slug}").exclude(pk__in=known).distinct(),
        "taken_up": taken_up(organisation, [f"signal:{row.slug}"], viewer=request.user, now=timezone.now()),
        "selected": row.selected.order_by("-year", "purpose"),
        "may_write": may(request.user, organisation, WRITE_SIGNALS),
    }
    return render(request, "pages/horizon/signal.html", context)


def _is_shown(source: SignalSource, known: dict[int, Any]) -> bool:
    return source.evidence_id is None or source.evidence_id in known


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new signal and keep it; `strategi` names one of the strategy's own to begin from."""
    organisation, user = asked_by(request, region, WRITE_SIGNALS)
    version, asked = version_in_force(organisation), request.GET.get("strategi", "")
    own = None
    if asked and version is not None:
        own = taken_in(document_of(version), id_=asked, today=timezone.localdate())
    row = own or Signal(organisation=organisation)
    return _write(request, organisation, user, row)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a signal with all its fields and rows, and keep what is written; a second editor is told."""
    organisation, user = asked_by(request, region, WRITE_SIGNALS)
    row = signal_seen_by(organisation, viewer=user, slug=slug)
    return _write(request, organisation, user, row)


def _write(request: HttpRequest, organisation: Organisation, user: User, row: Signal) -> HttpResponse:
    context: dict[str, Any] = {"organisation": organisation, "section": "horizon", "signal": row}
    title, status = row.title, 200
    wanted = request.POST.get("mer", "")
    data = with_more(request.POST, part=wanted) if wanted else request.POST or None
    desk = _desk(organisation, user, row, data)
    is_sent = request.method == "POST" and not wanted
    if wanted:
        desk.forgive()
    if is_sent and desk.is_valid():
        try:
            kept = keep_signal(
                organisation,
                actor=user,
                written=desk.form.instance,
                parts=Parts(
                    sources=desk.rows("sources").rows(SignalSource),
                    touches=desk.rows("touches").rows(Touch),
                    drives=desk.rows("drives").rows(Drive),
                    steps=desk.rows("steps").rows(SignalStep),
                ),
                today=timezone.localdate(),
                revision=desk.form.cleaned_data["revision"],
            )
        except (WayRound, Contradicts) as refused:
            desk.form.add_error(None, told(refused.said))
        except ChangedMeanwhile as refused:
            status = 409
            now = Signal.objects.get(pk=row.pk)
            context |= {"meanwhile": refused.said, "differing": _differing(desk, now), "by": now.changed_by}
            again = request.POST.copy()
            again["revision"] = str(now.revision)  # who has read what stands now may save over it
            desk = _desk(organisation, user, now, again)
        except NotHere as refused:
            desk.form.add_error(None, told(refused.said))
        else:
            index(organisation)
            messages.success(request, gettext("Saved."))
            return redirect("signal", organisation.slug, kept.slug)
    context |= {"desk": desk, "heading": title, "faults": desk.faults if is_sent else []}
    return render(request, "pages/horizon/write.html", context, status=status)


def _desk(organisation: Organisation, user: User, row: Signal, data: QueryDict | None) -> Desk:
    today = timezone.localdate()
    choices = offered(organisation, TOUCHED, viewer=user, today=today)
    addresses = [address for _word, those in choices for address, _title in those]
    names = named(organisation, addresses, viewer=user, today=today)
    return Desk(
        data,
        signal=row,
        addresses=choices,
        swedish={address for address, one in names.items() if one.title.sv == one.title.en},
        signals=signals_seen_by(organisation, viewer=user).exclude(pk=row.pk).order_by("title"),
        evidence=evidence_seen_by(organisation, viewer=user, today=today),
    )


def _differing(desk: Desk, now: Signal) -> list[tuple[str, str]]:
    """Return the fields where another's text stands now, with that text as it is read."""
    found = []
    for name in desk.form.Meta.fields:
        if getattr(now, name) != desk.form.cleaned_data.get(name):
            reads = getattr(now, f"get_{name}_display", None)
            value = reads() if reads is not None else getattr(now, name)
            is_yes_or_no = isinstance(value, bool)
            shown = (gettext("Yes") if value else gettext("No")) if is_yes_or_no else str(value or "–")
            found.append((str(desk.form.fields[name].label), shown))
    return found


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Ask whether a signal is to be removed, and remove it."""
    organisation, user = asked_by(request, region, WRITE_SIGNALS)
    row = signal_seen_by(organisation, viewer=user, slug=slug)
    if request.method == "POST":
        seen = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            remove_signal(organisation, actor=user, signal=row, revision=seen)
            return True

        if doing(request, act):
            index(organisation)
            messages.success(request, gettext("The signal has been removed."))
            return redirect("horizon", region)
        return redirect("signal", region, slug)
    context = {"organisation": organisation, "section": "horizon", "signal": row}
    return render(request, "pages/horizon/remove.html", context)
