"""Forum days of the example region and the meeting of a network, a file each, and how they are put there.

A day is a date, or so many weeks after the week when the example is made: an invitation is always to come.
"""

from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.evidence.actions import Content, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.forum.actions.events import At, HostedBy, OnDay, Reach, Wish, add_event, decide_event
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.programme import (
    Point,
    add_session,
    change_session,
    point_of,
    publish_programme,
)
from laget.apps.forum.models import Event, Participant, Pass, Person, Resource, Session, Task, TaskDone
from laget.apps.media.actions import bring_file
from laget.demo.forums.mailed import fill_mailings
from laget.demo.forums.registered import fill_seats, keep_turnout

EVENTS = ("ett-lan-for-fler", "laget-i-lanet", "digitalt-forum", "natverkstraff", "forum-2025")
NETWORK = "rus-natverket-exempel"
WISH_PARTS = frozenset(
    (
        *("of", "slug", "state", "days", "places", "hosts", "wanted", "seats", "registered", "programme"),
        *(
            "people",
            "ties",
            "picture",
            "registers_until",
            "takes",
            "left",
            "tasks",
            "evidence",
            "changes",
            "turnout",
        ),
    )
)
POINT_PARTS = frozenset(("slug", "day", "from", "to", "takes", "left", "items", "about", "picture"))


def fill_forums(organisation: Organisation) -> None:
    """Put the example's events into a region and into a network beside it; what is there already is left."""
    network = _network()
    for name in EVENTS:
        row = YAML(typ="safe").load((files("laget.demo.forums") / f"{name}.yaml").read_text("utf-8"))
        owner = network if row.get("of") == NETWORK else organisation
        if not Event.objects.filter(organisation=owner, slug=row["slug"]).exists():
            _Filling(owner, row, today=timezone.localdate()).put()
    fill_mailings(organisation)


def _network() -> Organisation:
    """Make the network, where those who administer and communicate in the example do so too."""
    network, _made = Organisation.objects.get_or_create(
        slug=NETWORK,
        defaults={
            "kind": Organisation.Kind.NETWORK,
            "name": "RUS-nätverket (exempel)",
            "name_en": "The RUS network (example)",
        },
    )
    for role in (Role.ADMINISTRATOR, Role.COMMUNICATOR, Role.FACILITATOR):
        known = User.objects.filter(memberships__role=role, memberships__organisation__slug="halland")
        for user in known.distinct():
            Membership.objects.get_or_create(organisation=network, user=user, role=role)
    return network


