"""The pages where a household is composed: new, changed, removed; a second editor loses nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by
from laget.apps.households.actions import Gone, Unfit, compose_household, remove_household
from laget.apps.households.forms import Sheet
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.households.queries import household_at
from laget.apps.kept import ChangedMeanwhile
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.areas import MUNICIPALITIES
from laget.core.asked import whole_number
from laget.core.series import TOTAL
from laget.core.strategy.document import FileSource
from laget.core.units import swedish_key
from laget.core.words.sentences import GRAMMARS
from laget.core.words.sv_words import GROUPS
from laget.pages.addresses import offered
from laget.pages.index import index
from laget.pages.views.sheets import written
from laget.ui.templatetags.laget import language, told

FOLLOWED = ("indicator", "element")
MEANT = (
    *("session", "element", "indicator", "target"),
    *("initiative", "mobilisation", "platform", "signal", "evidence"),
)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new household, and keep it."""
    organisation, user = asked_by(request, region, COMPOSE_HOUSEHOLDS)
    return _write(request, organisation, user, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a household with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, COMPOSE_HOUSEHOLDS)
    return _write(request, organisation, user, household_at(organisation, slug, viewer=user))


def _write(
    request: HttpRequest, organisation: Organisation, user: User, row: Household | None
) -> HttpResponse:
    today = timezone.localdate()
    sheet = Sheet(
        data=request.POST if request.method == "POST" else None,
        household=row,
        more=request.POST.get("more", ""),
        areas=_areas(organisation),
        groups=_groups(organisation),
        followed=offered(organisation, FOLLOWED, viewer=user, today=today),
        meant=offered(organisation, MEANT, viewer=user, today=today),
    )
    return written(
        request,
        organisation,
        kind="household",
        section="households",
        subject=f"household:{row.pk}" if row is not None else "",
        row=row,
        sheet=sheet,
        keep=lambda revision: compose_household(
            organisation,
            actor=user,
            content=sheet.content,
            household=row,
            revision=revision if row is not None else None,
        ),
        refusals=(Gone, Unfit),
        tell=lambda refused: sheet.form.add_error(None, told(refused.said)),
        differing=lambda: sheet.differing(household_at(organisation, row.slug, viewer=user)) if row else [],
        context={},
    )


def _areas(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the municipalities of the county to choose among, in the alphabet's order."""
    own = [one for one in MUNICIPALITIES if organisation.area in ("", one.county)]
    return [(one.code, one.name_sv) for one in sorted(own, key=lambda one: swedish_key(one.name_sv))]


def _groups(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the groups that there may be figures of: those known everywhere, and the files' own."""
    version = version_in_force(organisation)
    own = {
        group
        for one in (document_of(version).indicators if version is not None else ())
        if isinstance(one.source, FileSource) and one.source.groups
        for group in one.source.groups.values()
    }
    grammar = GRAMMARS[language()]
    return [(one, grammar.group(one)) for one in dict.fromkeys([*GROUPS, *sorted(own)]) if one != TOTAL]


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say what goes with a household, and then remove it."""
    organisation, user = asked_by(request, region, COMPOSE_HOUSEHOLDS)
    row = household_at(organisation, slug, viewer=user)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0
        try:
            remove_household(organisation, actor=user, household=row, revision=revision)
        except (ChangedMeanwhile, Gone) as refused:
            messages.error(request, told(refused.said))
            return redirect("household", region, slug)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("households", region)
    context = {"organisation": organisation, "section": "households", "household": row}
    return render(request, "pages/households/remove.html", context)
