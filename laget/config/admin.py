"""Who comes into Django's own pages: administrators of the installation, with two-factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laget.apps.accounts.models import User


class GuardedAdmin(AdminSite):
    """The admin pages, entered by the same sign-in as everything else."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in an active administrator of the installation; outside the demonstration with two-factor."""
        user = request.user
        if not isinstance(user, User) or not (user.is_active and user.is_superuser):
            return False
        return settings.DEMO or bool(is_mfa_enabled(user))

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG002
        """Send a stranger to sign in, and an administrator without two-factor to set it up."""
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.GET.get("next", "/admin/"))
        if not user.is_superuser:
            messages.error(request, _("The admin pages are for administrators of the installation."))
            return redirect("account")
        if not self.has_permission(request):
            messages.error(request, _("The admin pages take two-factor sign-in. Set it up first."))
            return redirect("mfa_index")
        return redirect("/admin/")
