"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.accounts"
    label = "accounts"
