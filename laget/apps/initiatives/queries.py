"""Reads: initiatives as somebody may see them, as plain values, by what they serve, hope and where."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core import initiatives as plain
from laget.core.coverage import Stay
from laget.core.initiatives import Described, Known
from laget.core.strategy.document import said

PARTS = ("partners", "places", "money", "milestones", "serves", "hopes")
ELEMENT = "element:"


def initiatives_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Initiative]:
    """Return the initiatives that somebody may see; None is everybody."""
    rows = Initiative.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_INITIATIVES):
        return rows
    return rows.filter(public=True)


def whole(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Return initiatives with all their parts, read together."""
    return rows.prefetch_related(*PARTS, "entries")


def serving(rows: QuerySet[Initiative], elements: Iterable[str]) -> QuerySet[Initiative]:
    """Return those of some initiatives that serve any of these elements, each once."""
    addresses = [f"{ELEMENT}{one}" for one in elements]
    return rows.filter(pk__in=rows.filter(serves__address__in=addresses).values("pk"))


def hoping(rows: QuerySet[Initiative], indicator: str) -> QuerySet[Initiative]:
    """Return those of some initiatives that hope to move an indicator, each once."""
    return rows.filter(pk__in=rows.filter(hopes__indicator=indicator).values("pk"))


def described(row: Initiative) -> Described:
    """Return an initiative and its parts as plain values; of one read by `whole` without asking again."""
    return Described(
        title=row.title,
        owner=row.owner,
        kind=row.kind,
        status=row.status,
        text=row.text,
        practice=row.practice,
        link=row.link,
        starts=row.starts,
        ends=row.ends,
        public=row.public,
        invented=row.invented,
        partners=tuple(plain.Partner(name=one.name, role=one.role) for one in row.partners.all()),
        places=stays(row),
        money=sums(row),
        milestones=tuple(
            plain.Milestone(title=one.title, due=one.due, reached=one.reached) for one in row.milestones.all()
        ),
        serves=tuple(sorted(served(row))),
        hopes=tuple(
            plain.Hoped(
                indicator=one.indicator,
                area=one.area,
                by=one.by,
                since=one.since,
                until=one.until,
                text=one.text,
            )
            for one in row.hopes.all()
        ),
    )


def stays(row: Initiative) -> tuple[Stay, ...]:
    """Return the municipalities of an initiative, when each joined and left."""
    return tuple(Stay(area=one.area, joined=one.joined, left=one.left) for one in row.places.all())


def present(row: Initiative) -> tuple[Stay, ...]:
    """Return when its municipalities take part, none before the initiative begins nor after its end."""
    first = row.starts.year if row.starts is not None else date.min.year
    over = row.ends.year + 1 if row.ends is not None else date.max.year
    return tuple(
        Stay(area=one.area, joined=max(one.joined, first), left=min(one.left or over, over))
        for one in stays(row)
    )


def sums(row: Initiative) -> tuple[plain.Sum, ...]:
    """Return the money of an initiative."""
    return tuple(plain.Sum(kind=one.kind, source=one.source, amount=one.amount) for one in row.money.all())


def served(row: Initiative) -> list[str]:
    """Return the ids of the elements that an initiative serves."""
    return [one.address.removeprefix(ELEMENT) for one in row.serves.all() if one.address.startswith(ELEMENT)]


def known_of(organisation: Organisation) -> Known | None:
    """Return what an initiative may point at in the strategy in force, None where there is none."""
    version = version_in_force(organisation)
    if version is None:
        return None
    document = document_of(version)
    return Known(
        elements={one.id: said(one.title).sv for one in document.elements},
        indicators={one.id: said(one.title).sv for one in document.indicators},
    )
