"""A part of a draft: its texts beside what the guard says of them, things to put in, a signature."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.accounts.permissions import NotAllowed, may
from laget.apps.followup import actions
from laget.apps.followup.actions.parts import ChangedMeanwhile
from laget.apps.followup.forms import IntroductionForm, PartForm, PickForm
from laget.apps.followup.models import EditionDraft, Part
from laget.apps.followup.permissions import SEE_EDITION, WRITE_EDITION
from laget.apps.followup.queries.drafts import (
    WRITTEN_FIELDS,
    computed_of,
    draft_at,
    edition_of,
    faults_of,
    part_hash,
    parts_of,
    suggestions_for,
)
from laget.apps.followup.queries.sources import Groups, sources_beside
from laget.apps.followup.views.doing import asked_by, doing
from laget.core.followup.account import FIELDS, INTRODUCTION
from laget.core.followup.edition import Edition
from laget.core.followup.passage import as_read
from laget.core.strategy.document import Element
from laget.core.words.binding import Ground
from laget.core.words.guard.fault import Fault
from laget.core.words.said import Refusal, Said
from laget.ui.templatetags.laget import told


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a part as it is read, and what the guard finds in it."""

    name: Said
    read: str
    faults: tuple[Fault, ...]


def element_of(edition: Edition, element: str) -> Element | None:
    """Return the element of a part, None for the introduction; raises Http404."""
    if not element:
        return None
    for one in edition.strategy.elements:
        if one.id == element:
            return one
    raise Http404(_("There is no such part."))


def texts_of(draft: EditionDraft, element: str, *, fields: Collection[str] = tuple(FIELDS)) -> list[Text]:
    """Return the texts of a part (of these fields) as they are read, with what the guard finds."""
    edition = edition_of(draft, parts_of(draft))
    faults = faults_of(edition).get(element, {})
    ground = Ground(edition.strategy, {one.target: one for one in edition.verdicts}, edition)
    account = edition.accounts.get(element)
    texts = {"text": edition.introduction} if not element else (account.texts if account else {})
    return [
        Text(
            FIELDS[name] if element else INTRODUCTION,
            as_read(text, ground=ground),
            faults.get(name, ()),
        )
        for name, text in texts.items()
        if text and name in fields
    ]


def beside(draft: EditionDraft, element: str, *, fields: Collection[str] = tuple(FIELDS)) -> dict[str, Any]:
    """Return what stands beside the texts: how they are read, and what is wrong with them."""
    texts = texts_of(draft, element, fields=fields)
    return {"texts": texts, "is_faulty": any(text.faults for text in texts)}


def put_into(values: dict[str, Any], name: str, sentence: str) -> None:
    """Put a sentence or a number last in one of the texts."""
    if name in FIELDS:
        values[name] = f"{values.get(name, '').rstrip()} {sentence}".strip()


def picked(request: HttpRequest, form: PickForm, values: dict[str, Any]) -> None:
    """Put what was asked for by a button into the texts: a suggested sentence, or a number."""
    if sentence := request.POST.get("add"):
        put_into(values, "text", sentence)
    elif "pick" in request.POST:
        if form.is_valid():
            put_into(values, form.cleaned_data["into"], form.binding)
        else:
            messages.error(request, _("Choose an indicator, a place and a year."))


def part(request: HttpRequest, region: str, element: str = "") -> HttpResponse:
    """Show a part and keep what is written in it; a page with a script saves by itself while one writes."""
    organisation, user = asked_by(request, region, SEE_EDITION)
    draft = draft_at(organisation)
    computed = computed_of(draft)
    subject = element_of(computed, element)
    known = parts_of(draft).get(element)
    fields = list(FIELDS) if element else ["text"]
    first = [one.indicator for one in computed.strategy.targets if one.element == element]
    pick = PickForm(
        request.POST if "pick" in request.POST else None, edition=computed, fields=fields, first=first
    )
    offered = sources_beside(organisation, viewer=user) if element else []
    form = form_of(request.POST or None, computed, element, known, beside=offered)
    conflict: Part | None = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        picked(request, pick, values)
        is_quiet = bool(getattr(request, "htmx", False))
        try:
            saved = actions.write_part(
                organisation, actor=user, element=element, values=values, seen=seen, by_itself=is_quiet
            )
        except NotAllowed:
            raise
        except ChangedMeanwhile as refusal:
            conflict = refusal.now
            if is_quiet:
                return state_of(request, draft, element, refusal=refusal, part=None)
        except Refusal as refusal:
            if is_quiet:
                return state_of(request, draft, element, refusal=refusal, part=None)
            form.add_error(None, told(refusal.said))
        else:
            if is_quiet:
                return state_of(request, draft, element, refusal=None, part=saved)
            messages.success(request, _("Saved."))
            return redirect(request.path)
    if conflict is not None:
        form = form_of(after(request, conflict), computed, element, known, beside=offered)
    context = {
        "organisation": organisation,
        "section": "editions",
        "draft": draft,
        "element": subject,
        "part": known,
        "form": form,
        "pick": pick,
        "conflict": conflict,
        "conflict_texts": [
            (FIELDS[name], getattr(conflict, name)) for name in fields if conflict and getattr(conflict, name)
        ],
        "suggestions": suggestions_for(computed, element) if element else [],
        **beside(draft, element),
        "may_write": may(user, organisation, WRITE_EDITION),
    }
    return render(request, "followup/part.html", context)


def after(request: HttpRequest, conflict: Part) -> QueryDict:
    """Return what was sent, to be sent again over what somebody else has written and the page now shows."""
    sent = request.POST.copy()
    sent["seen"] = part_hash(conflict)
    return sent


def form_of(
    sent: QueryDict | None, edition: Edition, element: str, known: Part | None, *, beside: Groups
) -> PartForm | IntroductionForm:
    """Return the form of a part, with what is sent or what stands in it."""
    initial = initial_of(known)
    if not element:
        return IntroductionForm(sent, initial=initial)
    kept = known.sources if known is not None else []
    return PartForm(sent, initial=initial, edition=edition, element=element, kept=kept, beside=beside)


def initial_of(known: Part | None) -> dict[str, Any]:
    """Return what stands in a part, with its hash."""
    stands = known if known is not None else Part()
    return {name: getattr(stands, name) for name in WRITTEN_FIELDS} | {"seen": part_hash(known)}


@require_POST
def sign(request: HttpRequest, region: str, element: str) -> HttpResponse:
    """Stand for the appraisal of a part as it was read."""
    organisation, user = asked_by(request, region, WRITE_EDITION)
    seen = request.POST.get("seen", "")
    if doing(request, lambda: actions.sign_part(organisation, actor=user, element=element, seen=seen)):
        messages.success(request, _("You have signed the appraisal."))
    return redirect("part", region, element)


def state_of(
    request: HttpRequest,
    draft: EditionDraft,
    element: str,
    *,
    refusal: Refusal | None,
    part: Part | None,
    fields: Collection[str] = tuple(FIELDS),
) -> HttpResponse:
    """Return what a page that saved by itself shows beside the text."""
    context = {
        "refusal": refusal,
        "seen": part_hash(part) if part is not None else "",
        "saved_at": timezone.localtime(),
        **beside(draft, element, fields=fields),
    }
    return render(request, "followup/state.html", context)
