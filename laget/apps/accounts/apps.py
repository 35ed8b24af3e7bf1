"""The app as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Registers the app under its own name."""

    name = "laget.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        """See to it that the database takes no samples of what is written about people."""
        from laget.apps.accounts.jobs import take_no_samples  # late: it needs the models

        post_migrate.connect(take_no_samples, sender=self)
