"""What every template may show: the language, and the same page in the other one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext


def site(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs whatever the page."""
    language = "en" if get_language() == "en" else "sv"
    other = "sv" if language == "en" else "en"
    return {
        "language": language,
        "other_language": other,
        "other_url": translate_url(request.get_full_path(), other),
        "is_demo": settings.DEMO,
        "source_code": settings.SOURCE_CODE,
        "yes_and_no": (("ja", gettext("Yes")), ("nej", gettext("No"))),
    }
