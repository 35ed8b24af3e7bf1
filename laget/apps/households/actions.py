"""Writes: households with their people, what they follow and what things mean for them; their removal."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.households.models import Follows, Household, Meaning, Person
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.kept import free_slug_for, locked, touched
from laget.core import household as plain
from laget.core.areas import Kind, UnknownArea, area
from laget.core.words.said import Refusal, Said

RESERVED = ("nytt", "valj")  # words that addresses beside the households' own begin with
ADDRESS = re.compile(r"[a-z_]+:\S+")
FOLLOWED = ("indicator", "element")
PRESSED_TWICE = timedelta(minutes=1)  # the same household so soon again is the same press


class Gone(Refusal):
    """A household that somebody has removed meanwhile."""


class Unfit(Refusal):
    """What is written of a household cannot be kept: says what, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What something means for a household: of an address `kind:id`, or of a session by name and day."""

    text: str
    address: str = ""
    session: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is written of a household; `area` is the code of the municipality it lives in."""

    name: str
    area: str
    lives_on: str = ""
    text: str = ""
    place: int = 0
    public: bool = False
    people: tuple[plain.Person, ...] = ()
    follows: tuple[plain.Filter, ...] = ()
    meanings: tuple[Meant, ...] = ()


def compose_household(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    content: Content,
    household: Household | None = None,
    revision: int | None = None,
    slug: str | None = None,
) -> Household:
    """Write a household, or make one (`household` None), with its people, filters and meanings.

    Sent twice it is made once. `revision` is of what the editor saw. Raises NotAllowed, ChangedMeanwhile,
    Gone, Unfit.
    """
    if actor is not None:
        require(actor, organisation, COMPOSE_HOUSEHOLDS)
    _check(organisation, content)
    with transaction.atomic():
        if household is None:
            Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
            if (known := _sent_already(organisation, actor, content)) is not None:
                return known
            called = slug or free_slug_for(Household, organisation, content.name, reserved=RESERVED)
            row = Household(organisation=organisation, slug=called, revision=0)
        else:
            row = _held(organisation, household, revision)
        for name in ("name", "area", "lives_on", "text", "place", "public"):
            setattr(row, name, getattr(content, name))
        touched(row, actor=actor)
        row.save()
        _write(row, content)
        _log(organisation, actor, "compose_household", row)
    return row


def remove_household(
    organisation: Organisation, *, actor: Visitor | None, household: Household, revision: int | None = None
) -> None:
    """Remove a household with all that is written of it; raises NotAllowed, ChangedMeanwhile, Gone."""
    if actor is not None:
        require(actor, organisation, COMPOSE_HOUSEHOLDS)
    with transaction.atomic():
        row = _held(organisation, household, revision)
        _log(organisation, actor, "remove_household", row)
        row.delete()


def _check(organisation: Organisation, content: Content) -> None:
    try:
        place = area(content.area)
    except UnknownArea:
        place = None
    home = organisation.area
    if place is None or place.kind is not Kind.MUNICIPALITY or (home and place.county != home):
        raise Unfit(
            Said(
                "Hushållet ska bo i en kommun i länet. Välj kommun.",
                "The household is to live in a municipality of the county. Choose one.",
            )
        )
    if not content.people:
        raise Unfit(Said("Skriv minst en person i hushållet.", "Write at least one person in the household."))
    if any(not 0 <= one.age <= plain.OLDEST for one in content.people):
        raise Unfit(
            Said(f"Skriv en ålder mellan 0 och {plain.OLDEST} år.", f"Write an age from 0 to {plain.OLDEST}.")
        )
    _check_addresses(content)
    for one in content.meanings:
        if bool(one.address) is bool(one.session) or (one.session and one.on is None):
            raise Unfit(
                Said(
                    "En text gäller antingen en sida eller en programpunkt med namn och dag.",
                    "A text is of either a page or a session with its name and day.",
                )
            )


def _check_addresses(content: Content) -> None:
    for address in (*(f.address for f in content.follows), *(m.address for m in content.meanings)):
        if address and (not ADDRESS.fullmatch(address) or len(address) > 160):
            raise Unfit(
                Said(f"{address} är ingen adress av formen slag:id.", f"{address} is no address kind:id.")
            )
    if any(one.kind not in FOLLOWED for one in content.follows):
        raise Unfit(
            Said(
                "Ett hushåll följer indikatorer och delar av strategin.",
                "A household follows indicators and parts of the strategy.",
            )
        )
    _no_doubles((f.address, f.group) for f in content.follows)
    _no_doubles((m.address, "") for m in content.meanings if m.address)


def _no_doubles(addresses: Iterable[tuple[str, str]]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in addresses:
        if one in seen:
            raise Unfit(
                Said(
                    "Samma sak står två gånger. Ta bort den ena raden.",
                    "The same thing stands twice. Remove one of the rows.",
                )
            )
        seen.add(one)


def _sent_already(organisation: Organisation, actor: Visitor | None, content: Content) -> Household | None:
    if actor is None:
        return None
    lately = Household.objects.filter(
        organisation=organisation,
        changed_by=actor.pk,
        revision=1,
        changed_at__gt=timezone.now() - PRESSED_TWICE,
    )
    return lately.filter(name=content.name, area=content.area, text=content.text).first()


def _held(organisation: Organisation, household: Household, revision: int | None) -> Household:
    try:
        row = locked(household, revision=revision)
    except Household.DoesNotExist:
        raise _gone() from None
    if row.organisation_id != organisation.pk:
        raise _gone()
    return row


def _gone() -> Gone:
    return Gone(
        Said(
            "Hushållet är borttaget. Kopiera det du har skrivit om det ska finnas kvar.",
            "The household has been removed. Copy what you have written if it is to be kept.",
        )
    )


def _write(row: Household, content: Content) -> None:
    row.people.all().delete()
    Person.objects.bulk_create(Person(household=row, who=one.who, age=one.age) for one in content.people)
    row.follows.all().delete()
    Follows.objects.bulk_create(
        Follows(household=row, address=one.address, group=one.group, text=one.text) for one in content.follows
    )
    row.meanings.all().delete()
    Meaning.objects.bulk_create(
        Meaning(household=row, address=one.address, session=one.session, on=one.on, text=one.text)
        for one in content.meanings
    )


def _log(organisation: Organisation, actor: Visitor | None, action: str, row: Household) -> None:
    """Enter an act in the log by the row's number: one that is not public is not named there."""
    record(organisation, actor=actor, action=action, subject=f"household:{row.pk}")
