"""The pages where a mobilisation is written: new, changed, removed; a second editor loses nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.queries import editions_of, shown_of
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.initiatives.queries import initiatives_seen_by
from laget.apps.mobilisation.actions import Unfit, add_mobilisation, change_mobilisation, remove_mobilisation
from laget.apps.mobilisation.actions.mobilisations import question_of
from laget.apps.mobilisation.forms import Choices, MobilisationSheet
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS
from laget.apps.mobilisation.queries import STANDING
from laget.core.asked import whole_number
from laget.core.followup.account import Nearness
from laget.core.units import swedish_key
from laget.pages.addresses import offered
from laget.pages.index import index
from laget.pages.views.sheets import written
from laget.ui.choices import Called

GROUNDS = ("target", "appraisal", "evidence", "signal")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new proposal, with what was ticked on the way here, and keep it."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    return _write(request, organisation, user, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a mobilisation with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    return _write(request, organisation, user, own(organisation, slug))


def own(organisation: Organisation, slug: str) -> Mobilisation:
    """Return an organisation's mobilisation; raises Http404."""
    return get_object_or_404(Mobilisation, organisation=organisation, slug=slug)


def _write(
    request: HttpRequest, organisation: Organisation, user: User, row: Mobilisation | None
) -> HttpResponse:
    choices = _choices(organisation, user)
    known = {address for _group, ones in choices for address, _called in ones}
    sheet = MobilisationSheet(
        choices=choices,
        initiatives=_initiatives(organisation, user),
        known=question_of(row) if row is not None else None,
        suggested=[one for one in dict.fromkeys(request.GET.getlist("grund")) if one in known],
        data=request.POST if request.method == "POST" else None,
        more=request.POST.get("more", ""),
    )

    if row is not None and row.state in STANDING:
        shown = sheet.form.fields["public"]
        shown.disabled, shown.help_text = True, gettext("A decision chose it, so everybody sees it.")

    def keep(revision: int) -> Mobilisation:
        if row is None:
            return add_mobilisation(organisation, actor=user, wanted=sheet.wanted)
        return change_mobilisation(
            organisation, actor=user, mobilisation=row, wanted=sheet.wanted, revision=revision
        )

    return written(
        request,
        organisation,
        kind="mobilisation",
        section="mobilisation",
        subject=f"mobilisation:{row.slug}" if row is not None else "",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=lambda: sheet.differing(question_of(row) if row is not None else None, sheet.wanted),
        context={"is_platform": False},
    )


def _choices(organisation: Organisation, user: User) -> Choices:
    """Return what can speak for a question; of appraisals those that somebody has made."""
    appraised = {
        f"appraisal:{row.year}.{element}"
        for row in editions_of(organisation)
        for element, account in shown_of(row).accounts.items()
        if account.appraisal.nearness is not Nearness.NOT_JUDGED
    }
    groups = offered(organisation, GROUNDS, viewer=user, today=timezone.localdate())
    found = [
        (
            group,
            [one for one in ones if not one[0].startswith("appraisal:") or one[0] in appraised],
        )
        for group, ones in groups
    ]
    return [(group, ones) for group, ones in found if ones]


def _initiatives(organisation: Organisation, user: User) -> list[tuple[str, str]]:
    rows = initiatives_seen_by(organisation, viewer=user).values_list("slug", "title")
    known = [(slug, Called.of(title)) for slug, title in rows]
    return sorted(known, key=lambda one: swedish_key(one[1]))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say what goes with a proposal, and then remove it."""
    organisation, user = asked_by(request, region, WRITE_MOBILISATIONS)
    row = own(organisation, slug)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            remove_mobilisation(organisation, actor=user, mobilisation=row, revision=revision)
            return True

        if not doing(request, act):
            return redirect("mobilisation", region, slug)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("mobilisations", region)
    context = {
        "organisation": organisation,
        "section": "mobilisation",
        "one": row,
        "kind": "mobilisation",
    }
    return render(request, "pages/mobilisation/remove.html", context)
