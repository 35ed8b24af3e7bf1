"""Django's own pages for administrators of the installation, as Läget opens them."""

from django.contrib.admin.apps import AdminConfig


class GuardedAdminConfig(AdminConfig):
    """Registers the admin pages behind the installation's own sign-in."""

    default_site = "laget.config.admin.GuardedAdmin"
