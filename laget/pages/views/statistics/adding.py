"""Adding an indicator: searching what there is, looking at its figures, and saving it in the draft."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import may, require
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.actions.indicators import add_indicator, keep_own_file
from laget.apps.followup.permissions import REFRESH_FIGURES
from laget.apps.followup.queries.statistics import files_of
from laget.apps.strategy.actions import NoStrategyHere
from laget.apps.strategy.permissions import EDIT_STRATEGY
from laget.core.asked import whole_number
from laget.core.search import asked_for, marked
from laget.core.strategy.editing import Unfitting
from laget.core.words.said import Refusal
from laget.data.catalogue import found, offered, table_at
from laget.data.region_files import MOST_MEGABYTES, kept_files, look_into
from laget.pages.statistics.candidate import Candidate, candidate
from laget.pages.statistics.chosen import (
    AREA,
    COUNTRY,
    TIME,
    choices_of,
    lists_in,
    table_faults,
    table_values,
)
from laget.pages.statistics.columns import column_names, file_faults, file_source, mapped, picks
from laget.pages.statistics.previewed import previewed
from laget.ui.templatetags.laget import language

PUBLISHERS = {"kolada": "Kolada", "scb": "SCB"}


@require_safe
def search(request: HttpRequest, region: str) -> HttpResponse:
    """Search what a publisher has by words, and list what was found."""
    organisation = _organisation(request, region)
    publisher = request.GET.get("kalla", "kolada")
    if publisher not in PUBLISHERS:
        raise Http404
    query = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"query": query, "publisher": publisher, "publishers": PUBLISHERS}
    if query:
        try:
            listed = found(query, publisher=publisher, folder=_store(), environ=os.environ, today=_today())
        except Refusal as refusal:
            context["fault"] = refusal.said
        else:
            asked = asked_for(query)
            context["found"] = listed
            context["offers"] = [(one, marked(one.title, asked)) for one in listed.offers]
    return render(request, "pages/statistics/search.html", _base(organisation) | context)


@require_http_methods(["GET", "POST"])
def kolada(request: HttpRequest, region: str, kpi: str) -> HttpResponse:
    """Look at one of Kolada's indicators, and save it."""
    organisation = _organisation(request, region)
    context = _base(organisation) | {"publisher": "kolada"}
    try:
        offer = offered(kpi, publisher="kolada", folder=_store(), environ=os.environ, today=_today())
    except Refusal as refusal:
        return render(request, "pages/statistics/candidate.html", context | {"fault": refusal.said})
    if offer is None:
        raise Http404
    values = {"source": {"publisher": "kolada", "kpi": offer.id}}
    context |= {"offer": offer, "heading": offer.title}
    return _candidate(request, organisation, title=offer.title, values=values, faults=[], context=context)


@require_http_methods(["GET", "POST"])
def table(request: HttpRequest, region: str, publisher: str, table_id: str) -> HttpResponse:
    """Choose of a table's variables, look at the figures, and save them as an indicator."""
    organisation = _organisation(request, region)
    if publisher not in PUBLISHERS or publisher == "kolada":
        raise Http404
    context = _base(organisation) | {"publisher": publisher}
    try:
        described = table_at(
            table_id,
            publisher=publisher,
            folder=_store(),
            environ=os.environ,
            lists=lists_in(request.POST),
            area=request.POST.get(AREA, ""),
            time=request.POST.get(TIME, ""),
        )
    except Refusal as refusal:
        return render(request, "pages/statistics/candidate.html", context | {"fault": refusal.said})
    choices = choices_of(described, request.POST)
    context |= {
        "table": described,
        "choices": choices,
        "heading": described.title,
        "is_of_country": COUNTRY in request.POST,
        "publishers_unit": described.units.get(choices[0].codes[0]) if choices and choices[0].codes else None,
    }
    return _candidate(
        request,
        organisation,
        title=described.title,
        values=table_values(described, choices),
        faults=table_faults(described, choices, request.POST),
        context=context,
    )


