"""What a page means for the household that a reader has chosen: by the address, else by a cookie."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.households.models import Household, Meaning
from laget.apps.households.queries import households_seen_by
from laget.apps.initiatives.queries import served
from laget.apps.mobilisation.models import Mobilisation
from laget.core.areas import Area
from laget.core.household import Wanted, asked_under
from laget.core.strategy.document import Element
from laget.core.strategy.tree import under
from laget.pages.households.figures import Told
from laget.pages.households.meanings import about
from laget.pages.households.touching import Around, Met

ASKED = COOKIE = "hushall"
MOST = 3  # figures, and as many of each other kind, in a band
PLAIN = (
    "editions",
    "evidence_list",
    "events",
    "horizon",
    "pending",
    "selection",
)
"""Pages on which a household can be chosen though they say nothing of a single one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a page means for a household; with nothing in it the page does not touch it."""

    figures: tuple[Told, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    initiatives: tuple[Met, ...] = ()
    mobilisations: tuple[Mobilisation, ...] = ()
    elements: tuple[Element, ...] = ()
    left: int = 0  # more of these than are shown

    @property
    def is_anything(self) -> bool:
        """Whether the page touches the household."""
        return bool(self.figures or self.meanings or self.initiatives or self.mobilisations or self.elements)


def _nothing(_around: Around, _id: str) -> Meant:
    return Meant()


def _start(around: Around, _id: str) -> Meant:
    return _meant(around, around.wanted, around.initiatives)


def _gaps(around: Around, _id: str) -> Meant:
    document = around.document
    aimed_at = {one.indicator for one in document.targets} if document is not None else set()
    return _meant(around, [one for one in around.wanted if one.indicator.id in aimed_at])


def _element(around: Around, id_: str) -> Meant:
    document = around.document
    if document is None or id_ not in {one.id for one in document.elements}:
        return _meant(around, addresses=[f"element:{id_}"])
    below = under(document, id_)
    return _meant(
        around,
        asked_under(document, around.wanted, id_),
        [one for one in around.initiatives if below & set(served(one.row))],
        addresses=[f"element:{id_}"],
    )


def _indicator(around: Around, id_: str) -> Meant:
    """An indicator's page touches whom follows it, or follows an element that it tells of."""
    document = around.document
    targets = [one for one in document.targets if one.indicator == id_] if document is not None else []
    asked = [one for one in around.wanted if one.indicator.id == id_]
    return _meant(
        around,
        asked,
        [one for one in around.initiatives if id_ in {hope.indicator for hope in one.row.hopes.all()}],
        addresses=[f"indicator:{id_}", *(f"target:{one.id}" for one in targets)],
    )


def _initiative(around: Around, slug: str) -> Meant:
    own = [one for one in around.initiatives if one.row.slug == slug]
    return _meant(around, initiatives=own, addresses=[f"initiative:{slug}"])


def _initiatives(around: Around, _id: str) -> Meant:
    return _meant(around, initiatives=around.initiatives)


def _mobilisation(around: Around, slug: str) -> Meant:
    """A mobilisation touches through the initiatives that answer it, and through what it rests on."""
    own = [one for one in around.mobilisations if one.slug == slug]
    if not own:
        return _meant(around, addresses=[f"mobilisation:{slug}"])
    grounds = {one.address for one in own[0].grounds.all()}
    answers = {one.initiative_id for one in own[0].answers.all()}
    return _meant(
        around,
        [one for one in around.wanted if grounds & _addresses(around, one)],
        [one for one in around.initiatives if one.row.pk in answers],
        addresses=[f"mobilisation:{slug}"],
    )


def _addresses(around: Around, one: Wanted) -> set[str]:
    document = around.document
    targets = document.targets if document is not None else ()
    own = {f"target:{target.id}" for target in targets if target.indicator == one.indicator.id}
    return own | {one.filter.address, f"indicator:{one.indicator.id}"}


def _mobilisations(around: Around, _id: str) -> Meant:
    return _meant(around, mobilisations=around.mobilisations)


def _strategy(around: Around, _id: str) -> Meant:
    return _meant(around, elements=around.nearest)


def _edition(around: Around, _id: str) -> Meant:
    """An edition touches by its parts; its figures are of its own day, and are not told from today's."""
    return _meant(around, mobilisations=around.mobilisations, elements=around.nearest)


def _event(around: Around, slug: str) -> Meant:
    """An event touches through its items that something is written of."""
    within = f"session:{slug}."
    items = [one.address for one in around.household.meanings.all() if one.address.startswith(within)]
    return _meant(around, addresses=[f"event:{slug}", *items])


