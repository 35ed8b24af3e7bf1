"""Addresses of households, within an organisation."""

from django.urls import path

from laget.pages.views.households import reading, writing

urlpatterns = [
    path("", reading.households, name="households"),
    path("nytt/", writing.add, name="household_add"),
    path("valj/", reading.choose, name="household_choose"),
    path("<slug:slug>/", reading.household, name="household"),
    path("<slug:slug>/andra/", writing.change, name="household_change"),
    path("<slug:slug>/ta-bort/", writing.remove, name="household_remove"),
]