@require_http_methods(["GET", "POST"])
def own_files(request: HttpRequest, region: str) -> HttpResponse:
    """List the region's own files of figures, and take a new one."""
    organisation = organisation_at(region)
    require(request.user, organisation, REFRESH_FIGURES)
    context = _base(organisation) | {"most": MOST_MEGABYTES}
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            context["fault"] = gettext("Choose a file.")
        else:
            try:
                data = sent.read(MOST_MEGABYTES * 1_000_000 + 1)
                name = keep_own_file(organisation, actor=request.user, name=sent.name or "", data=data)
            except Refusal as refusal:
                context["fault"] = refusal.said.to(language())
            else:
                messages.success(request, gettext("The file %(name)s is kept.") % {"name": name})
                return redirect("own_file", region, name)
    context["files"] = kept_files(files_of(organisation))
    return render(request, "pages/statistics/files.html", context, status=422 if "fault" in context else 200)


@require_http_methods(["GET", "POST"])
def own_file(request: HttpRequest, region: str, name: str) -> HttpResponse:
    """Say what stands in a file's columns, look at what is read, and save it as an indicator."""
    organisation = _organisation(request, region)
    if name not in {one.name for one in kept_files(files_of(organisation))}:
        raise Http404
    context = _base(organisation) | {"publisher": "file", "heading": name}
    try:
        look = look_into(
            files_of(organisation),
            name,
            sheet=request.POST.get("sheet") or None,
            header=whole_number(request.POST.get("header", "")),
        )
    except Refusal as refusal:
        return render(request, "pages/statistics/candidate.html", context | {"fault": refusal.said})
    chosen = mapped(look, request.POST)
    context |= {"look": look, "mapped": chosen, "columns": column_names(look), "picks": picks(chosen)}
    faults = file_faults(chosen)
    return _candidate(
        request,
        organisation,
        title=name.rsplit(".", 1)[0].replace("-", " ").capitalize(),
        values={} if faults else {"source": file_source(look, chosen, request.POST)},
        faults=faults,
        context=context,
    )


def _candidate(
    request: HttpRequest,
    organisation: Organisation,
    *,
    title: str,
    values: Mapping[str, Any],
    faults: list[str],
    context: dict[str, Any],
) -> HttpResponse:
    """Show an indicator with its figures, and save it where that is asked for and nothing lacks."""
    is_saving = request.POST.get("do") == "save"
    try:
        looked = candidate(
            organisation,
            title=title,
            values=values,
            data=request.POST if request.method == "POST" else None,
            language=language(),
        )
    except NoStrategyHere as refusal:
        return render(request, "pages/statistics/candidate.html", context | {"fault": refusal.said})
    if is_saving and not faults and looked.form.is_valid():
        try:
            added = add_indicator(organisation, actor=request.user, values=looked.filled())
        except Unfitting as refused:
            looked.form.tell(refused, language())
        else:
            messages.success(request, gettext("The indicator is in the draft."))
            if added.fault is not None:
                told = gettext("Its figures could not be fetched just now; fetch them later. %(why)s")
                messages.error(request, told % {"why": added.fault.to(language())})
            return redirect(reverse("draft_part", args=[organisation.slug, "indikator", added.id]))
    context |= {
        "candidate": looked,
        "form": looked.form,
        "groups": looked.form.groups(),
        "is_saving": is_saving,
        "may_edit": may(request.user, organisation, EDIT_STRATEGY),
    }
    context["suggested_better"] = _suggestion(looked)
    if not is_saving:
        looked.form.errors.clear()
    if faults:
        context["faults"] = faults if request.method == "POST" else []
        return render(request, "pages/statistics/candidate.html", context)
    try:
        indicator = looked.looked_at(language())
    except Unfitting as refused:
        context["faults"] = [fault.said.to(language()) for fault in refused.faults]
    else:
        context["preview"] = previewed(organisation, looked.document, indicator, language=language())
    return render(request, "pages/statistics/candidate.html", context)


def _suggestion(looked: Candidate) -> str:
    if looked.suggested_better == "higher":
        return gettext("The title suggests that higher is better.")
    if looked.suggested_better == "lower":
        return gettext("The title suggests that lower is better.")
    return ""


def _organisation(request: HttpRequest, region: str) -> Organisation:
    organisation = organisation_at(region)
    require(request.user, organisation, REFRESH_FIGURES)
    return organisation


def _base(organisation: Organisation) -> dict[str, Any]:
    return {"organisation": organisation, "section": "statistics"}


def _store() -> Path:
    return Path(settings.STORE)


def _today() -> Any:
    return timezone.localdate()
