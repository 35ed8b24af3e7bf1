"""Addresses of the horizon; a signal's own come last, since its name may be any word but theirs."""

from django.urls import path

from laget.pages.views.horizon import economy, overview, scan, selection, signal

urlpatterns = [
    path("", overview.horizon, name="horizon"),
    path("signaler/", overview.signals, name="horizon_json"),
    path("pa-gang/", overview.pending, name="pending"),
    path("konjunktur/", economy.economy, name="economy"),
    path("konjunktur/valj/", economy.watch, name="watch_economy"),
    path("nytt/", signal.add, name="add_signal"),
    path("genomgang/<int:year>/", scan.scan, name="scan"),
    path("urval/<int:year>/", selection.selection, name="selection"),
    path("urval/<int:year>/lamna/", selection.hand, name="hand_selection"),
    path("urval/<int:year>/<str:word>/", selection.choose, name="choose_signals"),
    path("<slug:slug>/", signal.signal, name="signal"),
    path("<slug:slug>/andra/", signal.change, name="change_signal"),
    path("<slug:slug>/ta-bort/", signal.remove, name="remove_signal"),
]
