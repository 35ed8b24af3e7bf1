"""A new event: from an outline or an earlier one, asked for on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by
from laget.apps.forum.actions.copying import begin_event, copy_event
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.event import BeginForm
from laget.apps.forum.models import Event
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import starts_of
from laget.core.forum.outlines import OUTLINES
from laget.ui.choices import Called
from laget.ui.templatetags.laget import told

OUTLINE, EARLIER = "mall:", "dag:"
Origins = list[tuple[str | Promise, list[tuple[str, str]]]]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask what a new event begins from, what it is called, when and where; make it a draft."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    origins = _origins(organisation)
    known = [value for _group, ones in origins for value, _called in ones]
    asked = request.GET.get("fran", "")
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        origins=origins,
        initial={"origin": f"{EARLIER}{asked}" if f"{EARLIER}{asked}" in known else known[0]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = _begun(organisation, user, form)
        except Unfit as refused:
            form.add_error(refused.field if refused.field in form.fields else None, told(refused.said))
        else:
            return redirect("event_change", region, row.slug)
    context = {"organisation": organisation, "section": "forum", "form": form}
    return render(request, "pages/forum/new.html", context)


def _begun(organisation: Organisation, user: User, form: BeginForm) -> Event:
    origin, now = form.cleaned_data["origin"], timezone.now()
    if origin.startswith(OUTLINE):
        return begin_event(
            organisation,
            actor=user,
            outline=origin.removeprefix(OUTLINE),
            beginning=form.beginning,
            now=now,
        )
    event = Event.objects.get(organisation=organisation, slug=origin.removeprefix(EARLIER))
    return copy_event(organisation, actor=user, event=event, beginning=form.beginning, now=now)


def _origins(organisation: Organisation) -> Origins:
    """Return what a new event can begin from: outlines, and the organisation's own events, latest first."""
    events = Event.objects.filter(organisation=organisation).prefetch_related("days")
    dated = [(starts, one) for one in events if (starts := starts_of(one)) is not None]
    earlier = sorted(dated, key=lambda one: (one[0], one[1].pk), reverse=True)
    found: Origins = [(_("An outline"), [(f"{OUTLINE}{one.key}", Called.of(one.said)) for one in OUTLINES])]
    if earlier:
        ones: list[tuple[str, str]] = [
            (
                f"{EARLIER}{one.slug}",
                Called.in_swedish(f"{one.title} ({timezone.localdate(starts).isoformat()})"),
            )
            for starts, one in earlier
        ]
        found.append((_("An earlier event: its programme, places, hosts and questions"), ones))
    return found
