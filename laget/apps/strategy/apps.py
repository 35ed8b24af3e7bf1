"""The app as Django knows it."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.strategy"
    label = "strategy"
