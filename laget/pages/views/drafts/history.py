"""Who changed what in the strategy, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from laget.apps.audit.models import Entry
from laget.apps.audit.queries import entries_of
from laget.apps.strategy.forms.words import LABELS
from laget.apps.strategy.permissions import SEE_DRAFT
from laget.core.asked import whole_number
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Kind, NotThere, part
from laget.core.words.said import Said
from laget.pages.views.drafts.desk import called_by, desk
from laget.ui.templatetags.laget import language

ACTIONS = ("start_draft", "edit_draft", "replace_draft", "discard_draft", "adopt_strategy")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that somebody did: what it was, of which part, and each field as it was and became."""

    entry: Entry
    what: str
    of: Said | None
    called: str
    fields: tuple[tuple[str, str, str], ...]


@require_GET
def history(request: HttpRequest, region: str) -> HttpResponse:
    """Show the log of the draft and its adoptions, latest first, a page at a time."""
    opened = desk(request, region, asked=SEE_DRAFT)
    before = request.GET.get("fore", "")
    entries = entries_of(
        opened.organisation,
        actions=ACTIONS,
        before=whole_number(before),
        most=SHOWN + 1,
    )
    document = opened.document if opened.draft is not None else None
    context = {
        "organisation": opened.organisation,
        "section": "strategy",
        "done": [_done(entry, document) for entry in entries[:SHOWN]],
        "earlier": entries[SHOWN - 1].pk if len(entries) > SHOWN else None,
    }
    return render(request, "pages/draft/history.html", context)


def _done(entry: Entry, document: StrategyDocument | None) -> Done:
    detail: Mapping[str, Any] = entry.detail
    if entry.action != "edit_draft":
        return Done(entry, _WHAT[entry.action](), None, _number(entry), ())
    kind, _, part_id = entry.subject.partition(":")
    known = Kind(kind)
    values = detail.get("values") or {}
    was = detail.get("was") or {}
    if detail["operation"] == "remove":
        name = _title(was.get(entry.subject, {})) or part_id
    else:
        name = _title(values) or _title(was)
        if not name and document is not None:
            name = called_by(document, known, part_id, _part(document, known, part_id), language())
    fields = tuple(_fields(was, values)) if detail["operation"] in {"change", "add"} else ()
    return Done(entry, _OPERATIONS[detail["operation"]](), known.said, name or part_id, fields)


def _part(document: StrategyDocument, kind: Kind, part_id: str) -> Mapping[str, Any]:
    try:
        return part(document, kind, part_id)
    except NotThere:
        return {}


def _number(entry: Entry) -> str:
    return entry.subject.removeprefix("version:") if entry.action == "adopt_strategy" else ""


def _title(values: Mapping[str, Any]) -> str:
    title = values.get("title") or ""
    return str(title[language()] if isinstance(title, Mapping) else title)


def _fields(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in {**was, **now}:
        before, after = _written(was.get(key)), _written(now.get(key))
        if before != after:
            yield str(LABELS.get(key, key)), before, after


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {_written(one)}" for key, one in value.items())
    return ", ".join(_written(one) for one in value) if isinstance(value, list) else str(value)


_WHAT = {
    "start_draft": lambda: gettext("Began a draft"),
    "replace_draft": lambda: gettext("Brought in a file as the draft"),
    "discard_draft": lambda: gettext("Discarded the draft"),
    "adopt_strategy": lambda: gettext("Adopted version"),
}
_OPERATIONS = {
    "add": lambda: gettext("Added"),
    "change": lambda: gettext("Changed"),
    "move": lambda: gettext("Moved"),
    "remove": lambda: gettext("Removed"),
}
