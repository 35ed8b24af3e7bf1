"""Forum days of the example region, each in a file of its own, and how they are put there."""

from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import At, HostedBy, OnDay, Reach, Wish, add_event, decide_event
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.models import Event, Pass, Person, Session

EVENTS = ("forum-2025",)
WISH_PARTS = ("slug", "state", "days", "places", "hosts", "wanted", "seats", "programme", "people", "ties")
POINT_PARTS = ("slug", "day", "from", "to", "takes", "left", "items", "about")


def fill_forums(organisation: Organisation) -> None:
    """Put the example's events into a region; what is there already is left as it is."""
    known = set(Event.objects.filter(organisation=organisation).values_list("slug", flat=True))
    for name in EVENTS:
        row = YAML(typ="safe").load((files("laget.demo.forums") / f"{name}.yaml").read_text("utf-8"))
        if row["slug"] not in known:
            _put(organisation, row)


def _put(organisation: Organisation, row: dict[str, Any]) -> None:
    people = {
        key: Person.objects.create(organisation=organisation, **one).pk
        for key, one in row.get("people", {}).items()
    }
    wish = Wish(
        **{key: value for key, value in row.items() if key not in WISH_PARTS},
        days=tuple(
            OnDay(
                on=one["on"],
                starts=_at(one["on"], one.get("from")),
                ends=_at(one["on"], one.get("to")),
                title=one.get("title", ""),
            )
            for one in row["days"]
        ),
        places=tuple(At(**one) for one in row.get("places", ())),
        hosts=tuple(HostedBy(**one) for one in row.get("hosts", ())),
        wanted=tuple(Reach(**one) for one in row.get("wanted", ())),
        ties=tuple(sorted(row.get("ties", ()))),
    )
    event = add_event(organisation, actor=None, wish=wish, slug=row["slug"])
    for kind, seats in row.get("seats", {}).items():
        Pass.objects.filter(event=event, kind=kind).update(seats=seats)
    for one in row.get("programme", ()):
        _put_point(organisation, event, one, people, within="")
    decide_event(organisation, actor=None, event=event, state=row["state"], revision=None)
    publish_programme(organisation, actor=None, event=event)


def _put_point(
    organisation: Organisation, event: Event, row: dict[str, Any], people: dict[str, int], *, within: str
) -> Session:
    day = row.get("day")
    point = Point(
        **{key: value for key, value in row.items() if key not in POINT_PARTS},
        within=within,
        on=day if "from" not in row else None,
        starts=_at(day, row.get("from")),
        ends=_at(day, row.get("to")),
        takes=tuple(_taking(one, people) for one in row.get("takes", ())),
        about=tuple(sorted(row.get("about", ()))),
        left=tuple(Left(**one) for one in row.get("left", ())),
    )
    session = add_session(organisation, actor=None, event=event, point=point, slug=row.get("slug"))
    for one in row.get("items", ()):
        _put_point(organisation, event, {"day": day, **one}, people, within=session.slug)
    return session


def _taking(row: dict[str, str], people: dict[str, int]) -> Takes:
    person = people[row["person"]] if "person" in row else None
    return Takes(person=person, **{key: value for key, value in row.items() if key != "person"})


def _at(day: Any, clock: str | None) -> Any:
    """Return a moment of a day, `clock` as "08.45", in the site's time zone; None without a time."""
    if clock is None:
        return None
    hour, _dot, minute = clock.partition(".")
    naive = timezone.datetime(day.year, day.month, day.day, int(hour), int(minute))  # type: ignore[attr-defined]
    return timezone.make_aware(naive)
