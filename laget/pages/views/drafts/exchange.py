"""The draft and the versions as files, out and in: the open strategy format, both ways without loss."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from laget.apps.accounts.queries import organisation_at
from laget.apps.strategy.actions import DraftChanged, OtherRegion, replace_draft
from laget.apps.strategy.forms import BringForm
from laget.apps.strategy.permissions import SEE_DRAFT
from laget.apps.strategy.queries import document_of, hash_of, version_numbered
from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import LARGEST_FILE, PlacedFault, StrategyRefused, strategy_in
from laget.data.strategy_text import FORMATS, Format, strategy_text
from laget.pages.views.drafts.desk import desk
from laget.ui.templatetags.laget import language

KINDS = {"yaml": "application/yaml; charset=utf-8", "json": "application/json"}


@require_GET
def draft_file(request: HttpRequest, region: str, form: str) -> HttpResponse:
    """Answer with the draft as a file."""
    return _file(desk(request, region, asked=SEE_DRAFT).document, form, name=f"{region}-utkast")


@require_GET
def version_file(request: HttpRequest, region: str, number: int, form: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Answer with an adopted version as a file, for anyone."""
    version = version_numbered(organisation_at(region), number)
    return _file(document_of(version), form, name=f"{region}-version-{number}")


def _file(document: StrategyDocument, form: str, *, name: str) -> HttpResponse:
    known: Format | None = next((one for one in FORMATS if one == form), None)
    if known is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.{known}"'}
    return HttpResponse(strategy_text(document, form=known), content_type=KINDS[known], headers=headers)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, region: str) -> HttpResponse:
    """Let a file be the draft, or show every fault in it with its line; nothing is half written."""
    opened = desk(request, region)
    organisation = opened.organisation
    form = BringForm(request.POST or None, request.FILES or None, label_suffix="")
    faults: tuple[PlacedFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            brought = strategy_in(sent.read(LARGEST_FILE + 1), path=Path(Path(sent.name).name))
            seen = form.cleaned_data["seen"] or None
            replace_draft(organisation, actor=request.user, document=brought.document, seen=seen)
        except StrategyRefused as refused:
            faults = refused.faults
        except OtherRegion as refused:
            form.add_error("file", refused.said.to(language()))
        except DraftChanged as refused:
            messages.error(request, refused.said.to(language()))
            return redirect("draft_bring", region)
        else:
            messages.success(request, gettext("The file is the draft now. Nothing is adopted yet."))
            return redirect("draft", region)
    context = {
        "organisation": organisation,
        "section": "strategy",
        "draft": opened.draft,
        "form": form
        if form.is_bound
        else BringForm(
            initial={"seen": hash_of(opened.draft) if opened.draft is not None else ""}, label_suffix=""
        ),
        "faults": [one.printed for one in faults],
    }
    return render(request, "pages/draft/bring.html", context)
