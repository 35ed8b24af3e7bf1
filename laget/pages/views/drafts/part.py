"""A page for each part of the draft: a form that is kept while one writes, and tells of a second editor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.audit.queries import latest_of
from laget.apps.strategy.actions import ChangedMeanwhile, NoDraft, edit_draft
from laget.apps.strategy.forms import FORM_NAMES, PartForm, Spec, specs_of, target_specs
from laget.apps.strategy.queries import used_ids
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import (
    Add,
    Change,
    Kind,
    NotThere,
    Operation,
    Remove,
    Unfitting,
    apply,
    part,
    part_hash,
    removal,
    seen_hash,
)
from laget.core.words.numbers import unit
from laget.core.words.said import Refusal
from laget.pages.preview import Preview, preview
from laget.pages.views.drafts.desk import WORD_OF, Desk, address, called, called_by, desk, kind_at
from laget.pages.views.drafts.shelves import element_shelves
from laget.ui.templatetags.laget import language

OF_ELEMENT: Mapping[Kind, str] = {
    Kind.TARGET: "element",
    Kind.LINK: "from",
    Kind.PRACTICE: "about",
    Kind.SIGNAL: "touches",
}
"""The key by which a part says which element, or elements, it is of."""
ONE_ELEMENT = frozenset({Kind.TARGET, Kind.LINK})  # these are of one element and begin on its page
READ_WITHOUT = ("id", "element", "indicator", "form", "from")  # what a part has that no field asks for


@dataclass(frozen=True)
class Page:
    """One part's page: what it is, what is known of it, and its form."""

    desk: Desk
    document: StrategyDocument
    kind: Kind
    id: str | None  # None for a part that is to be added
    own: Mapping[str, Any]
    form: PartForm

    @property
    def operation(self) -> Operation:
        """What the filled-in form asks for."""
        values = {**self.form.plain(), **{key: self.own[key] for key in READ_WITHOUT if key in self.own}}
        values.pop("id", None)
        if self.id is None:
            return Add(kind=self.kind, values=values)
        gone: dict[str, None] = {}
        if self.kind is Kind.TARGET:  # another form has other keys
            gone = dict.fromkeys(key for key in part(self.document, self.kind, self.id) if key != "id")
        return Change(kind=self.kind, id=self.id, values={**gone, **values})


def _specs(kind: Kind, document: StrategyDocument, own: Mapping[str, Any]) -> list[Spec]:
    if kind is Kind.TARGET:
        return [*target_specs(own["form"], document, language=language(), own=own)]
    return [*specs_of(kind, document, language=language(), own=own)]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, word: str) -> HttpResponse:
    """Ask for a new part and keep it; a target's indicator and form are chosen first."""
    opened, kind = desk(request, region), kind_at(word)
    document = opened.document
    asked = {key: str(value) for key, value in request.GET.items() if value}
    own = _known_of_new(kind, asked, document)
    if kind is Kind.TARGET and ("form" not in own or "indicator" not in own):
        return _choose(request, opened, document, own)
    form = PartForm(_specs(kind, document, own), values=own, data=request.POST or None)
    page = Page(opened, document, kind, None, own, form)
    if "preview" in request.POST:
        return _previewed(request, page)
    if request.method == "POST" and form.is_valid():
        try:
            kept = edit_draft(opened.organisation, actor=request.user, operation=page.operation, seen=None)
        except Unfitting as refused:
            form.tell(refused, language())
        else:
            messages.success(request, gettext("Saved in the draft."))
            return redirect(_after(opened, kept.kind, kept.id, own))
    return render(request, "pages/draft/part.html", _context(page))


def _known_of_new(kind: Kind, asked: Mapping[str, str], document: StrategyDocument) -> dict[str, Any]:
    """Return what the address says of a new part; raises Http404 where it says what is not there."""
    elements = {one.id for one in document.elements}
    known: dict[str, Any] = {}
    if kind is Kind.ELEMENT:
        known = {key: asked[key] for key in ("level", "within") if key in asked}
    elif kind is Kind.TARGET:
        known = {key: asked[key] for key in ("indicator", "form") if key in asked}
        if known.get("form", "at_least") not in FORM_NAMES:
            raise Http404
        if "indicator" in known and known["indicator"] not in {one.id for one in document.indicators}:
            raise Http404
    elif kind is Kind.INDICATOR:
        raise Http404  # an indicator begins with where its figures are
    if kind in OF_ELEMENT:
        element = asked.get("element")
        is_of_several = kind not in ONE_ELEMENT
        if element not in elements and (element or not is_of_several):
            raise Http404
        if element:
            known[OF_ELEMENT[kind]] = [element] if is_of_several else element
    return known


