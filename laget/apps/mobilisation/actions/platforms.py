"""Writes: platforms with their seats, meetings and deeds, and what they take on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.kept import free_slug_for, touched
from laget.apps.mobilisation.actions.writing import Unfit, allowed, check_title, check_years, held, logged
from laget.apps.mobilisation.models import Deed, Meeting, Mobilisation, Platform, Seat, Undertaking
from laget.apps.mobilisation.permissions import WRITE_PLATFORMS
from laget.core.words.said import Said

FIELDS = ("title", "text", "mandate", "since", "until", "public")
RESERVED = ("ny",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """A place in a platform: of an organisation, and of who holds it where a name is given."""

    of: str
    role: str = "member"
    name: str = ""
    title: str = ""
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A day the platform met."""

    on: date
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """What the platform did in a year, for a mobilisation (its slug) or on its own."""

    year: int
    text: str
    mobilisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOn:
    """A mobilisation (its slug) that the platform takes on, since a year."""

    mobilisation: str
    since: int
    until: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A platform as it is written."""

    title: str
    text: str = ""
    mandate: str = ""
    since: int | None = None
    until: int | None = None
    public: bool = False
    seats: tuple[Chair, ...] = ()
    meetings: tuple[Met, ...] = ()
    deeds: tuple[Did, ...] = ()
    undertakings: tuple[TakenOn, ...] = ()


def add_platform(
    organisation: Organisation, *, actor: Visitor | None, wanted: Group, slug: str | None = None
) -> Platform:
    """Make a platform; the same that is sent twice is made once. Raises NotAllowed, Unfit."""
    allowed(organisation, actor, WRITE_PLATFORMS)
    questions = _fit(organisation, wanted)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
        for same in Platform.objects.filter(organisation=organisation, title=wanted.title):
            if _same(group_of(same), wanted):
                return same
        row = Platform(
            organisation=organisation,
            slug=slug or free_slug_for(Platform, organisation, wanted.title, reserved=RESERVED),
            changed_by=actor if isinstance(actor, User) else None,
        )
        _write(row, wanted, questions)
        logged(organisation, actor, "add_platform", row)
    return row


def change_platform(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    platform: Platform,
    wanted: Group,
    revision: int | None,
) -> Platform:
    """Let a platform be as `wanted`; raises NotAllowed, Unfit, ChangedMeanwhile."""
    allowed(organisation, actor, WRITE_PLATFORMS)
    questions = _fit(organisation, wanted)
    with transaction.atomic():
        row = held(organisation, platform, revision=revision)
        if not _same(group_of(row), wanted):
            touched(row, actor=actor)
            _write(row, wanted, questions)
            logged(organisation, actor, "change_platform", row)
    return row


def remove_platform(
    organisation: Organisation, *, actor: Visitor | None, platform: Platform, revision: int | None
) -> None:
    """Remove a platform with its seats, meetings and deeds; raises NotAllowed, ChangedMeanwhile."""
    allowed(organisation, actor, WRITE_PLATFORMS)
    with transaction.atomic():
        row = held(organisation, platform, revision=revision)
        logged(organisation, actor, "remove_platform", row)
        row.delete()


def group_of(row: Platform) -> Group:
    """Return a platform as it is written."""
    return Group(
        **{name: getattr(row, name) for name in FIELDS},
        seats=tuple(
            Chair(
                of=one.of,
                role=one.role,
                name=one.name,
                title=one.title,
                since=one.since,
                until=one.until,
            )
            for one in row.seats.all()
        ),
        meetings=tuple(Met(on=one.on, title=one.title, text=one.text) for one in row.meetings.all()),
        deeds=tuple(
            Did(
                year=one.year,
                text=one.text,
                mobilisation=one.mobilisation.slug if one.mobilisation is not None else "",
            )
            for one in row.deeds.select_related("mobilisation")
        ),
        undertakings=tuple(
            TakenOn(mobilisation=one.mobilisation.slug, since=one.since, until=one.until, text=one.text)
            for one in row.undertakings.select_related("mobilisation")
        ),
    )


def _same(before: Group, wanted: Group) -> bool:
    """Tell whether nothing is another; parts have no order of their own."""
    plain = all(getattr(before, name) == getattr(wanted, name) for name in FIELDS)
    return plain and all(
        sorted(map(repr, getattr(before, name))) == sorted(map(repr, getattr(wanted, name)))
        for name in ("seats", "meetings", "deeds", "undertakings")
    )


def _fit(organisation: Organisation, wanted: Group) -> Mapping[str, Mobilisation]:
    """Return the mobilisations that a platform points at; raises Unfit for what cannot be kept."""
    check_title(wanted.title)
    check_years(wanted.since, wanted.until, field="until")
    for part in ("seats", "undertakings"):
        for one in getattr(wanted, part):
            check_years(one.since, one.until, field=part)
    named = [one.mobilisation for one in wanted.undertakings]
    asked = {*named, *(one.mobilisation for one in wanted.deeds)} - {""}
    known = {one.slug: one for one in Mobilisation.objects.filter(organisation=organisation, slug__in=asked)}
    if asked - known.keys() or len(named) != len(set(named)):
        raise Unfit(
            "undertakings",
            Said(
                "Varje kraftsamling kan tas om hand en gång, och den ska finnas.",
                "Each mobilisation can be taken on once, and it must be there.",
            ),
        )
    return known


def _write(row: Platform, wanted: Group, questions: Mapping[str, Mobilisation]) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(wanted, name))
    row.save()
    for rows in (row.seats, row.meetings, row.deeds, row.undertakings):
        rows.all().delete()
    Seat.objects.bulk_create(
        Seat(
            platform=row,
            of=one.of,
            role=one.role,
            name=one.name,
            title=one.title,
            since=one.since,
            until=one.until,
        )
        for one in wanted.seats
    )
    Meeting.objects.bulk_create(
        Meeting(platform=row, on=one.on, title=one.title, text=one.text) for one in wanted.meetings
    )
    Deed.objects.bulk_create(
        Deed(platform=row, year=one.year, text=one.text, mobilisation=questions.get(one.mobilisation))
        for one in wanted.deeds
    )
    Undertaking.objects.bulk_create(
        Undertaking(
            platform=row,
            mobilisation=questions[one.mobilisation],
            since=one.since,
            until=one.until,
            text=one.text,
        )
        for one in wanted.undertakings
    )
