"""The app as Django knows it."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.initiatives"
    label = "initiatives"