def _choose(
    request: HttpRequest, opened: Desk, document: StrategyDocument, own: Mapping[str, Any]
) -> HttpResponse:
    """Ask which indicator and form a new target has."""
    context = {
        "organisation": opened.organisation,
        "section": "strategy",
        "own": own,
        "element": called(document, Kind.ELEMENT, own["element"], language()),
        "indicators": document.indicators,
        "forms": [(form, *names) for form, names in FORM_NAMES.items()],
    }
    return render(request, "pages/draft/choose.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, region: str, word: str, part_id: str) -> HttpResponse:
    """Show a part with all its fields, and keep what is written; a second editor is told."""
    return _edit(request, region, kind_at(word), part_id)


@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, region: str) -> HttpResponse:
    """Show the strategy's own fields: title, period, vision, text and whom to ask."""
    return _edit(request, region, Kind.STRATEGY, "")


def _edit(request: HttpRequest, region: str, kind: Kind, part_id: str) -> HttpResponse:
    opened = desk(request, region)
    if opened.draft is None:
        return _told(
            request, gettext("There is no draft."), is_automatic="autosave" in request.POST, to=opened
        )
    document = opened.document
    is_automatic = "autosave" in request.POST
    try:
        own = part(document, kind, part_id)
    except NotThere as refused:
        return _told(request, refused.said.to(language()), is_automatic=is_automatic, to=opened)
    asked = request.GET.get("form")
    if kind is Kind.TARGET and asked in FORM_NAMES:
        own = {**own, "form": asked}
    form = PartForm(_specs(kind, document, own), values=own, data=request.POST or None)
    page = Page(opened, document, kind, part_id, own, form)
    if "preview" in request.POST:
        return _previewed(request, page)
    context: dict[str, Any] = {}
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        if form.is_valid():
            try:
                operation = _chosen(request, page)
                kept = edit_draft(opened.organisation, actor=request.user, operation=operation, seen=seen)
            except Unfitting as refused:
                form.tell(refused, language())
            except ChangedMeanwhile as told:
                if is_automatic:
                    return JsonResponse({"said": told.said.to(language())}, status=409)
                context = _conflict(page, told)
                seen = told.hash
            except (NotThere, NoDraft) as refused:
                return _told(request, refused.said.to(language()), is_automatic=is_automatic, to=opened)
            else:
                if is_automatic:
                    at = timezone.localtime().strftime("%H:%M")
                    return JsonResponse(
                        {"hash": kept.hash, "said": gettext("Saved at %(time)s.") % {"time": at}}
                    )
                messages.success(request, gettext("Saved in the draft."))
                return redirect(address(opened.organisation, kept.kind, kept.id))
        if is_automatic:
            faults = [
                f"{form[name].label if name in form.fields else ''} {' '.join(map(str, said))}".strip()
                for name, said in form.errors.items()
            ]
            return JsonResponse(
                {"said": gettext("Not saved: %(faults)s") % {"faults": " ".join(faults)}}, status=422
            )
        context["seen"] = seen
    status = 409 if "meanwhile" in context else 200
    return render(request, "pages/draft/part.html", _context(page) | context, status=status)


def _chosen(request: HttpRequest, page: Page) -> Operation:
    """Return what the form asks for, with the other's text where that was chosen."""
    operation = page.operation
    assert isinstance(operation, Change)  # noqa: S101 - a part that is there is changed
    now = part(page.document, page.kind, page.id or "")
    theirs = {
        spec.key.partition(".")[0]: now.get(spec.key.partition(".")[0])
        for spec in page.form.specs
        if request.POST.get(f"keep:{spec.name}") == "theirs"
    }
    return Change(kind=page.kind, id=operation.id, values={**operation.values, **theirs})


def _conflict(page: Page, told: ChangedMeanwhile) -> dict[str, Any]:
    """Return both texts of every field that differs, and who wrote the other."""
    entry = latest_of(page.desk.organisation, subject=f"{page.kind}:{page.id}")
    return {
        "meanwhile": told.said,
        "by": entry,
        "is_gone": told.now is None,
        "differing": page.form.differing(told.now, page.form.plain()) if told.now is not None else [],
    }


def _told(request: HttpRequest, said: str, *, is_automatic: bool, to: Desk) -> HttpResponse:
    if is_automatic:
        return JsonResponse({"said": said}, status=409)
    messages.error(request, said)
    return redirect("draft", to.organisation.slug)


