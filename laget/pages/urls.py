"""Addresses that a reader meets; an organisation's own come last, since its slug may be any free word."""

from django.urls import path

from laget.pages.views import gaps, start

urlpatterns = [
    path("", start.home, name="home"),
    path("<slug:region>/", start.start, name="start"),
    path("<slug:region>/gap/", gaps.gaps, name="gaps"),
]
