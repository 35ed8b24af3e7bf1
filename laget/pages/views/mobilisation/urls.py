"""Addresses of mobilisations and platforms, within an organisation."""

from django.urls import path

from laget.pages.views.mobilisation import deciding, gathering, outcome, overview, platforms, reading, writing

urlpatterns = [
    path("", overview.mobilisations, name="mobilisations"),
    path("ny/", writing.add, name="mobilisation_add"),
    path("samla/", gathering.gather, name="mobilisation_gather"),
    path("beslut/", deciding.decide, name="mobilisations_decide"),
    path("plattform/ny/", platforms.add, name="platform_add"),
    path("plattform/<slug:slug>/", platforms.platform, name="platform"),
    path("plattform/<slug:slug>/andra/", platforms.change, name="platform_change"),
    path("plattform/<slug:slug>/ta-bort/", platforms.remove, name="platform_remove"),
    path("<slug:slug>/", reading.mobilisation, name="mobilisation"),
    path("<slug:slug>/andra/", writing.change, name="mobilisation_change"),
    path("<slug:slug>/ta-bort/", writing.remove, name="mobilisation_remove"),
    path("<slug:slug>/beslut/", deciding.decide, name="mobilisation_decide"),
    path("<slug:slug>/stang/", deciding.close, name="mobilisation_close"),
    path("<slug:slug>/utfall/<int:year>/", outcome.outcome, name="mobilisation_outcome"),
    path("<slug:slug>/utfall/<int:year>/skriv/", outcome.write, name="mobilisation_write"),
    path("<slug:slug>/utfall/<int:year>/lamna/", outcome.hand, name="mobilisation_hand"),
]