class _Filling:
    """One event being put in its place."""

    def __init__(self, organisation: Organisation, row: dict[str, Any], *, today: date) -> None:
        self.organisation, self.row = organisation, row
        self.days = [_on(one, today) for one in row["days"]]
        self.people: dict[str, int] = {}

    def put(self) -> None:
        """Write the event, its programme, what surrounds it, and let everybody see it."""
        row, organisation = self.row, self.organisation
        for key, one in row.get("people", {}).items():
            if one.get("agreed"):
                one = {**one, "agreed_on": self.days[0] - timedelta(days=30)}
            plain = {name: value for name, value in one.items() if name != "agreed"}
            who = {name: plain.pop(name, "") for name in ("name", "title", "of")}
            person, _ = Person.objects.update_or_create(organisation=organisation, **who, defaults=plain)
            self.people[key] = person.pk
        self._put_evidence()
        event = add_event(organisation, actor=None, wish=self._wish(), slug=row["slug"])
        for one in row.get("programme", ()):
            self._put_point(event, one, within="")
        self._put_beside(event)
        decide_event(organisation, actor=None, event=event, state=row["state"], revision=None)
        publish_programme(organisation, actor=None, event=event)
        self._change(event)
        for kind, seats in row.get("seats", {}).items():
            Pass.objects.filter(event=event, kind=kind).update(seats=seats)
        fill_seats(event, row.get("registered", {}))
        keep_turnout(event, row.get("turnout", []))

    def _wish(self) -> Wish:
        row = self.row
        closes = row.get("registers_until")
        return Wish(
            **{key: value for key, value in row.items() if key not in WISH_PARTS},
            registers_until=_at(self.days[0] - timedelta(days=closes["days_before"]), closes["at"])
            if closes
            else None,
            picture_id=self._picture(row.get("picture")),
            days=tuple(
                OnDay(
                    on=on,
                    starts=_at(on, one.get("from")),
                    ends=_at(on, one.get("to")),
                    title=one.get("title", ""),
                )
                for on, one in zip(self.days, row["days"], strict=True)
            ),
            places=tuple(At(**one) for one in row.get("places", ())),
            hosts=tuple(HostedBy(**one) for one in row.get("hosts", ())),
            wanted=tuple(Reach(**one) for one in row.get("wanted", ())),
            ties=tuple(sorted(row.get("ties", ()))),
        )

    def _put_point(self, event: Event, row: dict[str, Any], *, within: str) -> Session:
        day = self.days[row.get("day", 1) - 1]
        point = Point(
            **{key: value for key, value in row.items() if key not in POINT_PARTS},
            within=within,
            on=day if "from" not in row and not within else None,
            starts=_at(day, row.get("from")),
            ends=_at(day, row.get("to")),
            picture_id=self._picture(row.get("picture")),
            takes=tuple(self._taking(one) for one in row.get("takes", ())),
            about=tuple(sorted(row.get("about", ()))),
            left=tuple(Left(**one) for one in row.get("left", ())),
        )
        session = add_session(self.organisation, actor=None, event=event, point=point, slug=row.get("slug"))
        for one in row.get("items", ()):
            self._put_point(event, {"day": row.get("day", 1), **one}, within=session.slug)
        return session

    def _put_beside(self, event: Event) -> None:
        """Write who has a part in the whole event, what it leaves, and what is prepared."""
        for number, one in enumerate(self.row.get("takes", ())):
            taking = self._taking(one)
            Participant.objects.create(
                event=event,
                person_id=taking.person,
                of=taking.of,
                role=taking.role,
                text=taking.text,
                number=number,
            )
        for number, one in enumerate(self.row.get("left", ())):
            Resource.objects.create(event=event, number=number, **one)
        for number, one in enumerate(self.row.get("tasks", ())):
            task = Task.objects.create(
                event=event,
                number=number,
                text=one["text"],
                link=one.get("link", ""),
                due=self.days[0] - timedelta(days=one["days_before"]),
                session=event.sessions.filter(slug=one.get("prepares", "")).first(),
                is_for_every_region=one.get("every_region", False),
            )
            for done in one.get("done", ()):
                TaskDone.objects.create(task=task, on=timezone.localdate(), **done)

    def _put_evidence(self) -> None:
        """Write the evidence that is let out on the day, closed until then, and what is open already."""
        for one in self.row.get("evidence", ()):
            plain = {
                key: value for key, value in one.items() if key not in ("slug", "kind", "ties", "is_open")
            }
            is_open = one.get("is_open", False)
            content = Content(
                kind=Evidence.Kind(one["kind"]),
                year=timezone.localdate().year if is_open else self.days[0].year,
                embargo=None if is_open else self.days[0],
                ties=tuple(one["ties"]),
                **plain,
            )
            evidence = write_evidence(self.organisation, actor=None, content=content)
            Evidence.objects.filter(pk=evidence.pk).update(slug=one["slug"])  # as the programme points at it
            publish_evidence(self.organisation, actor=None, evidence=evidence)

    def _change(self, event: Event) -> None:
        """Publish the programme once more, with what has been moved or called off since."""
        changes = self.row.get("changes")
        if not changes:
            return
        for slug, change in changes["items"].items():
            session = event.sessions.get(slug=slug)
            before = point_of(session)
            day = timezone.localtime(before.starts).date() if before.starts is not None else self.days[0]
            point = Point(
                **{
                    **{name: getattr(before, name) for name in before.__dataclass_fields__},
                    "starts": _at(day, change["from"]) if "from" in change else before.starts,
                    "ends": _at(day, change["to"]) if "to" in change else before.ends,
                    "is_cancelled": change.get("cancelled", before.is_cancelled),
                }
            )
            change_session(
                self.organisation, actor=None, session=session, point=point, revision=None, now=timezone.now()
            )
        publish_programme(self.organisation, actor=None, event=event, note=changes["note"])

    def _taking(self, row: dict[str, str]) -> Takes:
        person = self.people[row["person"]] if "person" in row else None
        return Takes(person=person, **{key: value for key, value in row.items() if key != "person"})

    def _picture(self, name: str | None) -> int | None:
        if name is None:
            return None
        data = (files("laget.demo.forums") / name).read_bytes()
        return bring_file(self.organisation, actor=None, name=name, data=data).pk


def _on(row: dict[str, Any], today: date) -> date:
    """Return a day: a date, or `weekday` (0 is Monday) of the week that comes in `weeks`."""
    if "on" in row:
        on: date = row["on"]
        return on
    day = today + timedelta(days=row["weekday"] - today.weekday(), weeks=row["weeks"])
    is_holiday = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 7)
    return day + timedelta(weeks=3) if is_holiday else day


def _at(day: date, clock: str | None) -> datetime | None:
    """Return a moment of a day, `clock` as "08.45", in the site's time zone; None without a time."""
    if clock is None:
        return None
    hour, _dot, minute = clock.partition(".")
    return datetime.combine(day, time(int(hour), int(minute)), tzinfo=timezone.get_current_timezone())
