"""The app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.people"
    label = "people"
