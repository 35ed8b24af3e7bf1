"""What a signal's kind, level, course and the answers to how soon are called, and their marks."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.horizon.models import SignalStep, SignalYear
from laget.apps.horizon.queries import moment_of
from laget.core.words.said import Said

Word = str | Promise
SOON: Mapping[int, tuple[Word, ...]] = {
    1: (pgettext_lazy("signal", "Now"),),
    2: (pgettext_lazy("soon", "Within"), _("2 years")),
    3: (pgettext_lazy("soon", "Within"), _("5 years")),
    4: (pgettext_lazy("soon", "Within"), _("10 years")),
    5: (pgettext_lazy("signal", "Later"),),
}
"""How soon, as the matrix says it above its columns: a word to a line where they are narrow."""
SIGNS: Mapping[str, str] = {"new": "+", "stronger": "▲", "same": "=", "weaker": "▼", "gone": "×"}
COURSES: Mapping[str, Word] = {one.value: one.label for one in SignalYear.Course}


def when(step: SignalStep) -> Said:
    """Return when a step is, in words."""
    return moment_of(step).said
