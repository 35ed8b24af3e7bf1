"""The app as Django knows it."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.feedback"
    label = "feedback"
