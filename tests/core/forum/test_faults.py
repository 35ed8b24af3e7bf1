"""What is amiss with an event is said, each thing with where it is mended; what is in order is not."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from laget.core.forum.faults import Frame, Mend, Planned, faults

ZONE = ZoneInfo("Europe/Stockholm")


def at(hour: int, minute: int = 0, *, day: int = 4) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


FRAME = Frame(days=((date(2026, 12, 4), at(9), at(15)),), zone=ZONE, says_access=True)
TALK = Planned(
    id="talk", title="Läget", starts=at(9), ends=at(10), place="Salen", people=((1, "Eva Exempel"),)
)
PANEL = Planned(
    id="panel", title="Panel", starts=at(10), ends=at(11), place="Salen", people=((1, "Eva Exempel"),)
)


def said(*items: Planned, frame: Frame = FRAME) -> list[tuple[str, str]]:
    return [(one.said.sv, one.item) for one in faults(frame, items)]


def test_nothing_is_said_of_what_is_in_order() -> None:
    assert said(TALK, PANEL) == []


def test_a_person_in_two_places_at_once_is_told() -> None:
    elsewhere = replace(PANEL, starts=at(9, 30), place="Verkstaden")
    assert said(TALK, elsewhere) == [
        ("Eva Exempel är med i ”Läget” och ”Panel” samtidigt.", "panel"),
    ]


def test_two_items_at_one_place_at_once_are_told_but_not_an_item_and_its_part() -> None:
    other = replace(PANEL, starts=at(9, 59), people=())
    assert said(TALK, other) == [("”Läget” och ”Panel” är på samma plats samtidigt: Salen.", "panel")]
    assert said(TALK, replace(other, within="talk")) == []


def test_an_item_past_the_end_of_its_day_or_before_the_first_is_told() -> None:
    assert said(replace(TALK, starts=at(14), ends=at(15, 5))) == [
        ("”Läget” slutar efter dagens slut.", "talk")
    ]
    assert said(replace(TALK, starts=at(9, day=3), ends=at(10, day=3))) == [
        ("”Läget” ligger före evenemangets första dag.", "talk")
    ]


def test_a_night_goes_on_past_midnight_and_the_next_morning_is_another_day() -> None:
    days = ((date(2026, 12, 4), at(18), at(1, day=5)), (date(2026, 12, 5), at(9, day=5), None))
    night = replace(FRAME, days=days)
    late = replace(TALK, starts=at(23), ends=at(0, 30, day=5))
    assert said(late, frame=night) == []
    assert said(replace(late, ends=at(2, day=5)), frame=night) == [
        ("”Läget” slutar efter dagens slut.", "talk")
    ]
    assert said(replace(TALK, starts=at(8, day=5), ends=at(20, day=5)), frame=night) == []


def test_a_missing_end_and_an_item_without_times_between_timed_ones_are_told() -> None:
    loose = Planned(id="loose", title="Frågor")
    assert said(TALK, loose, replace(PANEL, ends=None)) == [
        ("”Frågor” saknar tid men står mellan punkter som har tid.", "loose"),
        ("”Panel” har ingen sluttid.", "panel"),
    ]
    assert said(loose, TALK, replace(loose, id="last")) == []
    assert said(replace(TALK, ends=None), PANEL) == []  # it lasts until the next


def test_what_is_laid_upon_a_fixed_item_and_what_goes_on_into_the_next_day_are_told() -> None:
    lunch = Planned(id="lunch", title="Lunch", starts=at(10, 30), ends=at(11), is_pinned=True, is_meal=True)
    assert said(PANEL, lunch) == [("”Panel” krockar med ”Lunch”, som ligger fast.", "panel")]
    assert said(TALK, replace(lunch, starts=at(18), ends=at(20))) == []  # a dinner after the day
    two = replace(FRAME, days=(*FRAME.days, (date(2026, 12, 5), at(9, day=5), at(12, day=5))))
    assert said(replace(TALK, ends=at(10, day=5)), frame=two) == [
        ("”Läget” fortsätter in på nästa dag. Stämmer sluttiden?", "talk")
    ]


def test_what_leaves_somebody_out_is_told_where_it_is_mended() -> None:
    frame = replace(FRAME, says_access=False, needs_link=True, lacks_alt=True, films=("Filmen",))
    found = faults(frame, [replace(TALK, lacks_alt=True, films=("En film",))])
    assert [one.mend for one in found] == [
        Mend.EVENT,
        Mend.LINK,
        Mend.EVENT,
        Mend.EVENT,
        Mend.ITEM,
        Mend.ITEM,
    ]
    assert found[3].said.sv == "Filmen ”Filmen” saknar textning."
    assert said(replace(TALK, unshown=("Alva",))) == [
        ("Alva i ”Läget” visas inte: en privatperson som inte har gått med på det.", "talk")
    ]
