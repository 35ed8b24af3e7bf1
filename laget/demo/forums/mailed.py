"""What the example's events mail to many, the digital link of one, and what people thought of the last."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.composing import Composer
from laget.apps.forum.actions.digital import set_link
from laget.apps.forum.actions.mailings import Draft, approve_mailing, write_mailing
from laget.apps.forum.actions.opinions import Asked, Asking, answer_event, write_asks
from laget.apps.forum.models import Ask, Event, Mailing
from laget.apps.forum.queries.events import starts_of
from laget.core.forum.letters import default_of

QUESTIONS = (
    Asked(text="Hur nöjd är du med dagen som helhet?"),
    Asked(text="Fick du veta något som du har nytta av i ditt arbete?", kind=Ask.Kind.YES_NO),
    Asked(text="Vad ska vi göra annorlunda nästa gång?", kind=Ask.Kind.LINE),
)
ANSWERS = (
    *(("5", "1", "Mer tid för samtal i grupperna."), ("4", "1", ""), ("4", "1", "Kortare pass före lunch.")),
    *(("5", "1", ""), ("3", "0", "Det var svårt att höra längst bak."), ("4", "1", "")),
)


def fill_mailings(organisation: Organisation) -> None:
    """Put them into the example region; what is there already is left."""
    for slug in ("ett-lan-for-fler", "digitalt-forum"):
        event = Event.objects.filter(organisation=organisation, slug=slug).first()
        if event is not None and not event.mailings.exists():
            _write(event)
    past = Event.objects.filter(organisation=organisation, slug="forum-2025").first()
    if past is not None and not past.asks.exists():
        write_asks(organisation, actor=None, event=past, wish=Asking(asks=QUESTIONS), revision=None)
        asks = list(past.asks.all())
        for number, given in enumerate(ANSWERS, start=1):
            said = {ask.pk: text for ask, text in zip(asks, given, strict=True)}
            answer_event(past, given=said, form=UUID(int=number), now=timezone.now())


def _write(event: Event) -> None:
    starts = starts_of(event)
    due = starts - timedelta(days=1) if starts is not None else None
    _mailing(event, Mailing.Kind.REMINDER, due=due)
    if event.form == Event.Form.DIGITAL:
        set_link(
            event.organisation,
            actor=None,
            event=event,
            address="https://mote.example.se/digitalt-forum",
            text="Möteskod: 4711",
            revision=0,
        )
        row = _mailing(event, Mailing.Kind.LINK)
        approve_mailing(
            event.organisation, actor=None, mailing=row, seal=Composer(row).seal, now=timezone.now()
        )


def _mailing(event: Event, kind: str, *, due: datetime | None = None) -> Mailing:
    default = default_of(kind)
    draft = Draft(
        kind=kind,
        audience=Mailing.Audience.HELD,
        subject=default.subject.sv,
        text=default.text.sv,
        due=due,
    )
    return write_mailing(event.organisation, actor=None, event=event, draft=draft)
