"""What happens around an element or an indicator: signals kept here, and the strategy's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.horizon.models import Signal
from laget.apps.horizon.queries import signals_seen_by, touches_of
from laget.apps.strategy.forms import words
from laget.core.strategy import document as doc
from laget.core.strategy.document import Text
from laget.core.strategy.values import Plain, When
from laget.pages.horizon.words import COURSES, SIGNS

KINDS: dict[str, str | Promise] = dict(words.SIGNAL_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One signal as it is read where it touches: how it touches is known of those kept here."""

    id: str
    title: Text
    kind: str | Promise
    level: str
    since: When | None
    text: Text | None
    url: str = ""
    address: Plain | None = None
    how: str = ""
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

    A signal that is kept here stands for the strategy's own of the same id, also where it is gone since.
    """
    rows = touches_of(organisation, viewer=viewer, address=address)
    kept = set(signals_seen_by(organisation, viewer=viewer).values_list("slug", flat=True))
    found = []
    for touch in rows:
        signal = touch.signal
        years = list(signal.years.all())
        course = years[-1].course if years else ""
        found.append(
            Around(
                id=signal.slug,
                title=signal.title,
                kind=signal.get_kind_display(),
                level=signal.level,
                since=str(signal.since) if signal.since else None,
                text=touch.text or signal.for_county or None,
                url=reverse("signal", args=[organisation.slug, signal.slug]),
                how=touch.how,
                sign=SIGNS.get(course, ""),
                course=COURSES.get(course, ""),
                is_public=signal.public,
            )
        )
    found += [
        Around(
            id=one.id,
            title=one.title,
            kind=KINDS[one.kind],
            level=one.level,
            since=one.since,
            text=one.text,
            address=one.address,
        )
        for one in own
        if one.id not in kept
    ]
    return found


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
