"""Template filters of the help pages: what a word of a verdict means, and who answers for personal data."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from laget.core.followup.reach import Reach, Travel

register = template.Library()
MEANINGS = {
    Travel.IMPROVING: _("The figure has moved the right way."),
    Travel.UNCHANGED: _("The figure has not changed more than it usually varies."),
    Travel.WORSENING: _("The figure has moved the wrong way."),
    Travel.NOT_JUDGED: _("There are too few figures, or neither way is better."),
    Reach.MET: _("The figure is where the target says, or past it."),
    Reach.ON_TRACK: _("Not there yet, but the pace is enough to get there in time."),
    Reach.TOO_SLOW: _("It moves the right way, but not fast enough to get there in time."),
    Reach.WRONG_WAY: _("It moves away from the target, or stands still."),
    Reach.NOT_JUDGED: _("There is no figure, or too few years. The reason is always told."),
}


@register.filter
def meaning(word: Reach | Travel) -> str:
    """Return what a word of a verdict means, in a sentence."""
    return gettext(MEANINGS[word])


@register.filter
def of_controller(text: str, controller: str) -> str:
    """Return a text with the name of who answers for personal data written in."""
    return text.replace("$organisation", controller)
