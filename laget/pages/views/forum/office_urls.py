"""Addresses of the organiser's work with those registered: the list, papers, the door, what is handed out."""

from django.urls import path

from laget.pages.views.forum import disclosure, door, papers, registered

urlpatterns = [
    path("glom-person/", disclosure.erase, name="erase_person"),
    path("<slug:event>/anmalda/", registered.registrations, name="registrations"),
    path("<slug:event>/anmalda/nu/", registered.now, name="registrations_now"),
    path("<slug:event>/anmalda/ny/", registered.add, name="registration_add"),
    path("<slug:event>/anmalda/behov/", registered.needs, name="registrations_needs"),
    path("<slug:event>/anmalda/statistik/", registered.statistics, name="registrations_statistics"),
    path("<slug:event>/anmalda/utlamnande/", disclosure.disclosure, name="disclosure"),
    path("<slug:event>/anmalda/namnskyltar.pdf", papers.badges, name="badges"),
    path("<slug:event>/anmalda/deltagare.pdf", papers.participants, {"kind": "pdf"}, name="participants_pdf"),
    path(
        "<slug:event>/anmalda/deltagare.xlsx", papers.participants, {"kind": "xlsx"}, name="participants_xlsx"
    ),
    path("<slug:event>/anmalda/<int:pk>/", registered.one, name="registration_office"),
    path("<slug:event>/incheckning/", door.door, name="door"),
    path("<slug:event>/incheckning/ny/", door.add, name="door_add"),
    path("<slug:event>/incheckning/<str:token>/", door.code, name="door_code"),
    path("<slug:event>/min-anmalan/<str:token>/kod.svg", papers.own_code, name="registration_code"),
]
