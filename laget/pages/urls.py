"""Addresses that a reader meets; an organisation's own come last, since its slug may be any free word."""

from django.urls import include, path

from laget.pages.views import (
    drawing,
    edition_draft,
    editions,
    gaps,
    health,
    indicator,
    log,
    open_data,
    publishing,
    search,
    start,
    strategy,
    style,
    work,
)
from laget.pages.views import help as help_pages
from laget.pages.views.drafts.exchange import version_file
from laget.pages.views.initiatives import opened

urlpatterns = [
    path("", start.home, name="home"),
    path("stil/", style.style, name="style"),
    path("sok/", search.search, name="search"),
    path("hjalp/", help_pages.contents, name="help"),
    path("hjalp/<slug:name>/", help_pages.page, name="help_page"),
    path("halsa/", health.health, name="health"),
    path("oppna-data/", open_data.installation, name="open_data"),
    path("oppna-data/strategi.schema.json", open_data.schema, name="strategy_schema"),
    path("<slug:region>/", start.start, name="start"),
    path("<slug:region>/arbete/", work.work, name="work"),
    path("<slug:region>/arbete/historik/", log.log, name="log"),
    path("<slug:region>/strategi/", strategy.strategy, name="strategy"),
    path("<slug:region>/strategi/nytt/", strategy.news, name="strategy_news"),
    path("<slug:region>/strategi/version/<int:number>/", strategy.version, name="strategy_version"),
    path("<slug:region>/strategi/utkast/", include("laget.pages.views.drafts.urls")),
    path(
        "<slug:region>/strategi/version/<int:number>/strategi.<str:form>", version_file, name="version_file"
    ),
    path("<slug:region>/statistik/", include("laget.pages.views.statistics.urls")),
    path("<slug:region>/mal/<str:element>/", strategy.element, name="element"),
    path("<slug:region>/omvarld/", include("laget.pages.views.horizon.urls")),
    path("<slug:region>/underlag/", include("laget.pages.views.evidence.urls")),
    path("<slug:region>/insatser/", include("laget.pages.views.initiatives.urls")),
    path("<slug:region>/kraftsamling/", include("laget.pages.views.mobilisation.urls")),
    path("<slug:region>/forum/", include("laget.pages.views.forum.urls")),
    path("<slug:region>/nyhetsbrev/", include("laget.pages.views.newsletter.urls")),
    path("<slug:region>/hushall/", include("laget.pages.views.households.urls")),
    path("<slug:region>/oppna-data/", open_data.region, name="region_open_data"),
    path("<slug:region>/oppna-data/strategi.json", open_data.strategy, name="strategy_json"),
    path("<slug:region>/oppna-data/insatser.json", opened.initiatives_json, name="initiatives_json"),
    path("<slug:region>/oppna-data/insatser.csv", opened.initiatives_table, name="initiatives_csv"),
    path("<slug:region>/gap/", gaps.gaps, name="gaps"),
    path("<slug:region>/gap/<str:target>/flytta/", gaps.move, name="move_gap"),
    path("<slug:region>/indikator/<str:indicator_id>/", indicator.indicator, name="indicator"),
    path("<slug:region>/indikator/<str:indicator_id>/ursprung/", indicator.provenance, name="provenance"),
    path(
        "<slug:region>/indikator/<str:indicator_id>/siffror.csv",
        indicator.figures_file,
        name="indicator_csv",
    ),
    path("<slug:region>/indikator/<str:indicator_id>/om/", indicator.what_if, name="what_if"),
    path("<slug:region>/diagram/<str:name>.svg", drawing.drawing, name="drawing"),
    path("<slug:region>/uppfoljning/", editions.editions, name="editions"),
    path("<slug:region>/uppfoljning/utkast/publicera/", publishing.publish, name="publish_edition"),
    path("<slug:region>/uppfoljning/<int:year>/<int:number>/maskera/", publishing.masks, name="mask_edition"),
    path(
        "<slug:region>/uppfoljning/<int:year>/<int:number>/maskera/<int:pk>/",
        publishing.lift,
        name="lift_mask",
    ),
    path("<slug:region>/uppfoljning/utkast/las/", edition_draft.preview, name="draft_preview"),
    path("<slug:region>/uppfoljning/jamfor/", editions.compare, name="compare_editions"),
    path("<slug:region>/uppfoljning/<int:year>/", editions.edition, name="edition"),
    path("<slug:region>/uppfoljning/<int:year>/<int:number>/", editions.edition, name="edition_number"),
    path(
        "<slug:region>/uppfoljning/<int:year>/<int:number>/upplaga.json",
        editions.edition_json,
        name="edition_json",
    ),
    path(
        "<slug:region>/uppfoljning/<int:year>/<int:number>/verdicts.csv",
        editions.edition_csv,
        name="edition_csv",
    ),
]
