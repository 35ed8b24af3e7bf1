"""The app as Django knows it."""

from django.apps import AppConfig


class HorizonConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.horizon"
    label = "horizon"
