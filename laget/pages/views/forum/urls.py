"""Addresses of forum days, within an organisation."""

from django.urls import path

from laget.pages.views.forum import (
    bringing,
    calendar,
    changing,
    event,
    feeds,
    files,
    mailing_urls,
    making,
    office_urls,
    own,
    people,
    people_work,
    programme,
    registering,
    versions,
)

urlpatterns = [
    path("", calendar.events, name="events"),
    path("kalender.ics", feeds.events_ics, name="events_ics"),
    path("flode.xml", feeds.events_feed, name="events_feed"),
    path("ny/", making.add, name="event_add"),
    path("medverkande/", people_work.people, name="participants"),
    path("medverkande/ny/", people_work.add, name="participant_add"),
    path("medverkande/<int:pk>/", people_work.change, name="participant_change"),
    path("medverkande/<int:pk>/ta-bort/", people_work.remove, name="participant_remove"),
    *office_urls.urlpatterns,
    *mailing_urls.urlpatterns,
    path("<slug:event>/", event.event, name="event"),
    path("<slug:event>/andra/", changing.change, name="event_change"),
    path("<slug:event>/platser/", changing.attendance, name="event_attendance"),
    path("<slug:event>/publicera/", changing.decide, name="event_decide"),
    path("<slug:event>/program/", programme.edit, name="programme_edit"),
    path("<slug:event>/program/ny/", programme.add, name="programme_add"),
    path("<slug:event>/program/hamta/", bringing.bring, name="programme_bring"),
    path("<slug:event>/program/publicera/", versions.publish, name="programme_publish"),
    path("<slug:event>/program/versioner/", versions.versions, name="programme_versions"),
    path("<slug:event>/program/punkt/<slug:session>/", programme.change, name="session_change"),
    path("<slug:event>/program/punkt/<slug:session>/ta-bort/", programme.remove, name="session_remove"),
    path("<slug:event>/kalender.ics", feeds.event_ics, name="event_ics"),
    path("<slug:event>/schema.json", feeds.event_schema, name="event_schema"),
    path("<slug:event>/schedule.json", feeds.schedule, {"form": "json"}, name="schedule_json"),
    path("<slug:event>/schedule.xml", feeds.schedule, {"form": "xml"}, name="schedule_xml"),
    path("<slug:event>/program.csv", feeds.schedule, {"form": "csv"}, name="programme_csv"),
    path("<slug:event>/program.xlsx", feeds.schedule, {"form": "xlsx"}, name="programme_xlsx"),
    path(
        "<slug:event>/min-anmalan/<str:token>/kalender.ics", feeds.registration_ics, name="registration_ics"
    ),
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
    path("<slug:event>/<slug:session>/kalender.ics", feeds.session_ics, name="session_ics"),
    path("<slug:event>/<slug:session>/", event.session, name="session"),
]
