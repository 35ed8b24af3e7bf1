"""Addresses of initiatives, within an organisation."""

from django.urls import path

from laget.pages.views.initiatives import bringing, gaps, notes, reading, writing

urlpatterns = [
    path("", reading.initiatives, name="initiatives"),
    path("ny/", writing.add, name="initiative_add"),
    path("oversikt/", gaps.overview, name="initiatives_overview"),
    path("fil/", bringing.bring, name="initiatives_bring"),
    path("fil/insatser.xlsx", bringing.workbook, name="initiatives_file"),
    path("fil/mall.xlsx", bringing.template, name="initiatives_template"),
    path("<slug:slug>/", reading.initiative, name="initiative"),
    path("<slug:slug>/andra/", writing.change, name="initiative_change"),
    path("<slug:slug>/ta-bort/", writing.remove, name="initiative_remove"),
    path("<slug:slug>/logg/", notes.add, name="initiative_note"),
    path("<slug:slug>/logg/<int:pk>/", notes.change, name="initiative_note_change"),
    path("<slug:slug>/logg/<int:pk>/ta-bort/", notes.remove, name="initiative_note_remove"),
]
