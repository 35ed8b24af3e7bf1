"""The app as Django knows it."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.newsletter"
    label = "newsletter"
