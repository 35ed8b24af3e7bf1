"""The pages as Django knows them."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers the pages' templates."""

    name = "laget.pages"
    label = "pages"
