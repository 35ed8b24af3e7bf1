"""How an initiative and its parts are written: what every action that writes one does."""

from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.initiatives.models import Hope, Initiative, Milestone, Money, Partner, Place, Serves
from laget.apps.initiatives.queries import ELEMENT, PARTS
from laget.apps.kept import free_slug_for, touched
from laget.core.initiatives import Described, Known, Unfitting, faults_of

FIELDS = (
    "title",
    "owner",
    "kind",
    "status",
    "text",
    "practice",
    "link",
    "starts",
    "ends",
    "public",
    "invented",
)

RESERVED = ("ny", "fil", "oversikt")  # words of addresses beside the rows' own


def own(organisation: Organisation, row: Initiative) -> Initiative:
    """Return an organisation's own row; raises DoesNotExist for another's."""
    return Initiative.objects.get(pk=row.pk, organisation=organisation)


def fit(wanted: Described, *, known: Known | None) -> None:
    """Let what can be kept pass; raises Unfitting with all that is wrong with it."""
    faults = faults_of(wanted, known=known or Known(), today=timezone.localdate())
    if faults:
        raise Unfitting(faults)


def knowing(known: Known | None, before: Described) -> Known:
    """Return what may be pointed at, with what the row points at though the strategy has it no more."""
    known = known or Known()
    return Known(
        elements={**{one: one for one in before.serves}, **known.elements},
        indicators={**{one.indicator: one.indicator for one in before.hopes}, **known.indicators},
    )


def differing(before: Described, wanted: Described) -> list[str]:
    """Return the names of what differs; parts of a row have no order of their own."""
    names = [name for name in FIELDS if getattr(before, name) != getattr(wanted, name)]
    for name in PARTS:
        was, now = getattr(before, name), getattr(wanted, name)
        if sorted(map(repr, was)) != sorted(map(repr, now)):
            names.append(name)
    return names


def made(
    organisation: Organisation, wanted: Described, *, by: Visitor | None, slug: str | None
) -> Initiative:
    """Write a new row with all its parts, inside a transaction."""
    row = Initiative(
        organisation=organisation,
        slug=slug or free_slug_for(Initiative, organisation, wanted.title, reserved=RESERVED),
    )
    for name in FIELDS:
        setattr(row, name, getattr(wanted, name))
    row.changed_by = by if isinstance(by, User) else None
    row.save()
    for name in PARTS:
        _write(row, name, wanted)
    return row


def change(row: Initiative, before: Described, wanted: Described, *, by: Visitor | None) -> list[str]:
    """Write what differs from `before`, inside a transaction; return the names of it."""
    changed = differing(before, wanted)
    if not changed:
        return []
    for name in FIELDS:
        setattr(row, name, getattr(wanted, name))
    touched(row, actor=by)
    row.save()
    for name in PARTS:
        if name in changed:
            getattr(row, name).all().delete()
            _write(row, name, wanted)
    return changed


def _write(row: Initiative, name: str, wanted: Described) -> None:
    match name:
        case "partners":
            Partner.objects.bulk_create(
                Partner(initiative=row, name=one.name, role=one.role) for one in wanted.partners
            )
        case "places":
            Place.objects.bulk_create(
                Place(initiative=row, area=one.area, joined=one.joined, left=one.left)
                for one in wanted.places
            )
        case "money":
            Money.objects.bulk_create(
                Money(initiative=row, kind=one.kind, source=one.source, amount=one.amount)
                for one in wanted.money
            )
        case "milestones":
            Milestone.objects.bulk_create(
                Milestone(initiative=row, title=one.title, due=one.due, reached=one.reached)
                for one in wanted.milestones
            )
        case "serves":
            Serves.objects.bulk_create(
                Serves(initiative=row, address=f"{ELEMENT}{one}") for one in wanted.serves
            )
        case "hopes":
            Hope.objects.bulk_create(
                Hope(
                    initiative=row,
                    indicator=one.indicator,
                    area=one.area,
                    by=one.by,
                    since=one.since,
                    until=one.until,
                    text=one.text,
                )
                for one in wanted.hopes
            )
