"""The app as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.audit"
    label = "audit"
