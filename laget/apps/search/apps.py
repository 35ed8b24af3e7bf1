"""The app as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.search"
    label = "search"