def _written_of(kind: str) -> Callable[[Around, str], Meant]:
    return lambda around, slug: _meant(around, addresses=[f"{kind}:{slug}"])


PAGES: Mapping[str, tuple[str, Callable[[Around, str], Meant]]] = MappingProxyType(
    {
        "start": ("", _start),
        "gaps": ("", _gaps),
        "element": ("element", _element),
        "indicator": ("indicator_id", _indicator),
        "initiatives": ("", _initiatives),
        "initiative": ("slug", _initiative),
        "mobilisations": ("", _mobilisations),
        "mobilisation": ("slug", _mobilisation),
        "strategy": ("", _strategy),
        "strategy_news": ("", _strategy),
        "edition": ("", _edition),
        "edition_number": ("", _edition),
        "platform": ("slug", _written_of("platform")),
        "evidence": ("slug", _written_of("evidence")),
        "signal": ("slug", _written_of("signal")),
        "event": ("event", _event),
        "session": ("event.session", _written_of("session")),
        **dict.fromkeys(PLAIN, ("", _nothing)),
    }
)
"""Each page that a household reads: what in its address is its id, and what it means for one."""


def _meant(
    around: Around,
    asked: Iterable[Wanted] = (),
    initiatives: Iterable[Met] = (),
    *,
    mobilisations: Sequence[Mobilisation] = (),
    elements: Sequence[Element] = (),
    addresses: Iterable[str] = (),
) -> Meant:
    asked, initiatives = list(asked), list(initiatives)
    meanings = about(
        around.organisation,
        around.household,
        list(addresses),
        viewer=around.viewer,
        today=timezone.localdate(),
    )
    return Meant(
        figures=tuple(around.told(asked[:MOST])),
        meanings=tuple(meanings),
        initiatives=tuple(initiatives[:MOST]),
        mobilisations=tuple(mobilisations[:MOST]),
        elements=tuple(elements[:MOST]),
        left=sum(len(ones[MOST:]) for ones in (asked, initiatives, mobilisations, elements)),
    )


class Reader:
    """Through which household a reader sees a page, asked of the database only where one is chosen."""

    template = "pages/households/band.html"
    style = "pages/households.css"

    def __init__(
        self, request: HttpRequest, *, region: str, page: str, id_: str, slug: str, is_asked: bool
    ) -> None:
        self._request, self._region, self.page, self._id = request, region, page, id_
        self.slug, self.is_asked = slug, is_asked  # none is chosen where the slug is empty

    @property
    def here(self) -> str:
        """The page's own address without the household that is asked for."""
        given = self._request.GET.copy()
        given.pop(ASKED, None)
        return f"{self._request.path}?{given.urlencode()}" if given else self._request.path

    @cached_property
    def organisation(self) -> Organisation | None:
        """The region that is read of, None where there is none: a page that is not there is read too."""
        return Organisation.objects.filter(slug=self._region).first()

    @cached_property
    def household(self) -> Household | None:
        """The household, None where the region has none of that name that the reader may see."""
        if self.organisation is None:
            return None
        rows = households_seen_by(self.organisation, viewer=self._request.user)
        return rows.prefetch_related("follows", "meanings").filter(slug=self.slug).first()

    @property
    def home(self) -> Area:
        """Where it lives."""
        return self._around.home

    @cached_property
    def _around(self) -> Around:
        assert self.organisation is not None and self.household is not None  # noqa: S101, PT018 - there is one
        year = timezone.localdate().year
        return Around(self.organisation, self.household, self._request.user, year)

    @cached_property
    def meant(self) -> Meant:
        """What the page means for it."""
        return PAGES[self.page][1](self._around, self._id)

    @cached_property
    def others(self) -> list[Household]:
        """Every household that the reader may choose."""
        if self.organisation is None:
            return []
        return list(households_seen_by(self.organisation, viewer=self._request.user))


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return through whose eyes a page is read, for every template; nothing is asked where none is chosen."""
    match = request.resolver_match
    page = match.url_name if match is not None else None
    if match is None or page is None or page not in PAGES or "region" not in match.kwargs:
        return {}
    region, is_asked = str(match.kwargs["region"]), ASKED in request.GET
    kept, _colon, slug = request.COOKIES.get(COOKIE, "").partition(":")
    slug = request.GET[ASKED] if is_asked else slug if kept == region else ""
    id_ = ".".join(str(match.kwargs.get(name, "")) for name in PAGES[page][0].split("."))
    return {"reader": Reader(request, region=region, page=page, id_=id_, slug=slug, is_asked=is_asked)}
