"""Initiatives from a workbook and to one: the template, what a file would do, and doing it."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import TypeAdapter

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by
from laget.apps.initiatives.actions import Bringing, SameName, bring_initiatives, planned
from laget.apps.initiatives.forms import InitiativeForm, WorkbookForm
from laget.apps.initiatives.forms.rows import NAMES
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import described, initiatives_seen_by, known_of, whole
from laget.apps.kept import ChangedMeanwhile
from laget.core.initiatives import Described, Unfitting
from laget.data.initiatives_file import LARGEST_FILE, Brought, WorkbookRefused, initiatives_in
from laget.pages.index import index
from laget.renders.initiatives_workbook import initiatives_workbook
from laget.ui.templatetags.laget import told

SALT = "laget.initiatives.bringing"
GOOD_FOR = 3600  # seconds that a preview can be saved
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN: TypeAdapter[tuple[Described, ...]] = TypeAdapter(tuple[Described, ...])


@require_safe
def template(request: HttpRequest, region: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Give an empty workbook with what there is to choose among."""
    organisation = organisation_at(region)
    return _file(initiatives_workbook([], known=known_of(organisation)), name="mall-insatser")


@require_safe
def workbook(request: HttpRequest, region: str) -> HttpResponse:
    """Give the initiatives that somebody may see as a workbook that can be brought in again."""
    organisation = organisation_at(region)
    rows = whole(initiatives_seen_by(organisation, viewer=request.user))
    data = initiatives_workbook([described(row) for row in rows], known=known_of(organisation))
    return _file(data, name="insatser")


def _file(data: bytes, *, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a workbook, show what it would make and what cannot be used, and then make it."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    context: dict[str, Any] = {"organisation": organisation, "section": "initiatives"}
    if "plan" in request.POST:
        done = _done(request, organisation, user)
        return redirect("initiatives" if done else "initiatives_bring", region)
    sent = request.method == "POST"
    form = WorkbookForm(request.POST if sent else None, request.FILES if sent else None, label_suffix="")
    if sent and form.is_valid():
        try:
            data = form.cleaned_data["file"].read(LARGEST_FILE + 1)
            today = timezone.localdate()
            context |= _preview(organisation, initiatives_in(data, known=known_of(organisation), today=today))
        except (WorkbookRefused, SameName, Unfitting) as refused:
            form.add_error("file", told(refused.said))
    context["form"] = form
    return render(request, "pages/initiatives/bring.html", context)


def _preview(organisation: Organisation, brought: Brought) -> dict[str, Any]:
    """Return what a workbook would do; with a fault it cannot be saved."""
    context: dict[str, Any] = {"brought": brought, "is_read": True}
    if brought.faults:
        return context
    plan = planned(organisation, brought=brought.initiatives, parts=brought.parts)
    return context | {
        "plan": plan,
        "changed": [(row, [_called(name) for name in names]) for row, _wanted, names in plan.changed],
        "signed": _signed(organisation, brought, plan),
    }


def _called(name: str) -> str:
    """Return what a field or a list of parts is called on the form."""
    field = InitiativeForm.base_fields.get(name)
    return str(field.label if field is not None else NAMES.get(name, name))


def _signed(organisation: Organisation, brought: Brought, plan: Bringing) -> str:
    values = {
        "organisation": organisation.pk,
        "parts": list(brought.parts),
        "revisions": plan.revisions,
        "initiatives": PLAIN.dump_python(brought.initiatives, mode="json"),
    }
    return signing.dumps(values, salt=SALT, compress=True)


def _done(request: HttpRequest, organisation: Organisation, user: User) -> bool:
    """Do what a preview showed; say why not where it cannot be done."""
    try:
        values = signing.loads(request.POST["plan"], salt=SALT, max_age=GOOD_FOR)
        if values["organisation"] != organisation.pk:
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, gettext("The preview is too old. Choose the file once more."))
        return False
    try:
        plan = bring_initiatives(
            organisation,
            actor=user,
            brought=PLAIN.validate_python(values["initiatives"], strict=False),
            parts=values["parts"],
            revisions=values["revisions"],
        )
    except (ChangedMeanwhile, SameName, Unfitting) as refused:
        messages.error(request, told(refused.said))
        return False
    index(organisation)
    made = ngettext("%(count)s new initiative.", "%(count)s new initiatives.", len(plan.new))
    changed = ngettext("%(count)s changed.", "%(count)s changed.", len(plan.changed))
    told_of = [made % {"count": len(plan.new)}, changed % {"count": len(plan.changed)}]
    messages.success(request, " ".join(told_of))
    return True
