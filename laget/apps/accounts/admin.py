"""Django's own pages: organisations and people, for administrators of the installation."""

from django.contrib import admin

from laget.apps.accounts.models import Organisation, User


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Regions and networks."""

    list_display = ("name", "slug", "kind", "area")


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """People: who is active, and who administers the installation. Passwords are nobody's but their own."""

    list_display = ("email", "name", "is_active", "is_superuser", "last_login")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "is_superuser")
