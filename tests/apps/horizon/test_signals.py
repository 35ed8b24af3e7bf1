"""Signals: what is kept, what is refused, how the years go, what is chosen, who sees what."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.followup.queries.drafts import sections_handed
from laget.apps.horizon.actions import (
    RESERVED,
    CannotHand,
    Contradicts,
    NotHere,
    Parts,
    Scanned,
    WayRound,
    hand_selection,
    keep_signal,
    remove_signal,
    scan_signals,
    select_signals,
)
from laget.apps.horizon.models import Drive, Selected, Signal, SignalStep, Touch
from laget.apps.horizon.queries import (
    drives_among,
    next_step,
    selected,
    selection_hash,
    signals_seen_by,
    stands,
    steps_of,
    touches_of,
    years_scanned,
)
from laget.apps.kept import ChangedMeanwhile
from tests.apps.horizon.conftest import FIRST, kept

pytestmark = pytest.mark.django_db


def change(region: Organisation, signal: Signal, parts: Parts, revision: int | None = None) -> Signal:
    return keep_signal(
        region, actor=None, written=signal, parts=parts, today=date(2025, 1, 1), revision=revision
    )


def driven_by(*drivers: Signal) -> Parts:
    return Parts(drives=[Drive(driver=one, text="så") for one in drivers])


def found(signal: Signal, course: str, strength: int, revision: int | None = None) -> Scanned:
    return Scanned(signal=signal, course=course, strength=strength, soon=1, revision=revision)


def test_a_new_signal_is_new_in_its_first_year_and_has_a_name_for_addresses(region: Organisation) -> None:
    one, other = kept(region, "Det föds färre barn"), kept(region, "Det föds färre barn")
    assert (one.slug, other.slug) == ("det-fods-farre-barn", "det-fods-farre-barn-2")
    assert [(row.year, row.course) for row in one.years.all()] == [(2024, "new")]


def test_a_button_pressed_twice_keeps_one_signal(region: Organisation) -> None:
    user = User.objects.create_user("analytiker@example.se")
    Membership.objects.create(organisation=region, user=user, role=Role.ANALYST)
    kept_twice = [
        keep_signal(
            region,
            actor=user,
            written=Signal(organisation=region, kind="trend", level="eu", title="Samma"),
            parts=Parts(),
            today=FIRST,
        )
        for _press in range(2)
    ]
    assert kept_twice[0] == kept_twice[1]
    assert Signal.objects.count() == 1


def test_a_word_of_an_address_is_never_the_name_of_a_signal(region: Organisation) -> None:
    assert not RESERVED & {kept(region, word).slug for word in sorted(RESERVED)}


def test_a_drive_that_would_go_round_is_refused_with_the_way_it_goes(region: Organisation) -> None:
    a, b, c = (kept(region, title) for title in ("A", "B", "C"))
    change(region, b, driven_by(a))
    change(region, c, driven_by(b))
    with pytest.raises(WayRound) as refused:
        change(region, a, driven_by(c))
    assert refused.value.said.sv == (
        "”C” kan inte driva på ”A”, för det skulle gå runt: ”A” driver redan på ”B”, som driver på ”C”."
    )
    assert not a.driven_by.exists()
    with pytest.raises(WayRound):
        change(region, a, driven_by(a))


def test_a_drive_that_takes_the_place_of_another_is_not_held_against_the_one_it_replaces(
    region: Organisation,
) -> None:
    a, b = kept(region, "A"), kept(region, "B")
    change(region, b, driven_by(a))
    change(region, b, Parts())
    change(region, a, driven_by(b))
    assert [one.driver for one in a.driven_by.all()] == [b]


def test_a_drive_is_of_its_years_and_one_of_no_known_years_of_all(region: Organisation) -> None:
    a, b, c, d = (kept(region, title) for title in "ABCD")
    drives = [Drive(driver=a, since=2025), Drive(driver=b, since=2020, until=2023), Drive(driver=c)]
    change(region, d, Parts(drives=drives))

    def drivers(year: int) -> list[Signal]:
        return [one.driver for one in drives_among([a, b, c, d], year=year)]

    assert drivers(2019) == [c]
    assert drivers(2020) == drivers(2023) == [b, c]
    assert drivers(2024) == [c]
    assert drivers(2025) == [a, c]


def test_a_drive_cannot_end_before_it_began(region: Organisation) -> None:
    a, b = kept(region, "A"), kept(region, "B")
    with pytest.raises(IntegrityError), transaction.atomic():
        Drive.objects.create(driver=a, driven=b, since=2024, until=2023)


def test_a_second_editor_is_told_and_nothing_is_overwritten(region: Organisation) -> None:
    signal = kept(region, "A")
    mine = Signal.objects.get(pk=signal.pk)
    change(region, signal, Parts(), revision=1)
    mine.title = "B"
    with pytest.raises(ChangedMeanwhile):
        change(region, mine, Parts(), revision=1)
    assert Signal.objects.get().title == "A"
    with pytest.raises(ChangedMeanwhile):
        remove_signal(region, actor=None, signal=mine, revision=1)


def test_a_signal_that_was_removed_meanwhile_is_told_of(region: Organisation) -> None:
    signal = kept(region, "A")
    again = Signal.objects.get(pk=signal.pk)
    remove_signal(region, actor=None, signal=signal)
    with pytest.raises(NotHere):
        change(region, again, Parts())


def test_another_regions_signal_cannot_be_changed_or_removed(region: Organisation) -> None:
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    signal = kept(elsewhere, "A")
    with pytest.raises(NotHere):
        change(region, signal, Parts())
    with pytest.raises(NotHere):
        remove_signal(region, actor=None, signal=signal)
    assert scan_signals(region, actor=None, year=2025, found=[found(signal, "same", 2)]) == 0
    assert select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(signal, "")]) == []


def test_a_scan_keeps_each_year_and_the_signal_follows_its_latest(region: Organisation) -> None:
    signal = kept(region, "A", strength=2)
    assert scan_signals(region, actor=None, year=2025, found=[found(signal, "stronger", 4)]) == 1
    assert scan_signals(region, actor=None, year=2025, found=[found(signal, "stronger", 4)]) == 0
    assert Signal.objects.get().strength == 4
    assert years_scanned(region, viewer=None) == [2025, 2024]
    then, now = stands(region, viewer=None, year=2024), stands(region, viewer=None)
    assert [(one.course, one.strength) for one in (*then, *now)] == [("new", 2), ("stronger", 4)]


def test_what_is_gone_is_left_out_of_now_and_stays_in_its_years(region: Organisation) -> None:
    signal = kept(region, "A", Parts(touches=[Touch(address="element:x", how="helps")]))
    assert len(touches_of(region, viewer=None, address="element:x")) == 1
    scan_signals(region, actor=None, year=2025, found=[found(signal, "gone", 1)])
    assert stands(region, viewer=None) == []
    assert [one.course for one in stands(region, viewer=None, year=2025)] == ["gone"]
    assert touches_of(region, viewer=None, address="element:x") == []


def test_a_scan_is_kept_whole_or_not_at_all(region: Organisation) -> None:
    one, other = kept(region, "A", strength=3), kept(region, "B", strength=3)
    with pytest.raises(Contradicts) as refused:
        scan_signals(
            region, actor=None, year=2025, found=[found(one, "same", 3), found(other, "stronger", 1)]
        )
    assert refused.value.signal == other
    assert years_scanned(region, viewer=None) == [2024]


def test_a_scan_tells_who_comes_second_and_leaves_what_is_the_same(region: Organisation) -> None:
    one, other = kept(region, "A"), kept(region, "B")
    scan_signals(region, actor=None, year=2025, found=[found(one, "same", 2, revision=1)])
    with pytest.raises(ChangedMeanwhile):
        scan_signals(
            region,
            actor=None,
            year=2025,
            found=[found(one, "weaker", 1, revision=1), found(other, "same", 2, revision=1)],
        )
    assert not other.years.filter(year=2025).exists()


def test_a_change_of_strength_is_held_against_the_latest_course(region: Organisation) -> None:
    signal = kept(region, "A", strength=2)
    scan_signals(region, actor=None, year=2025, found=[found(signal, "stronger", 4)])
    signal.refresh_from_db()
    signal.strength = 1
    with pytest.raises(Contradicts):
        change(region, signal, Parts())
    signal.strength = 3
    change(region, signal, Parts())
    assert signal.years.get(year=2025).strength == 3


def test_a_selection_has_an_order_and_takes_the_place_of_the_one_before(region: Organisation) -> None:
    a, b, c = (kept(region, title) for title in "ABC")
    select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(b, "x"), (a, "y")])
    select_signals(region, actor=None, year=2025, purpose="edition", chosen=[(c, "")])
    seen = selection_hash(region, year=2025, purpose="forum")
    select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(c, ""), (b, "x")], seen=seen)
    with pytest.raises(ChangedMeanwhile):
        select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(a, "")], seen=seen)
    rows = selected(region, viewer=None, year=2025, purposes=["forum"])
    assert [(one.place, one.signal.title) for one in rows] == [(1, "C"), (2, "B")]
    assert Selected.objects.filter(purpose="edition").count() == 1


def test_a_selection_is_handed_to_the_follow_up_and_taken_back(region: Organisation) -> None:
    a, b = kept(region, "A", for_county="Här."), kept(region, "B")
    select_signals(region, actor=None, year=2025, purpose="edition", chosen=[(b, "Därför."), (a, "")])
    hand_selection(region, actor=None, year=2025)
    found = [(one.address, one.title, one.text) for one in sections_handed(region, year=2025)]
    assert found == [("signal:b", "B", "Därför."), ("signal:a", "A", "Här.")]
    select_signals(region, actor=None, year=2025, purpose="edition", chosen=[(a, "Nu.")])
    hand_selection(region, actor=None, year=2025)
    assert [one.text for one in sections_handed(region, year=2025)] == ["Här.\n\nNu."]
    assert sections_handed(region, year=2024) == []


def test_what_is_not_public_or_says_nothing_is_not_handed(region: Organisation) -> None:
    open_, hidden, mute = kept(region, "A"), kept(region, "B", public=False), kept(region, "C")
    for chosen, word in (
        ([(open_, "Ja."), (hidden, "Nej.")], "”B”. Visa det för alla"),
        ([(open_, "Ja."), (mute, "")], "eller varför det tas upp: ”C”."),
    ):
        select_signals(region, actor=None, year=2025, purpose="edition", chosen=chosen)
        with pytest.raises(CannotHand) as refused:
            hand_selection(region, actor=None, year=2025)
        assert word in refused.value.said.sv
    assert sections_handed(region, year=2025) == []


def test_what_is_not_public_is_seen_by_those_who_work_with_it_alone(region: Organisation) -> None:
    hidden, shown = kept(region, "Hemligt", public=False), kept(region, "Öppet")
    select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(hidden, ""), (shown, "")])
    for role, count in ((Role.READER, 1), (Role.FACILITATOR, 1), (Role.COMMUNICATOR, 2), (Role.ANALYST, 2)):
        user = User.objects.create_user(f"{role}@example.se")
        Membership.objects.create(organisation=region, user=user, role=role)
        assert signals_seen_by(region, viewer=user).count() == count
        assert len(selected(region, viewer=user, year=2025)) == count
    assert [one.signal.title for one in stands(region, viewer=None)] == ["Öppet"]


def test_the_log_holds_no_title_or_text(region: Organisation) -> None:
    signal = kept(region, "Rubrik", text="Brödtext", public=False)
    scan_signals(region, actor=None, year=2025, found=[found(signal, "same", 2)])
    select_signals(region, actor=None, year=2025, purpose="forum", chosen=[(signal, "Därför")])
    written = str(list(Entry.objects.values_list("detail", flat=True)))
    assert not [word for word in ("Rubrik", "Brödtext", "Därför") if word in written]


def test_the_next_step_is_the_first_that_is_not_done(region: Organisation) -> None:
    steps = [
        SignalStep(on=date(2026, 9, 13), title="Sedan"),
        SignalStep(on=date(2025, 6, 1), exact="month", title="Nu"),
        SignalStep(on=date(2024, 1, 1), exact="year", title="Förut", done=True),
    ]
    signal = kept(region, "Utredning", Parts(steps=steps), kind="pending", form="inquiry")
    rows = steps_of([signal])
    assert [one.title for one in rows] == ["Förut", "Nu", "Sedan"]
    step = next_step(rows)
    assert step is not None
    assert step.title == "Nu"
    assert next_step([]) is None


def test_a_signal_goes_with_its_parts(region: Organisation) -> None:
    driver = kept(region, "A")
    signal = kept(region, "B", driven_by(driver))
    remove_signal(region, actor=None, signal=driver)
    assert not Drive.objects.exists()
    assert signal.years.count() == 1
    assert FIRST.year == 2024
