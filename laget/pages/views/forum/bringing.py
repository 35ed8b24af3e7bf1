"""A programme brought in from a file: first what it would make and what cannot be used, then kept."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods
from pydantic import TypeAdapter

from laget.apps.accounts.models import User
from laget.apps.followup.views.doing import asked_by
from laget.apps.forum.actions.bringing import bring_programme, planned
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.bringing import ProgrammeFileForm
from laget.apps.forum.models import Event
from laget.apps.forum.permissions import EDIT_FORUM
from laget.core.forum.brought import Brought, Entry
from laget.core.words.said import Refusal, Said
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.reading import LARGEST_FILE, programme_in
from laget.pages.index import index
from laget.pages.views.forum.working import own_event
from laget.ui.templatetags.laget import told

SALT = "laget.forum.bringing"
GOOD_FOR = 3600  # seconds that a preview can be saved
LARGEST_PREVIEW = 2_000_000  # characters: what a form may send back
ITEMS: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


class TooMuch(Refusal):
    """A programme that no page can hold."""


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask for a file, show its items and what cannot be used of it, and then put them into the programme."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    if "plan" in request.POST:
        done = _done(request, row, user)
        return redirect("programme_edit" if done else "programme_bring", region, event)
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "programme_edit",
    }
    sent = request.method == "POST"
    form = ProgrammeFileForm(request.POST if sent else None, request.FILES if sent else None, label_suffix="")
    if sent and form.is_valid():
        try:
            data = form.cleaned_data["file"].read(LARGEST_FILE + 1)
            days = [one.on for one in row.days.all()]
            context |= _preview(row, programme_in(data, days=days, today=timezone.localdate()))
        except (FileRefused, TooMuch) as refused:
            form.add_error("file", told(refused.said))
    context["form"] = form
    return render(request, "pages/forum/programme_bring.html", context)


def _preview(row: Event, brought: Brought) -> dict[str, Any]:
    """Return what a file would make of the programme; raises TooMuch."""
    plan = planned(row.organisation, event=row, entries=brought.items)
    values = {"event": row.pk, "items": ITEMS.dump_python(brought.items, mode="json")}
    signed = signing.dumps(values, salt=SALT, compress=True)
    if len(signed) > LARGEST_PREVIEW:
        raise TooMuch(
            Said(
                "Programmet är större än en sida kan visa. Använd kommandot laget import forum.",
                "The programme is larger than a page can show. Use the command laget import forum.",
            )
        )
    return {"brought": brought, "plan": plan, "signed": signed, "is_read": True}


def _done(request: HttpRequest, row: Event, user: User) -> bool:
    """Do what a preview showed; say why not where it cannot be done."""
    try:
        values = signing.loads(request.POST["plan"], salt=SALT, max_age=GOOD_FOR)
        if values["event"] != row.pk:
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, gettext("The preview is too old. Choose the file once more."))
        return False
    items = ITEMS.validate_python(values["items"], strict=False)
    try:
        plan = bring_programme(row.organisation, actor=user, event=row, entries=items)
    except Unfit as refused:
        messages.error(request, told(refused.said))
        return False
    index(row.organisation)
    count = len(plan.new)
    said = ngettext(
        "%(count)s item was added to the programme.", "%(count)s items were added to the programme.", count
    )
    messages.success(request, said % {"count": count})
    return True
