"""Addresses of forum days, within an organisation."""

from django.urls import path

from laget.pages.views.forum import calendar, event, files, own, people, registering

urlpatterns = [
    path("", calendar.events, name="events"),
    path("<slug:event>/", event.event, name="event"),
    path("<slug:event>/personer/", people.people, name="event_people"),
    path("<slug:event>/bild/<int:pk>/", files.event_picture, name="event_picture"),
    path("<slug:event>/fil/<int:pk>/", files.event_file, name="event_file"),
    path("<slug:event>/anmalan/", registering.register, name="register"),
    path("<slug:event>/anmalan/tack/", registering.sent, name="registered"),
    path("<slug:event>/min-anmalan/<str:token>/", own.registration, name="registration"),
    path("<slug:event>/min-anmalan/<str:token>/andra/", own.change_registration, name="change_registration"),
    path(
        "<slug:event>/min-anmalan/<str:token>/uppgifter.json", own.registration_data, name="registration_data"
    ),
    path("<slug:event>/<slug:session>/", event.session, name="session"),
]
