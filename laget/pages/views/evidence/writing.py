"""The pages where evidence is written: new, changed, published, removed; a second editor is told."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from laget.apps.accounts.models import Organisation, User
from laget.apps.audit.queries import latest_of
from laget.apps.evidence.actions import (
    Gone,
    NoAddress,
    publish_evidence,
    remove_evidence,
    withdraw_evidence,
    write_evidence,
)
from laget.apps.evidence.forms import EvidenceForm, QuotationRows, quotation_rows
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.permissions import WRITE_EVIDENCE
from laget.apps.evidence.queries import evidence_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.kept import ChangedMeanwhile
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File
from laget.apps.media.queries import brought_by
from laget.core.asked import whole_number
from laget.data.media import UnfitFile
from laget.pages.addresses import offered
from laget.pages.index import index
from laget.ui.templatetags.laget import told

BORNE_ON = ("element", "indicator", "target", "appraisal", "signal", "initiative", "mobilisation", "platform")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new piece of evidence, and keep it."""
    organisation, user = asked_by(request, region, WRITE_EVIDENCE)
    return _write(request, organisation, user, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a piece of evidence with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, WRITE_EVIDENCE)
    return _write(request, organisation, user, _seen(organisation, user, slug))


def _seen(organisation: Organisation, user: User, slug: str) -> Evidence:
    return evidence_at(organisation, slug, viewer=user, today=timezone.localdate())


def _write(
    request: HttpRequest, organisation: Organisation, user: User, evidence: Evidence | None
) -> HttpResponse:
    today, data = timezone.localdate(), request.POST or None
    choices = offered(organisation, BORNE_ON, viewer=user, today=today)
    form = EvidenceForm(data, request.FILES or None, choices=choices, evidence=evidence)
    rows = quotation_rows(data, choices=choices[:1], evidence=evidence)
    context: dict[str, Any] = {"status": 200, "revision": evidence.revision if evidence else 0}
    if request.method == "POST":
        context["revision"] = whole_number(request.POST.get("revision", "")) or 0
        wants_more = "mer" in request.POST
        for one in (form, *rows.forms) if wants_more else ():  # nothing is held against what is there yet
            one.errors.clear()
        context["brought"] = brought = _brought(request, organisation, user, form)
        if not wants_more and form.is_valid() & rows.is_valid():
            try:
                kept = write_evidence(
                    organisation,
                    actor=user,
                    content=form.content(file=_file(form, evidence, brought), quotations=rows.quoted()),
                    evidence=evidence,
                    revision=context["revision"] if evidence else None,
                )
            except ChangedMeanwhile as refused:
                assert evidence is not None  # noqa: S101 - nobody changes what is not there
                context |= _meanwhile(organisation, evidence, form, rows) | {"meanwhile": refused.said}
            except (Gone, NoAddress) as refused:
                form.add_error(None, told(refused.said))
            else:
                index(organisation)
                messages.success(request, gettext("Saved."))
                return redirect("evidence", organisation.slug, kept.slug)
    context |= {
        "organisation": organisation,
        "section": "evidence",
        "evidence": evidence,
        "form": form,
        "rows": rows,
        "most": settings.MEDIA_MEGABYTES,
    }
    return render(request, "pages/evidence/edit.html", context, status=context["status"])


def _brought(request: HttpRequest, organisation: Organisation, user: User, form: EvidenceForm) -> File | None:
    """Keep the file that was sent, so that it is not chosen again whatever else is wrong; or find it."""
    sent = request.FILES.get("file")
    if sent is not None and form.has_error("file"):  # what is wrong with it is told already
        return None
    if sent is None:
        earlier = whole_number(request.POST.get("brought", ""))
        return brought_by(organisation, user, earlier) if earlier is not None else None
    try:
        data = sent.read(settings.MEDIA_MEGABYTES * 1_000_000 + 1)
        return bring_file(organisation, actor=user, name=sent.name or "", data=data)
    except UnfitFile as refused:
        form.add_error("file", told(refused.said))
        return None


def _file(form: EvidenceForm, evidence: Evidence | None, brought: File | None) -> File | None:
    """Return the file that the evidence shall have: the one brought now, else its own unless that goes."""
    if brought is not None or evidence is None or form.cleaned_data.get("without_file"):
        return brought
    return evidence.file


def _meanwhile(
    organisation: Organisation, evidence: Evidence, form: EvidenceForm, rows: QuotationRows
) -> dict[str, Any]:
    """Return what another has written since, beside what is in the form, which is kept as it was typed."""
    differing = form.differing(evidence)
    theirs = [(one.text, one.voice) for one in evidence.quotations.all()]
    if theirs != [(one.text, one.voice) for one in rows.quoted()]:
        said = "\n\n".join(f"{text}\n{voice}".strip() for text, voice in theirs)
        differing.append((gettext("Quotations"), said or "–"))
    return {
        "status": 409,
        "revision": evidence.revision,
        "by": latest_of(organisation, subject=f"evidence:{evidence.pk}"),
        "differing": differing,
    }


@require_POST
def publish(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Let everybody see a piece of evidence, or only those with the permission."""
    organisation, user = asked_by(request, region, WRITE_EVIDENCE)
    evidence = _seen(organisation, user, slug)
    act = publish_evidence if request.POST.get("visa") == "ja" else withdraw_evidence
    revision = whole_number(request.POST.get("revision", "")) or 0
    doing(request, lambda: act(organisation, actor=user, evidence=evidence, revision=revision))
    index(organisation)
    return redirect("evidence", region, slug)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say what goes with a piece of evidence, and then remove it."""
    organisation, user = asked_by(request, region, WRITE_EVIDENCE)
    evidence = _seen(organisation, user, slug)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0
        try:
            remove_evidence(organisation, actor=user, evidence=evidence, revision=revision)
        except (ChangedMeanwhile, Gone) as refused:
            messages.error(request, told(refused.said))
            return redirect("evidence", region, slug)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("evidence_list", region)
    context = {"organisation": organisation, "section": "evidence", "evidence": evidence}
    return render(request, "pages/evidence/remove.html", context)
