"""The app as Django knows it."""

from django.apps import AppConfig


class MobilisationConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.mobilisation"
    label = "mobilisation"
