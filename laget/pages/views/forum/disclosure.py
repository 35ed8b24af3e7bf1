"""What is handed out of registrations, which are public documents, and somebody who asks to be forgotten."""

import csv
from io import StringIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by
from laget.apps.forum.actions.disclosing import disclose_registrations, see_registrations
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.office import PDF, DisclosureForm, EraseForm
from laget.apps.forum.models import Event, Registration
from laget.apps.forum.permissions import DISCLOSE_REGISTRATIONS, ERASE_PEOPLE
from laget.apps.forum.queries.lists import by_name, registrations_of
from laget.core.asked import whole_number
from laget.pages.forum.forgetting import all_of, forget_everywhere, found_of
from laget.pages.forum.lists import table_of
from laget.pages.views.forum.papers import attached
from laget.pages.views.forum.working import own_event
from laget.renders.cells import words_cell
from laget.renders.pdf import pdf
from laget.ui.templatetags.laget import language, told


@never_cache
@require_http_methods(["GET", "POST"])
def disclosure(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask what is handed out and how it was tested, and give it as a file; the log keeps that, no names."""
    organisation, user = asked_by(request, region, DISCLOSE_REGISTRATIONS)
    row = own_event(organisation, event)
    see_registrations(organisation, actor=user, event=row, now=timezone.now())
    rows = by_name(registrations_of(row))
    form = DisclosureForm(rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _handed_out(form, organisation, user, row, rows)
        if answer is not None:
            return answer
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "registrations",
        "form": form,
        "rows": rows,
    }
    return render(request, "pages/forum/disclosure.html", context)


def _handed_out(
    form: DisclosureForm, organisation: Organisation, user: User, event: Event, rows: list[Registration]
) -> HttpResponse | None:
    """Return the file, or None where something that was written is refused."""
    given = form.cleaned_data
    chosen = [one for one in rows if str(one.pk) in given["rows"]]
    try:
        disclose_registrations(
            organisation,
            actor=user,
            event=event,
            number=given["number"],
            reason=given["reason"],
            fields=given["fields_chosen"],
            rows=chosen,
        )
    except Unfit as refused:
        form.add_error(refused.field if refused.field in form.fields else None, told(refused.said))
        return None
    headings, table = table_of(chosen, given["fields_chosen"])
    name = _("disclosed") + f" {event.slug}"
    if given["form"] == PDF:
        data = {
            "columns": headings,
            "widths": [1] * len(headings),
            "rows": table,
            "lines": [_("Case %(number)s.") % {"number": given["number"]}],
            "foot": organisation.name,
        }
        title = _("Registrations: %(event)s") % {"event": event.title}
        paper = pdf("list", data, title=title, language=language(), created=timezone.localtime())
        return attached(paper, kind="pdf", name=name)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([words_cell(one) for one in line] for line in table)
    return attached(text.getvalue().encode("utf-8-sig"), kind="csv", name=name)


@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, region: str) -> HttpResponse:
    """Find all that is held about an address; give it to who asks for their own, or forget it."""
    organisation, user = asked_by(request, region, ERASE_PEOPLE)
    form = EraseForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        ids = map(whole_number, request.POST.getlist("along"))
        along = {pk for pk in ids if pk is not None}
        if request.POST.get("act") == "erase":
            forget_everywhere(
                organisation,
                actor=user,
                email=given["email"],
                name=given["name"],
                along=along,
                now=timezone.now(),
            )
            messages.success(request, _("Everything that was found is deleted."))
            return redirect("erase_person", region)
        if request.POST.get("act") == "give":
            held = all_of(organisation, actor=user, email=given["email"], name=given["name"], along=along)
            answer = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
            answer["Content-Disposition"] = 'attachment; filename="uppgifter.json"'
            return answer
        found = found_of(organisation, email=given["email"], name=given["name"])
    context = {"organisation": organisation, "section": "forum", "form": form, "found": found}
    return render(request, "pages/forum/erase.html", context)
