"""An event with somebody of each kind registered, for tests of what is mailed to many."""

from datetime import UTC, datetime, timedelta

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.composing import Composer
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.mailings import Draft, approve_mailing, write_mailing
from laget.apps.forum.models import Event, Hold, Mailing, Pass, Registration
from laget.core.canonical import sha256
from laget.core.forum.letters import default_of

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
CLOSES = datetime(2026, 10, 1, 10, tzinfo=UTC)
STARTS = datetime(2026, 10, 6, 7, tzinfo=UTC)
LATER = CLOSES + timedelta(minutes=1)
MEETING = "https://mote.example.se/j/hemlig-lank-4711"


def published(organisation: Organisation) -> Event:
    """Return an open event on site and digitally, whose registration closes some days before it."""
    row = add_event(
        organisation,
        actor=None,
        wish=Wish(
            title="Forum för mod & tillit",
            form=Event.Form.BOTH,
            days=(OnDay(on=STARTS.date(), starts=STARTS, ends=STARTS + timedelta(hours=8)),),
            registers_until=CLOSES,
        ),
    )
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    return Event.objects.select_related("organisation").get(pk=row.pk)


def somebody(
    event: Event,
    name: str,
    to: str = "on_site",
    *,
    state: str = Hold.State.HELD,
    language: str = "sv",
    is_confirmed: bool = True,
) -> Registration:
    """Return somebody who has registered, with a hold of one form of attendance."""
    row = Registration.objects.create(
        event=event,
        name=name,
        email=f"{name.split()[0].lower()}@example.se",
        nonce=sha256(f"{event.pk}{name}".encode())[:32],
        language=language,
        state=Registration.State.CONFIRMED if is_confirmed else Registration.State.UNCONFIRMED,
    )
    seat(row, event.passes.get(kind=to), state=state)
    return row


def seat(row: Registration, to: Pass, *, state: str = Hold.State.HELD) -> Hold:
    """Give somebody a hold of a pass."""
    if state != Hold.State.WAITING:
        Pass.objects.filter(pk=to.pk).update(taken=to.taken + 1)
    return Hold.objects.create(registration=row, to=to, state=state)


def a_draft(kind: str = "message", audience: str = "held", **more: object) -> Draft:
    """Return a text of a purpose, its own where it has one."""
    default = default_of(kind)
    known = {"subject": default.subject.sv or "Hej", "text": default.text.sv or "Välkommen, {namn}!", **more}
    return Draft(kind=kind, audience=audience, **known)  # type: ignore[arg-type]  # what a test writes


def approved(event: Event, draft: Draft, *, now: datetime = NOW) -> Mailing:
    """Return a mailing that the installation has written, read and approved."""
    row = write_mailing(event.organisation, actor=None, event=event, draft=draft)
    return approve_mailing(event.organisation, actor=None, mailing=row, seal=Composer(row).seal, now=now)
