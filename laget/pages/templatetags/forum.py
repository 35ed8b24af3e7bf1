"""Template tags of the forum: the ways between an event's pages that somebody may open; when an item ends."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.permissions import Permission, may
from laget.apps.forum.forms.fields import last_day
from laget.apps.forum.models import Event, Session
from laget.apps.forum.permissions import CHECK_IN, EDIT_FORUM, SEE_REGISTRATIONS, SEND_MAILINGS
from laget.core.forum.programme import Item

register = template.Library()
PUBLISH = _("Publish")
WAYS: tuple[tuple[str, Permission, str | Promise], ...] = (
    ("event_change", EDIT_FORUM, _("The event")),
    ("programme_edit", EDIT_FORUM, _("Programme")),
    ("event_attendance", EDIT_FORUM, _("Seats and questions")),
    ("event_tasks", EDIT_FORUM, _("Before the meeting")),
    ("event_decide", EDIT_FORUM, _("Publish or cancel")),
    ("registrations", SEE_REGISTRATIONS, _("Registered")),
    ("mailings", SEND_MAILINGS, _("Mailings")),
    ("door", CHECK_IN, _("Check in")),
)


@register.simple_tag(takes_context=True)
def event_ways(context: dict[str, Any], event: Event) -> list[tuple[str, str, str | Promise]]:
    """Return the pages of an event that who asks may open: each one's name, address and words.

    What one may not open is not shown: a way that ends in a refusal is none.
    """
    user, address = context["request"].user, [event.organisation.slug, event.slug]
    asked = {permission for _name, permission, _words in WAYS}
    allowed = {one for one in asked if may(user, event.organisation, one)}
    return [
        (name, reverse(name, args=address), PUBLISH if _is_new(name, event) else words)
        for name, permission, words in WAYS
        if permission in allowed
    ]


@register.filter
def until(item: Session | Item) -> str:
    """Return when an item ends, after a dash, with the day where its times do not say it."""
    if item.starts is None or item.ends is None:
        return ""
    last = last_day(item.starts, item.ends)
    clock = f"–{timezone.localtime(item.ends):%H.%M}"
    return f"{clock} {date_format(last, 'j F')}" if last is not None else clock


def _is_new(name: str, event: Event) -> bool:
    return name == "event_decide" and event.state == Event.State.DRAFT
