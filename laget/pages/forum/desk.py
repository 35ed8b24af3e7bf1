"""What the forum asks of those who work with it: who has registered to what is near, the door."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission
from laget.apps.forum.models import Event, Registration
from laget.apps.forum.permissions import CHECK_IN, EDIT_FORUM, ERASE_PEOPLE, SEE_REGISTRATIONS
from laget.apps.forum.queries.events import ends_of, starts_of
from laget.ui.templatetags.laget import day, number

STILL = timedelta(days=14)  # after its last day that an event stands on the desk
MOST = 3


def desk(
    organisation: Organisation, *, may: Callable[[Permission], bool], now: datetime
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what may be done with events: what it is called, how it stands, where it is done, with which."""
    if may(EDIT_FORUM):
        drafts = Event.objects.filter(organisation=organisation, state=Event.State.DRAFT).count()
        said = _("%(count)s not published.") % {"count": drafts} if drafts else _("Forum days and meetings.")
        yield _("Forum"), said, reverse("events", args=[organisation.slug]), ""
    for event, people in _near(organisation, now):
        args = [organisation.slug, event.slug]
        if may(SEE_REGISTRATIONS):
            yield (
                _("Registered"),
                _("%(count)s registered, %(day)s.") % {"count": number(people), "day": day(starts_of(event))},
                reverse("registrations", args=args),
                event.title,
            )
        elif may(CHECK_IN):
            yield (
                _("Check in"),
                _("By name, or by the code of each, %(day)s.") % {"day": day(starts_of(event))},
                reverse("door", args=args),
                event.title,
            )
    if may(ERASE_PEOPLE):
        yield (
            _("What is held about somebody"),
            _("Give it out to whoever asks for their own, or forget them."),
            reverse("erase_person", args=[organisation.slug]),
            "",
        )


def _near(organisation: Organisation, now: datetime) -> Iterable[tuple[Event, int]]:
    """Return events to register to, to come or just been, nearest first; with how many have registered."""
    rows = (
        Event.objects.filter(organisation=organisation, state=Event.State.PUBLISHED, has_registration=True)
        .prefetch_related("days")
        .annotate(
            people=Coalesce(
                Sum(
                    "registrations__size",
                    filter=Q(registrations__state=Registration.State.CONFIRMED),
                ),
                0,
            )
        )
    )
    dated = [
        (starts, one)
        for one in rows
        if (starts := starts_of(one)) is not None
        and (ends := ends_of(one)) is not None
        and ends + STILL > now
    ]
    return [(one, one.people) for _starts, one in sorted(dated, key=lambda pair: (pair[0], pair[1].pk))][
        :MOST
    ]
