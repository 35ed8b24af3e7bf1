"""The app as Django knows it."""

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.households"
    label = "households"
