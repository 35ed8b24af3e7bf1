"""Every address of the site; those of an organisation come last, since its slug may be any free word."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from laget.apps.people.urls import own

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("konto/", include(own)),
        path("konto/utkorg/", include("laget.apps.mail.urls")),
        path("konto/", include("laget.apps.accounts.urls")),
        path("", include("laget.apps.people.urls")),
        path("", include("laget.apps.feedback.urls")),
        path("", include("laget.apps.followup.urls")),
        path("", include("laget.pages.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "laget.pages.views.faults.unfit"
handler500 = "laget.pages.views.faults.broken"
