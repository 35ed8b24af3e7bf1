"""Addresses of forum days, within an organisation."""

from django.urls import path

from laget.pages.views.forum import calendar, event, registering

urlpatterns = [
    path("", calendar.events, name="events"),
    path("<slug:event>/", event.event, name="event"),
    path("<slug:event>/anmalan/", registering.register, name="register"),
    path("<slug:event>/anmalan/tack/", registering.sent, name="registered"),
    path("<slug:event>/min-anmalan/<str:token>/", registering.registration, name="registration"),
    path("<slug:event>/<slug:session>/", event.session, name="session"),
]
