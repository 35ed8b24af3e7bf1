"""The app as Django knows it."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.mail"
    label = "mail"