def _previewed(request: HttpRequest, page: Page) -> HttpResponse:
    """Show how a target would be judged: the piece of the page alone where a script asks."""
    found: Preview | None = None
    refusal: Refusal | None = None
    if page.form.is_valid():
        try:
            taken = used_ids(page.desk.organisation, kind=page.kind)
            edited = apply(page.document, page.operation, taken=taken)
            found = preview(
                page.desk.organisation,
                edited.document,
                edited.document.target(edited.id),
                store=settings.STORE,
                language=language(),
            )
        except (Unfitting, NotThere) as refused:
            refusal = refused
    shown = {"preview": found, "refusal": refusal, "is_previewed": True}
    if request.headers.get("HX-Request"):
        return render(request, "pages/draft/preview.html", shown)
    if isinstance(refusal, Unfitting):
        page.form.tell(refusal, language())
    context = _context(page) | shown | {"seen": request.POST.get("seen", "")}
    return render(request, "pages/draft/part.html", context)


def _context(page: Page) -> dict[str, Any]:
    """Return what a part's page shows."""
    document, kind, part_id = page.document, page.kind, page.id
    context: dict[str, Any] = {
        "organisation": page.desk.organisation,
        "section": "strategy",
        "kind": kind.value,
        "id": part_id,
        "form": page.form,
        "groups": list(page.form.groups()),
        "seen": part_hash(document, kind, part_id) if part_id is not None else "",
        "word": WORD_OF.get(kind, ""),
        "heading": _NEW[kind]()
        if part_id is None
        else called_by(document, kind, part_id, page.own, language()),
        "is_target": kind is Kind.TARGET,
        "own": page.own,
    }
    if kind is Kind.TARGET:
        context |= {
            "form_names": FORM_NAMES[page.own["form"]],
            "forms": [(form, names[0]) for form, names in FORM_NAMES.items()],
            "indicator": document.indicator(page.own["indicator"]),
            "unit": unit(document.indicator(page.own["indicator"]).unit),
        }
    if kind in ONE_ELEMENT:
        element = page.own[OF_ELEMENT[kind]]
        context |= {
            "element": element,
            "element_called": called(document, Kind.ELEMENT, element, language()),
        }
    if kind is Kind.ELEMENT and part_id is not None:
        context["shelves"] = element_shelves(document, part_id)
    return context


def _after(opened: Desk, kind: Kind, part_id: str, own: Mapping[str, Any]) -> str:
    """Return where to go when something has been added: its own page, or that of the element it is of."""
    element = own.get(OF_ELEMENT.get(kind, ""))
    if element:
        first = element[0] if isinstance(element, list) else element
        return address(opened.organisation, Kind.ELEMENT, str(first))
    return address(opened.organisation, kind, part_id)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, word: str, part_id: str) -> HttpResponse:
    """Say what goes with a part, and then take it away."""
    opened, kind = desk(request, region), kind_at(word)
    operation = Remove(kind=kind, id=part_id)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            edit_draft(opened.organisation, actor=request.user, operation=operation, seen=seen)
        except (ChangedMeanwhile, Unfitting, NotThere, NoDraft) as refused:
            messages.error(request, refused.said.to(language()))
        else:
            messages.success(request, gettext("Removed from the draft. The history keeps what it was."))
        return redirect("draft", region)
    document = opened.document
    try:
        part(document, kind, part_id)
    except NotThere as refused:
        return _told(request, refused.said.to(language()), is_automatic=False, to=opened)
    going = removal(document, kind, part_id)
    context = {
        "organisation": opened.organisation,
        "section": "strategy",
        "called": called(document, kind, part_id, language()),
        "back": address(opened.organisation, kind, part_id),
        "seen": seen_hash(document, operation),
        "gone": [(one.said, called(document, one, key, language())) for one, key in going.gone[1:]],
        "loosened": [(one.said, called(document, one, key, language())) for one, key in going.loosened],
    }
    return render(request, "pages/draft/remove.html", context)


_NEW = {
    Kind.ELEMENT: lambda: gettext("New goal, area or direction"),
    Kind.TARGET: lambda: gettext("New target"),
    Kind.LINK: lambda: gettext("New link"),
    Kind.PRACTICE: lambda: gettext("New way of working"),
    Kind.SIGNAL: lambda: gettext("New signal"),
    Kind.PLAN: lambda: gettext("New plan"),
    Kind.LEVEL: lambda: gettext("New level"),
    Kind.NEWS: lambda: gettext("New point on what is new"),
}
