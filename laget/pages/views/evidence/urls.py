"""Addresses of evidence, within an organisation."""

from django.urls import path

from laget.pages.views.evidence import reading, writing

urlpatterns = [
    path("", reading.evidence_list, name="evidence_list"),
    path("nytt/", writing.add, name="evidence_add"),
    path("<slug:slug>/", reading.evidence, name="evidence"),
    path("<slug:slug>/fil/", reading.evidence_file, name="evidence_file"),
    path("<slug:slug>/andra/", writing.change, name="evidence_change"),
    path("<slug:slug>/publicera/", writing.publish, name="evidence_publish"),
    path("<slug:slug>/ta-bort/", writing.remove, name="evidence_remove"),
]
