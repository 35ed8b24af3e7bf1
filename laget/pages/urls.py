"""Addresses that a reader meets; an organisation's own come last, since its slug may be any free word."""

from django.urls import path

from laget.pages.views import gaps, start, style

urlpatterns = [
    path("", start.home, name="home"),
    path("stil/", style.style, name="style"),
    path("<slug:region>/", start.start, name="start"),
    path("<slug:region>/gap/", gaps.gaps, name="gaps"),
]
