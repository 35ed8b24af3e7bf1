"""The strategy: the whole, a version as it was, what is new between two, and a page for each element."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.models import Edition
from laget.apps.followup.queries import editions_of
from laget.apps.mobilisation.queries import gathered_around
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import (
    changes_between,
    decided_in,
    document_of,
    element_last_in,
    version_numbered,
    versions_of,
)
from laget.core.asked import whole_number
from laget.core.strategy.document import Element, StrategyDocument
from laget.core.strategy.review import review_of
from laget.core.strategy.tree import sections, targets_of, under
from laget.pages.element import Reading, steps
from laget.pages.evidence import About, perspectives, what_bears_on, with_gaps
from laget.pages.forum.coming import coming
from laget.pages.forum.taken_up import taken_up
from laget.pages.horizon.touching import around
from laget.pages.initiatives.gaps import initiatives_of
from laget.pages.news import Told, points
from laget.pages.published import Chapter, published
from laget.pages.standing import standing_of
from laget.ui.templatetags.laget import language


def strategy(request: HttpRequest, region: str) -> HttpResponse:
    """Show the strategy in force as a tree in the region's own words."""
    organisation = organisation_at(region)
    versions = versions_of(organisation)
    context: dict[str, Any] = {"organisation": organisation, "section": "strategy", "versions": versions}
    if versions:
        context |= {"version": versions[0], **_whole(document_of(versions[0]))}
        review = review_of(context["document"].strategy)
        today = timezone.localdate()
        context |= {
            "review": review.told(today) if review is not None else None,
            "is_late": review is not None and review.is_late(today),
        }
    return render(request, "pages/strategy.html", context)


def version(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Show an adopted version as it was."""
    organisation = organisation_at(region)
    shown = version_numbered(organisation, number)
    versions = versions_of(organisation)
    context = {
        "organisation": organisation,
        "section": "strategy",
        "version": shown,
        "versions": versions,
        "in_force": versions[0],
        **_whole(document_of(shown)),
    }
    return render(request, "pages/strategy_version.html", context)


def news(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is new from the version `fran` to the version `till`; without them in the latest."""
    organisation = organisation_at(region)
    versions = {one.number: one for one in reversed(versions_of(organisation))}
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "strategy",
        "versions": versions.values(),
    }
    if len(versions) > 1:
        *_, before, last = versions
        was = _asked(request, "fran", versions, otherwise=before)
        now = _asked(request, "till", versions, otherwise=last)
        between = [one for one in versions.values() if was.number < one.number <= now.number]
        context |= {
            "was": was,
            "now": now,
            "updated": now.adopted_at,
            "found": Told(
                document_of(was),
                document_of(now),
                changes_between(was, now),
                decided_in(was),
                decided_in(now),
                language(),
            ),
            "points": [(one, points(document_of(one))) for one in reversed(between)],
            "years": {one.year for one in editions_of(organisation)},
        }
    return render(request, "pages/strategy_news.html", context)


def element(request: HttpRequest, region: str, element: str) -> HttpResponse:
    """Show an element; one that an earlier version had is shown as it was last."""
    organisation = organisation_at(region)
    versions = versions_of(organisation)
    if not versions:
        raise Http404(gettext("No strategy has been adopted here yet."))
    shown = versions[0]
    if element not in {one.id for one in document_of(shown).elements}:
        shown = element_last_in(organisation, element)
    document = document_of(shown)
    is_current = shown.number == versions[0].number
    latest = next(iter(editions_of(organisation)), None)
    standing = standing_of(organisation) if is_current else None
    context = {
        "organisation": organisation,
        "section": "strategy",
        "reading": Reading(
            document.element(element),
            document,
            decided_in(shown),
            standing,
            language(),
        ),
        "is_current": is_current,
        "standing": standing,
        "edition": latest,
        "written": _written(latest, document.element(element)) if latest is not None else None,
        "version": shown,
        "in_force": versions[0],
        "steps": steps(element, versions),
        "initiatives": initiatives_of(organisation, document, element, viewer=request.user),
        "about": _about(organisation, document, element, viewer=request.user),
        "mobilisations": gathered_around(
            organisation, _with_gaps_below(document, element), viewer=request.user
        ),
        **_at_events(organisation, document, element, viewer=request.user),
        "around": around(
            organisation,
            viewer=request.user,
            address=f"element:{element}",
            own=[one for one in document.signals if element in one.touches],
        ),
    }
    return render(request, "pages/element.html", context)


def _at_events(
    organisation: Organisation, document: StrategyDocument, element: str, *, viewer: Visitor
) -> dict[str, object]:
    """Return the events to come around an element, or what leads to it, and where it is taken up."""
    about, now = {f"element:{one}" for one in under(document, element)}, timezone.now()
    every = taken_up(organisation, about, viewer=viewer, now=now)
    return {
        "coming_events": coming(organisation, viewer=viewer, now=now, about=about),
        "taken_up": [one for one in every if one.slug or one.is_past],
    }


def _about(
    organisation: Organisation, document: StrategyDocument, element: str, *, viewer: Visitor
) -> About | None:
    """Return what bears on an element and on its own gaps; on a perspective all that does."""
    return what_bears_on(
        organisation,
        with_gaps(f"element:{element}", document),
        viewer=viewer,
        today=timezone.localdate(),
        is_whole=element in {one.id for one in perspectives(document)},
    )


def _with_gaps_below(document: StrategyDocument, element: str) -> list[str]:
    """Return the addresses of an element and of the gaps of all that lies within it or serves it."""
    return [f"element:{element}", *(f"target:{t.id}" for t in targets_of(document, under(document, element)))]


def _written(edition: Edition, element: Element) -> Chapter | None:
    """Return what an edition says of an element, None where it says nothing."""
    chapter = published(edition).chapter(element, (), language=language())
    return chapter if chapter.texts or chapter.is_appraised else None


def _whole(document: StrategyDocument) -> dict[str, object]:
    return {
        "document": document,
        "strategy": document.strategy,
        "sections": sections(document),
        "names": {one.id: one.title for one in document.elements},
    }


def _asked(
    request: HttpRequest, name: str, versions: dict[int, StrategyVersion], *, otherwise: int
) -> StrategyVersion:
    number = whole_number(request.GET.get(name, str(otherwise)))
    if number is None or number not in versions:
        raise Http404(gettext("There is no such version of the strategy."))
    return versions[number]
