"""What happens around an element or an indicator: signals kept here, and the strategy's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.horizon.models import Signal
from laget.apps.horizon.queries import is_gone, signals_seen_by, stand_of, touches_of
from laget.apps.strategy.forms import words
from laget.core.strategy import document as doc
from laget.core.strategy.document import Text
from laget.core.strategy.values import Plain, When
from laget.pages.horizon.words import COURSES, SIGNS

KINDS: dict[str, str | Promise] = dict(words.SIGNAL_KINDS)


LEVELS: dict[str, str | Promise] = {
    "municipal": _("in the municipalities"),
    "regional": _("in the region"),
    "national": _("in Sweden"),
    "eu": _("in the EU"),
    "global": _("in the whole world"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One signal as it is read where it touches; `how` and `course` are known of those kept here."""

    id: str
    title: Text
    kind: str | Promise
    level: str | Promise
    since: When | None
    text: Text | None
    url: str = ""
    address: Plain | None = None
    how: str | Promise = ""
    sign: str = ""
    course: str | Promise = ""
    is_public: bool = True


def around(
    organisation: Organisation,
    *,
    viewer: Visitor | None,
    address: str,
    own: Iterable[doc.Signal] = (),
) -> list[Around]:
    """Return the signals that touch an address: those kept here first, then the strategy's own beside them.

    A signal that is kept here stands for the strategy's own of the same id; once gone neither is shown.
    """
    seen = (
        signals_seen_by(organisation, viewer=viewer).select_related("organisation").prefetch_related("years")
    )
    rows = {one.slug: one for one in seen}
    touches = touches_of(organisation, viewer=viewer, address=address)
    found = [_kept(one.signal, text=one.text, how=one.get_how_display()) for one in touches]
    shown = {one.id for one in found}
    for one in own:
        row = rows.get(one.id)
        if row is None:
            found.append(_own(one))
        elif one.id not in shown and not is_gone(row):
            found.append(_kept(row))
    return found


def _kept(signal: Signal, *, text: str = "", how: str = "") -> Around:
    stand = stand_of(signal)
    course = stand.course if stand is not None else ""
    return Around(
        id=signal.slug,
        title=signal.title,
        kind=signal.get_kind_display(),
        level=LEVELS[signal.level],
        since=str(signal.since) if signal.since else None,
        text=text or signal.for_county or None,
        url=reverse("signal", args=[signal.organisation.slug, signal.slug]),
        how=how,
        sign=SIGNS.get(course, ""),
        course=COURSES.get(course, ""),
        is_public=signal.public,
    )


def _own(signal: doc.Signal) -> Around:
    return Around(
        id=signal.id,
        title=signal.title,
        kind=KINDS[signal.kind],
        level=LEVELS[signal.level],
        since=signal.since,
        text=signal.text,
        address=signal.address,
    )


def taken_in(document: doc.StrategyDocument, *, id_: str, today: date) -> Signal | None:
    """Return a signal of the strategy as one that is not kept here yet, None where it has none of that id."""
    one = next((signal for signal in document.signals if signal.id == id_), None)
    if one is None:
        return None
    since = str(one.since or "")[:4]
    return Signal(
        slug=one.id,
        kind=one.kind,
        level=one.level,
        title=doc.said(one.title).sv,
        text=doc.said(one.text).sv if one.text is not None else "",
        since=int(since) if since.isdigit() and int(since) <= today.year else None,
    )
