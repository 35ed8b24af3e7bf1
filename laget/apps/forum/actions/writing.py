"""What every action of the forum does: who may, whose it is, what cannot be kept."""

from datetime import datetime

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, Visitor, require
from laget.apps.audit.actions import record
from laget.apps.forum.models import Event
from laget.core.words.said import Refusal, Said


class Unfit(Refusal):
    """What cannot be kept, and the field that it stands in."""

    def __init__(self, field: str, said: Said) -> None:
        super().__init__(said)
        self.field = field


def allowed(organisation: Organisation, by: Visitor | None, asked: Permission) -> None:
    """Let those with a permission pass, and the installation itself; raises NotAllowed."""
    if by is not None:
        require(by, organisation, asked)


def own(organisation: Organisation, event: Event) -> Event:
    """Return an event of the organisation's own, as it stands; raises DoesNotExist for another's."""
    return Event.objects.get(pk=event.pk, organisation=organisation)


def logged(
    organisation: Organisation, by: Visitor | None, action: str, event: Event, **detail: object
) -> None:
    """Enter an act in the log, by the event's address; a detail never names a person or holds a link."""
    record(organisation, actor=by, action=action, subject=f"event:{event.slug}", detail=detail)


def check_title(title: str) -> None:
    """Let a title that says something pass; raises Unfit."""
    if not title.strip():
        raise Unfit("title", Said("Skriv vad det heter.", "Write what it is called."))


def check_times(starts: datetime | None, ends: datetime | None, *, field: str) -> None:
    """Let an end after its start pass; raises Unfit."""
    if ends is not None and (starts is None or ends < starts):
        raise Unfit(
            field,
            Said(
                "Sluttiden ska komma efter starttiden. Skriv båda, eller ingen.",
                "The end must come after the start. Write both, or neither.",
            ),
        )
