"""An initiative's own log: a line more, a line changed, a line removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation
from laget.apps.followup.views.doing import asked_by
from laget.apps.initiatives.actions import change_note, note_progress, remove_note
from laget.apps.initiatives.forms import NoteForm, note_initial
from laget.apps.initiatives.models import Entry, Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.pages.index import index


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Ask for a new line, and keep it."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    row = get_object_or_404(Initiative, organisation=organisation, slug=slug)
    today = timezone.localdate()
    form = NoteForm(request.POST or None, initial=note_initial(None, today=today), label_suffix="")
    if request.method == "POST" and form.is_valid():
        note_progress(organisation, actor=user, initiative=row, noted=form.noted)
        index(organisation)
        messages.success(request, gettext("Saved in the log."))
        return redirect("initiative", region, slug)
    return _page(request, organisation, row, form, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str, pk: int) -> HttpResponse:
    """Show a line of the log, and keep what is written."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    entry = _entry(organisation, slug, pk)
    initial = note_initial(entry, today=timezone.localdate())
    form = NoteForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        change_note(organisation, actor=user, entry=entry, noted=form.noted)
        index(organisation)
        messages.success(request, gettext("Saved in the log."))
        return redirect("initiative", region, slug)
    return _page(request, organisation, entry.initiative, form, entry)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str, pk: int) -> HttpResponse:
    """Show the line that would go, and then remove it."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    entry = _entry(organisation, slug, pk)
    if request.method == "POST":
        remove_note(organisation, actor=user, entry=entry)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("initiative", region, slug)
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "initiative": entry.initiative,
        "entry": entry,
    }
    return render(request, "pages/initiatives/remove.html", context)


def _entry(organisation: Organisation, slug: str, pk: int) -> Entry:
    rows = Entry.objects.select_related("initiative")
    return get_object_or_404(rows, initiative__organisation=organisation, initiative__slug=slug, pk=pk)


def _page(
    request: HttpRequest, organisation: Organisation, row: Initiative, form: NoteForm, entry: Entry | None
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "initiative": row,
        "form": form,
        "entry": entry,
    }
    return render(request, "pages/initiatives/note.html", context)
