"""The pages where evidence is written: new, changed, published, removed; a second editor is told."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from laget.apps.accounts.models import Organisation, User
from laget.apps.evidence.actions import (
    Gone,
    NoAddress,
    Quoted,
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
from laget.pages.views.sheets import written
from laget.ui.templatetags.laget import told

BORNE_ON = (
    *("element", "indicator", "target", "appraisal", "signal"),
    *("initiative", "mobilisation", "platform", "event", "session"),
)


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of evidence with its quotations, as one page asks for it."""

    form: EvidenceForm
    rows: QuotationRows

    @property
    def has_faults(self) -> bool:
        """Whether anything is wrong with what was sent."""
        return bool(self.form.errors) or self.rows.total_error_count() > 0

    def is_valid(self) -> bool:
        """Return whether all of it can be read."""
        return self.form.is_valid() & self.rows.is_valid()


def _write(
    request: HttpRequest, organisation: Organisation, user: User, evidence: Evidence | None
) -> HttpResponse:
    today, data = timezone.localdate(), request.POST or None
    choices = offered(organisation, BORNE_ON, viewer=user, today=today)
    sheet = Sheet(
        form=EvidenceForm(data, request.FILES or None, choices=choices, evidence=evidence),
        rows=quotation_rows(data, choices=choices[:1], evidence=evidence),
    )
    form, rows = sheet.form, sheet.rows
    for one in (
        (form, *rows.forms) if "more" in request.POST else ()
    ):  # nothing is held against what is there yet
        one.errors.clear()
    brought = _brought(request, organisation, user, form) if request.method == "POST" else None

    def keep(revision: int) -> Evidence:
        return write_evidence(
            organisation,
            actor=user,
            content=form.content(file=_file(form, evidence, brought), quotations=rows.quoted()),
            evidence=evidence,
            revision=revision if evidence else None,
        )

    return written(
        request,
        organisation,
        kind="evidence",
        section="evidence",
        subject=f"evidence:{evidence.pk}" if evidence else "",
        row=evidence,
        sheet=sheet,
        keep=keep,
        refusals=(Gone, NoAddress),
        tell=lambda refused: form.add_error(None, told(refused.said)),
        differing=lambda: _differing(_seen(organisation, user, evidence.slug), sheet) if evidence else [],
        context={"form": form, "rows": rows, "brought": brought, "most": settings.MEDIA_MEGABYTES},
    )


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


def _differing(evidence: Evidence, sheet: Sheet) -> list[tuple[str, str]]:
    """Return what another has written since, beside what is in the form, which is kept as it was typed."""
    differing = sheet.form.differing(evidence)
    theirs = tuple(
        Quoted(
            text=one.text,
            voice=one.voice,
            young=one.young,
            ties=tuple(tie.address for tie in one.ties.all()),
        )
        for one in evidence.quotations.all()
    )
    if theirs != sheet.rows.quoted():
        said = "\n\n".join(f"{one.text}\n{one.voice}".strip() for one in theirs)
        differing.append((gettext("Quotations"), said or "–"))
    return differing


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
