"""A programme is worked on: times that follow, order, versions; SEQUENCE rises with time and place alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.events import (
    At,
    OnDay,
    Wish,
    add_event,
    change_event,
    decide_event,
    wish_of,
)
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.people import Known, add_person, take_down_person
from laget.apps.forum.actions.programme import (
    Point,
    add_session,
    cancel_session,
    change_session,
    point_of,
    publish_programme,
    remove_session,
)
from laget.apps.forum.actions.timing import place_session, reschedule_session
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Event, Mailing, Participant, Person, Session
from laget.apps.forum.queries.programme import document_of, item_of
from laget.apps.kept import ChangedMeanwhile
from laget.core.forum.programme import changes

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 10, 6)


def at(clock: str, *, on: date = DAY) -> datetime:
    hour, minute = clock.split(".")
    return timezone.make_aware(datetime.combine(on, time(int(hour), int(minute))))


@pytest.fixture
def event(halland: Organisation) -> Event:
    """A day with a welcome, a talk, a break, a pinned lunch and a panel."""
    wish = Wish(
        title="Forum",
        days=(OnDay(on=DAY, starts=at("9.00"), ends=at("15.00")),),
        places=(At(name="Salen"), At(name="Verkstaden")),
    )
    event = add_event(halland, actor=None, wish=wish)
    for title, starts, ends, pinned in (
        ("Välkomna", "9.00", "9.15", False),
        ("Läget", "9.15", "10.00", False),
        ("Paus", "10.00", "10.20", False),
        ("Lunch", "12.00", "13.00", True),
        ("Panel", "13.00", "14.00", False),
    ):
        point = Point(title=title, starts=at(starts), ends=at(ends), is_pinned=pinned, place="Salen")
        add_session(halland, actor=None, event=event, point=point)
    return event


def the(event: Event, title: str) -> Session:
    return Session.objects.get(event=event, title=title)


def told(event: Event) -> dict[str, str]:
    rows = Session.objects.filter(event=event, starts__isnull=False).order_by("starts", "number")
    return {
        one.title: f"{timezone.localtime(one.starts):%H.%M}–{timezone.localtime(one.ends):%H.%M}"
        for one in rows
        if one.ends is not None
    }


def sequences(event: Event) -> dict[str, int]:
    return dict(Session.objects.filter(event=event).values_list("title", "sequence"))


def rescheduled(event: Event, title: str, starts: str, ends: str, *, follows: bool = True) -> list[str]:
    session = the(event, title)
    moved = reschedule_session(
        event.organisation,
        actor=None,
        session=session,
        starts=at(starts),
        ends=at(ends),
        follows=follows,
        revision=session.revision,
    )
    return sorted(one.title for one in moved)


def test_those_after_an_item_follow_and_their_calendars_are_told(event: Event) -> None:
    assert rescheduled(event, "Läget", "9.15", "10.30") == ["Läget", "Paus"]
    assert told(event) == {
        "Välkomna": "09.00–09.15",
        "Läget": "09.15–10.30",
        "Paus": "10.30–10.50",
        "Lunch": "12.00–13.00",
        "Panel": "13.00–14.00",
    }
    assert sequences(event) == {"Välkomna": 0, "Läget": 1, "Paus": 1, "Lunch": 0, "Panel": 0}


def test_one_item_moves_alone_when_that_is_asked(event: Event) -> None:
    assert rescheduled(event, "Läget", "9.15", "10.30", follows=False) == ["Läget"]
    assert told(event)["Paus"] == "10.00–10.20"


def test_a_cancelled_item_stands_in_nobodys_way(event: Event) -> None:
    cancel_session(
        event.organisation, actor=None, session=the(event, "Paus"), is_cancelled=True, revision=None
    )
    assert rescheduled(event, "Läget", "9.15", "10.30") == ["Läget"]


def test_a_second_editor_of_a_time_is_told(event: Event) -> None:
    known = the(event, "Läget")
    rescheduled(event, "Läget", "9.15", "10.30")
    with pytest.raises(ChangedMeanwhile):
        reschedule_session(
            event.organisation,
            actor=None,
            session=known,
            starts=at("9.30"),
            ends=at("10.00"),
            follows=True,
            revision=known.revision,
        )


def test_two_items_change_places_in_time(event: Event) -> None:
    place_session(
        event.organisation,
        actor=None,
        session=the(event, "Paus"),
        before=the(event, "Läget"),
        revision=None,
    )
    assert told(event)["Paus"] == "09.15–09.35"
    assert told(event)["Läget"] == "09.35–10.20"


def test_a_pinned_item_does_not_change_places(event: Event) -> None:
    with pytest.raises(Unfit):
        place_session(
            event.organisation,
            actor=None,
            session=the(event, "Panel"),
            before=the(event, "Lunch"),
            revision=None,
        )


def test_an_item_without_a_time_changes_its_place_in_the_list_alone(event: Event) -> None:
    loose = add_session(event.organisation, actor=None, event=event, point=Point(title="Frågor"))
    place_session(event.organisation, actor=None, session=loose, before=the(event, "Paus"), revision=None)
    order = list(Session.objects.filter(event=event).order_by("number").values_list("title", flat=True))
    assert order == ["Välkomna", "Läget", "Frågor", "Paus", "Lunch", "Panel"]
    assert set(sequences(event).values()) == {0}


def changed(event: Event, title: str, **given: object) -> Session:
    session = the(event, title)
    return change_session(
        event.organisation,
        actor=None,
        session=session,
        point=replace(point_of(session), **given),  # type: ignore[arg-type]
        revision=None,
        now=NOW,
    )


def test_sequence_rises_with_time_and_place_alone(event: Event) -> None:
    quiet: dict[str, object] = {
        "text": "Mer om det.",
        "kind": "panel",
        "takes": (Takes(of="Länsstyrelsen"),),
        "left": (Left(title="Bilder", link="https://example.se/bilder"),),
        "about": ("element:gott-liv",),
        "has_seats": True,
        "summary": "Det gick bra.",
    }
    for name, value in quiet.items():
        assert changed(event, "Läget", **{name: value}).sequence == 0, name
    assert changed(event, "Läget", place="Verkstaden").sequence == 1
    assert changed(event, "Läget", is_digital=True).sequence == 2
    assert changed(event, "Läget", ends=at("10.05")).sequence == 3
    assert changed(event, "Läget", starts=None, ends=None, on=DAY).sequence == 4


def test_a_place_that_is_renamed_moved_or_gone_raises_the_sequence_of_what_is_there(event: Event) -> None:
    changed(event, "Panel", place="Verkstaden")
    known = sequences(event)

    def written(**given: object) -> None:
        wish = replace(wish_of(Event.objects.get(pk=event.pk)), **given)  # type: ignore[arg-type]
        change_event(event.organisation, actor=None, event=event, wish=wish, revision=None)

    written(places=(At(name="Salen", text="En trappa upp"), At(name="Verkstaden")), theme="Ett tema")
    assert (sequences(event), Event.objects.get(pk=event.pk).sequence) == (known, 0)
    written(places=(At(name="Stora salen"), At(name="Verkstaden")))
    assert sequences(event) == {one: number + (one != "Panel") for one, number in known.items()}
    assert the(event, "Läget").place is not None
    known = sequences(event)
    written(places=(At(name="Stora salen"),))
    assert sequences(event) == {one: number + (one == "Panel") for one, number in known.items()}
    assert the(event, "Panel").place is None
    assert Event.objects.get(pk=event.pk).sequence == 2


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["words", "time", "place", "cancel", "back", "theme", "day", "publish"]),
        st.integers(0, 4),
        st.integers(0, 20),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_over_a_year_of_changes_sequence_rises_exactly_when_time_or_place_does(
    halland: Organisation, acts: list[tuple[str, int, int]]
) -> None:
    wish = Wish(title="Året", days=(OnDay(on=DAY),), places=(At(name="A"), At(name="B")))
    event = add_event(halland, actor=None, wish=wish)
    for number in range(5):
        starts = at(f"{9 + number}.00")
        point = Point(title=f"Punkt {number}", starts=starts, ends=starts + timedelta(minutes=30), place="A")
        add_session(halland, actor=None, event=event, point=point)
    uids = {one.title: one.uid for one in event.sessions.all()}
    for act, number, amount in acts:
        title = f"Punkt {number}"
        before = {one.pk: (item_of(one), one.sequence) for one in event.sessions.all()}
        days = wish_of(Event.objects.get(pk=event.pk)).days
        sequence = Event.objects.get(pk=event.pk).sequence
        if act == "words":
            changed(event, title, text=f"Ord {amount}")
        elif act == "time":
            starts = the(event, title).starts or at("9.00")
            moved = starts + timedelta(minutes=5 * amount)
            reschedule_session(
                halland,
                actor=None,
                session=the(event, title),
                starts=moved,
                ends=moved + timedelta(minutes=30),
                follows=amount % 2 == 0,
                revision=None,
            )
        elif act == "place":
            changed(event, title, place="A" if amount % 2 else "B")
        elif act in {"cancel", "back"}:
            cancel_session(
                halland, actor=None, session=the(event, title), is_cancelled=act == "cancel", revision=None
            )
        elif act == "publish":
            publish_programme(halland, actor=None, event=event)
        else:
            known = wish_of(Event.objects.get(pk=event.pk))
            new = (
                replace(known, theme=str(amount))
                if act == "theme"
                else replace(known, days=(OnDay(on=DAY + timedelta(days=amount)),))
            )
            change_event(halland, actor=None, event=event, wish=new, revision=None)
        for one in event.sessions.all():
            was, number_before = before[one.pk]
            now = item_of(one)
            differs = any(
                getattr(was, name) != getattr(now, name)
                for name in ("on", "starts", "ends", "place", "digital", "cancelled")
            )
            assert one.sequence - number_before == int(differs), (act, one.title)
        is_moved = wish_of(Event.objects.get(pk=event.pk)).days != days
        assert Event.objects.get(pk=event.pk).sequence - sequence == int(is_moved)
    assert {one.title: one.uid for one in event.sessions.all()} == uids


def test_a_version_says_what_is_new_and_only_those_concerned_get_a_mail(event: Event) -> None:
    region = event.organisation
    first = publish_programme(region, actor=None, event=event)
    assert publish_programme(region, actor=None, event=event).pk == first.pk
    changed(event, "Läget", text="Nya ord")
    second = publish_programme(region, actor=None, event=event, mails=True)
    assert second.number == 2
    assert not Mailing.objects.exists()
    rescheduled(event, "Panel", "13.15", "14.15")
    remove_session(region, actor=None, session=the(event, "Paus"), revision=None)
    add_session(region, actor=None, event=event, point=Point(title="Film"))
    third = publish_programme(region, actor=None, event=event, mails=True, note="Panelen börjar senare.")
    new = changes(document_of(second).items, document_of(third).items)
    assert [one.title for one in new.new] == ["Film"]
    assert [after.title for _before, after in new.moved] == ["Panel"]
    assert [one.title for one in new.cancelled] == ["Paus"]
    mailing = Mailing.objects.get()
    assert (mailing.kind, mailing.audience, mailing.version) == ("change", "concerned", 3)
    assert mailing.approved_at is None
    assert (
        "**Panel** är nu 6 oktober 2026 kl. 13.15–14.15, Salen. Förut: 6 oktober 2026 kl. 13.00–14.00, Salen."
        in mailing.text
    )
    assert "**Paus**, 6 oktober 2026 kl. 10.00–10.20, Salen, är inställd." in mailing.text
    assert "Film" not in mailing.text


def test_an_item_that_was_never_published_is_taken_out_whole(event: Event) -> None:
    remove_session(event.organisation, actor=None, session=the(event, "Paus"), revision=None)
    assert not Session.objects.filter(event=event, title="Paus").exists()


def test_a_person_taken_down_is_gone_from_every_event_and_from_what_is_published(
    event: Event, communicator: User
) -> None:
    region = event.organisation
    person = add_person(region, actor=communicator, known=Known(name="Eva Exempel"))
    other = add_event(
        region, actor=None, wish=Wish(title="Ett annat", takes=(Takes(person=person.pk, role="contact"),))
    )
    changed(event, "Läget", takes=(Takes(person=person.pk),))
    version = publish_programme(region, actor=None, event=event)
    take_down_person(region, actor=communicator, person=person, revision=None)
    assert not Person.objects.exists()
    assert not Participant.objects.filter(event__in=[event, other]).exists()
    assert "Eva" not in version.document


def test_a_private_person_stands_there_only_by_a_dated_agreement(halland: Organisation) -> None:
    with pytest.raises(Unfit) as refused:
        add_person(halland, actor=None, known=Known(name="Alva Påhittad", is_private=True))
    assert refused.value.field == "agreed_on"
    known = Known(name="Alva Påhittad", is_private=True, agreed_on=date(2026, 3, 1))
    assert add_person(halland, actor=None, known=known).agreed_on == date(2026, 3, 1)


def test_one_that_has_been_cancelled_and_takes_place_after_all_raises_its_sequence(event: Event) -> None:
    for state in ("published", "cancelled", "published"):
        decide_event(event.organisation, actor=None, event=event, state=state, revision=None)
    assert Event.objects.get(pk=event.pk).sequence == 2
