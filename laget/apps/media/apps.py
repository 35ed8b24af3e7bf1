"""The app as Django knows it."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.media"
    label = "media"
