"""Searching: what answers a query by kind, best first, over the installation or in one region."""

from dataclasses import dataclass

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laget.apps.accounts.models import Organisation
from laget.apps.search.models import Page
from laget.apps.search.queries import Hit, Shown, closest, hits_of, shown_of, swedish_of
from laget.core.search import LONGEST_QUERY
from laget.pages.region import region_of
from laget.ui.templatetags.laget import language

FEW = 5  # of each kind where several kinds answer
A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind: how many, those that are shown, and the page where they are paged."""

    kind: Page.Kind
    total: int
    shown: list[Shown]
    page: "PaginatedPage[Hit] | None" = None


def search(request: HttpRequest) -> HttpResponse:
    """Show what answers `q` by kind; of one kind, `slag`, page by page (`sida`)."""
    organisation = region_of(request)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    kind = request.GET.get("slag", "")
    if kind and kind not in Page.Kind.values:
        raise Http404(_("There is no such kind to search among."))
    hits = hits_of(organisation, query, language=language())
    total = sum(map(len, hits.values()))
    chosen = {Page.Kind(kind): hits.get(Page.Kind(kind), [])} if kind else hits
    context = {
        "organisation": organisation,
        "is_search": True,
        "query": query,
        "kind": kind,
        "total": total,
        "groups": _groups(chosen, query, sida=request.GET.get("sida")),
        "with_region": organisation is None,
        "several": Organisation.objects.count() > 1,
        "closest": _closest(organisation, query) if query and not total else [],
    }
    return render(request, "pages/search.html", context)


def _closest(organisation: Organisation | None, query: str) -> list[tuple[Page, bool]]:
    """Return what is most like the query, each with whether its title is in Swedish on an English page."""
    pages = closest(organisation, query, language=language())
    swedish = swedish_of(pages)
    return [(page, page.title == swedish.get(page.pk, ("", ""))[0]) for page in pages]


def _groups(hits: dict[Page.Kind, list[Hit]], query: str, *, sida: str | None) -> list[Group]:
    if len(hits) != 1:
        return [Group(kind, len(found), shown_of(found[:FEW], query)) for kind, found in hits.items()]
    ((kind, found),) = hits.items()
    page = Paginator(found, A_PAGE).get_page(sida)
    return [Group(kind, len(found), shown_of(list(page.object_list), query), page)]
