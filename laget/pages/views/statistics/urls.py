"""Addresses where a region looks after its figures, under its own."""

from django.urls import path

from laget.pages.views.statistics import adding, alarms, findings, overview

urlpatterns = [
    path("", overview.overview, name="statistics"),
    path("hamta/", overview.refresh, name="refresh"),
    path("framsteg/", overview.progress, name="refresh_progress"),
    path("att-gora/", findings.findings, name="findings"),
    path("att-gora/<int:key>/", findings.decide, name="decide_finding"),
    path("larm/", alarms.alarms, name="alarms"),
    path("larm/<slug:alarm>/", alarms.decide, name="decide_alarm"),
    path("ny/", adding.search, name="find_indicator"),
    path("ny/kolada/<str:kpi>/", adding.kolada, name="kolada_indicator"),
    path("ny/tabell/<slug:publisher>/<slug:table_id>/", adding.table, name="table_indicator"),
    path("filer/", adding.own_files, name="own_files"),
    path("filer/<str:name>/", adding.own_file, name="own_file"),
]
