"""The look as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers templates, style and tags."""

    name = "laget.ui"
    label = "ui"
