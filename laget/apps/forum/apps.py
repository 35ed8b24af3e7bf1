"""The app as Django knows it."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.forum"
    label = "forum"
