"""The draft as a whole: the tree, what is left to do, moving and discarding."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.strategy.actions import (
    ChangedMeanwhile,
    DraftChanged,
    NoDraft,
    NoStrategyHere,
    discard_draft,
    edit_draft,
    start_draft,
)
from laget.apps.strategy.permissions import ADOPT_STRATEGY, EDIT_STRATEGY, SEE_DRAFT
from laget.apps.strategy.queries import hash_of, version_in_force
from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import Element, StrategyDocument
from laget.core.strategy.editing import (
    Branch,
    Kind,
    Move,
    NotThere,
    Unfitting,
    levels_in_order,
    moved,
    part_hash,
    tree,
)
from laget.core.strategy.editing.parts import not_there
from laget.pages.views.drafts.desk import desk, todo
from laget.pages.views.drafts.shelves import document_shelves
from laget.ui.templatetags.laget import language, told

FIRST = ("goal", "priority", "direction")  # what is offered where no level is named yet


@dataclass(frozen=True)
class Row:
    """An element in the tree, where it may go by one step, and what lies within it."""

    element: Element
    level: str
    seen: str
    targets: int
    steps: tuple[tuple[str, str], ...]
    inside: tuple["Row", ...]


@require_GET
def draft(request: HttpRequest, region: str) -> HttpResponse:
    """Show the draft as a tree with what is left to do, or how to begin one."""
    opened = desk(request, region, asked=SEE_DRAFT)
    organisation = opened.organisation
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "strategy",
        "draft": opened.draft,
        "may_edit": may(request.user, organisation, EDIT_STRATEGY),
        "in_force": version_in_force(organisation),
    }
    if opened.draft is not None:
        document = opened.document
        found = [todo(organisation, document, one, language()) for one in consistency_faults(document)]
        context |= {
            "document": document,
            "shelves": document_shelves(document),
            "rows": rows(document, tree(document)),
            "levels": [
                (level, told(document.level_title(level))) for level in levels_in_order(document) or FIRST
            ],
            "faults": [one for one in found if one.fault.severity == "fault"],
            "warnings": [one for one in found if one.fault.severity == "warning"],
            "may_adopt": may(request.user, organisation, ADOPT_STRATEGY),
        }
    return render(request, "pages/draft/draft.html", context)


def rows(document: StrategyDocument, branches: tuple[Branch, ...]) -> tuple[Row, ...]:
    """Return the elements of the tree as the page shows them."""
    found = []
    for place, branch in enumerate(branches):
        one = branch.element
        steps = {
            "up": moved(document, one.id, "up") is not None,
            "down": moved(document, one.id, "down") is not None,
            "in": place > 0,
            "out": one.within is not None,
        }
        found.append(
            Row(
                element=one,
                level=told(document.level_title(one.level)),
                seen=part_hash(document, Kind.ELEMENT, one.id),
                targets=sum(target.element == one.id for target in document.targets),
                steps=tuple((way, WAYS[way]()) for way, is_open in steps.items() if is_open),
                inside=rows(document, branch.inside),
            )
        )
    return tuple(found)


WAYS = {
    "up": lambda: gettext("Up"),
    "down": lambda: gettext("Down"),
    "in": lambda: gettext("Into the one above"),
    "out": lambda: gettext("Out one level"),
}


@require_POST
def begin(request: HttpRequest, region: str) -> HttpResponse:
    """Begin a draft."""
    try:
        start_draft(organisation_at(region), actor=request.user, today=timezone.localdate())
    except NoStrategyHere as refused:
        messages.error(request, refused.said.to(language()))
    return redirect("draft", region)


@require_POST
def move(request: HttpRequest, region: str) -> HttpResponse:
    """Move an element a step (`step` is way:id), or to where it was dragged (`id`, `within`, `before`)."""
    opened = desk(request, region)
    document = opened.document
    way, _, element_id = request.POST.get("step", "").partition(":")
    element_id = element_id or request.POST.get("id", "")
    try:
        operation = (
            step(document, element_id, way)
            if way
            else Move(
                id=element_id,
                within=request.POST.get("within") or None,
                before=request.POST.get("before") or None,
            )
        )
        if operation is not None:
            seen = request.POST.get(f"seen:{element_id}", "")
            edit_draft(opened.organisation, actor=request.user, operation=operation, seen=seen)
    except (ChangedMeanwhile, Unfitting, NotThere, NoDraft) as refused:
        messages.error(request, refused.said.to(language()))
    answer = redirect("draft", region)
    answer["Location"] += f"#element-{quote(element_id)}"
    return answer


def step(document: StrategyDocument, element_id: str, way: str) -> Move | None:
    """Return the move that a button stands for, None where there is nowhere to go; raises NotThere."""
    element = next((one for one in document.elements if one.id == element_id), None)
    if element is None:
        raise not_there(Kind.ELEMENT)
    if way in {"up", "down"}:
        to = moved(document, element_id, "up" if way == "up" else "down")
        return Move(id=element_id, within=to[0], before=to[1]) if to is not None else None
    if way == "out":
        around = next((one for one in document.elements if one.id == element.within), None)
        return Move(id=element_id, within=around.within) if around is not None else None
    above = above_of(tree(document), element_id)
    return Move(id=element_id, within=above) if above is not None else None


def above_of(branches: tuple[Branch, ...], element_id: str) -> str | None:
    """Return the element just above another in the same list of the tree."""
    for place, branch in enumerate(branches):
        if branch.element.id == element_id:
            return branches[place - 1].element.id if place else None
        found = above_of(branch.inside, element_id)
        if found is not None:
            return found
    return None


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, region: str) -> HttpResponse:
    """Ask, and then throw the draft away."""
    opened = desk(request, region)
    if request.method == "POST":
        try:
            discard_draft(opened.organisation, actor=request.user, seen=request.POST.get("seen", ""))
            messages.success(request, gettext("The draft is discarded. The history keeps what it was."))
        except (DraftChanged, NoDraft) as refused:
            messages.error(request, refused.said.to(language()))
        return redirect("draft", region)
    if opened.draft is None:
        return redirect("draft", region)
    context = {"organisation": opened.organisation, "section": "strategy", "seen": hash_of(opened.draft)}
    return render(request, "pages/draft/discard.html", context)
