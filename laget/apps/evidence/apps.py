"""The app as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.evidence"
    label = "evidence"
