"""The app as Django knows it."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.followup"
    label = "followup"
