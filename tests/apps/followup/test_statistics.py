"""Fetching figures as a job, what preflight found, revisions that wait, and indicators with their figures."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.followup import actions, jobs
from laget.apps.followup.actions.alarms import NoAlarm
from laget.apps.followup.actions.refreshes import NoReason, NothingToFetch
from laget.apps.followup.models import Judgement, Refresh, Remark
from laget.apps.followup.queries import judgement_today
from laget.apps.followup.queries.statistics import files_of, followed_of, waiting_alarms
from laget.apps.strategy.actions import adopt_strategy, start_draft
from laget.apps.strategy.queries import draft_of, drafted
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal
from laget.data.figures import key_of, store_at
from laget.data.snapshot import Key
from laget.data.store import Store, Writer
from tests.apps.conftest import AtOnce
from tests.apps.followup.conftest import member
from tests.cli.refreshing import SHORT_WAITS, data_calls, kolada
from tests.conftest import Replay

State = Refresh.State
TARGET = {
    "id": "mal",
    "element": "mer",
    "indicator": "N01982",
    "form": "at_least",
    "value": 50,
    "year": 2030,
    "base": 2015,
}


def strategy(*indicators: dict[str, Any]) -> StrategyDocument:
    """A strategy of these indicators, with a target on the first."""
    common = {"unit": "fritt", "better": "higher"}
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Prov", "period": {"from": 2020}},
            "elements": [{"id": "mer", "level": "direction", "title": "Mer"}],
            "indicators": [common | {"title": one["id"]} | one for one in indicators],
            "targets": [TARGET],
        }
    )


@pytest.fixture
def store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of the test's own, and no long waits."""
    settings.STORE, settings.FILES = tmp_path / "store", tmp_path / "files"
    for name, value in SHORT_WAITS.items():
        monkeypatch.setenv(name, value)
    return store_at(settings.STORE)


def make_small() -> Organisation:
    organisation = Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
    document = strategy(*kolada("N01982"), *kolada("U07801", areas=("00", "1382")))
    adopt_strategy(organisation, actor=None, document=document)
    return organisation


@pytest.fixture
def small(db: None, store: Store, replay: Replay) -> Organisation:
    """A region that follows two of Kolada's indicators."""
    return make_small()


@pytest.fixture
def analyst(small: Organisation) -> User:
    return member(small, Role.ANALYST)


def refreshed(organisation: Organisation) -> Refresh:
    refresh = actions.start_refresh(organisation, actor=None)
    jobs.run_refresh.call(refresh.pk)
    refresh.refresh_from_db()
    return refresh


def came(refresh: Refresh) -> dict[str, str]:
    return {one["indicator"]: one["came"] for one in refresh.outcome["indicators"]}


def test_a_refresh_fetches_judges_anew_and_tells_what_came(small: Organisation, analyst: User) -> None:
    refresh = actions.start_refresh(small, actor=analyst)
    jobs.run_refresh.call(refresh.pk)
    refresh.refresh_from_db()
    assert (refresh.state, refresh.asked_by, refresh.lease_until) == (State.DONE, analyst, None)
    assert came(refresh) == {"N01982": "new", "U07801": "new"}
    assert refresh.done == refresh.planned > 0
    judgement = judgement_today(small)
    assert judgement is not None
    assert {row.indicator.id: row.held is not None for row in followed_of(small)} == {
        "N01982": True,
        "U07801": True,
    }


def test_a_second_refresh_tells_new_figures_and_changed_ones(small: Organisation, replay: Replay) -> None:
    refreshed(small)
    replay.revise(kpi="N01982", municipality="0013", period=2012, gender="T", value=1.0)
    replay.revise(kpi="N01982", municipality="0013", period=2027, gender="T", value=44.0)
    refresh = refreshed(small)
    told = next(one for one in refresh.outcome["indicators"] if one["indicator"] == "N01982")
    assert (told["came"], told["revised"], told["periods"], told["added"]) == ("revised", 1, ["2027"], 1)
    assert came(refresh)["U07801"] == "unchanged"
    assert refresh.outcome["alarms"] == 1


def test_asking_twice_is_one_refresh(small: Organisation, analyst: User) -> None:
    first = actions.start_refresh(small, actor=analyst)
    assert actions.start_refresh(small, actor=analyst) == first
    assert Entry.objects.filter(action="start_refresh").count() == 1


@pytest.mark.usefixtures("committed")
def test_two_who_ask_at_once_get_the_same_refresh(store: Store, at_once: AtOnce) -> None:
    small = make_small()
    analyst = member(small, Role.ANALYST)
    ask: Callable[[], object] = lambda: actions.start_refresh(small, actor=analyst)  # noqa: E731
    outcomes = at_once(ask, ask, ask)
    assert {getattr(one, "pk", one) for one in outcomes} == {Refresh.objects.get().pk}


@pytest.mark.usefixtures("committed")
def test_of_two_workers_one_takes_it(store: Store, at_once: AtOnce) -> None:
    refresh = actions.start_refresh(make_small(), actor=None)
    taken = at_once(*[lambda: jobs.take(refresh.pk, now=timezone.now())] * 2)
    assert sorted(one is not None for one in taken) == [False, True]


def test_an_empty_strategy_has_nothing_to_fetch(db: None) -> None:
    empty = Organisation.objects.create(slug="tom", name="Tom", area="14")
    with pytest.raises(NothingToFetch):
        actions.start_refresh(empty, actor=None)


@pytest.mark.parametrize("kind", ["503", "truncate", "html", "empty", "429"])
def test_a_publisher_that_fails_is_told_for_each_indicator_and_old_figures_stay(
    small: Organisation, replay: Replay, store: Store, kind: str
) -> None:
    refreshed(small)
    before = {row.indicator.id: row.held for row in followed_of(small)}
    judgement = judgement_today(small)
    replay.fault("/data/", kind, times=99, retry_after=90)
    refresh = refreshed(small)
    assert refresh.state == State.DONE
    assert set(came(refresh).values()) == {"failed"}
    assert all("Kolada" in one["fault"]["sv"] for one in refresh.outcome["indicators"])
    after = {row.indicator.id: row.held for row in followed_of(small)}
    assert {name: held and held.snapshot.hash for name, held in after.items()} == {
        name: held and held.snapshot.hash for name, held in before.items()
    }
    assert judgement_today(small) == judgement
    assert not list((store.root / "incoming").glob("*"))


def test_without_any_figure_the_refresh_fails_with_a_sentence(small: Organisation, replay: Replay) -> None:
    replay.fault("/", "410", times=99)
    refresh = refreshed(small)
    assert refresh.state == State.FAILED
    assert "siffror" in refresh.outcome["fault"]["sv"]
    assert not Judgement.objects.exists()


def test_a_store_that_another_writes_in_is_told(small: Organisation, store: Store) -> None:
    now = timezone.now()
    with store.writing(holder="kommandoraden", since=now, wait=0, waiting=lambda _: None):
        refresh = refreshed(small)
    assert refresh.state == State.FAILED
    assert "kommandoraden" in refresh.outcome["fault"]["sv"]
    assert refreshed(small).state == State.DONE


def test_what_a_killed_worker_left_is_taken_up_again_without_asking_twice(
    small: Organisation, replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh = actions.start_refresh(small, actor=None)

    class Killed(BaseException):
        """The process is gone in the middle."""

    kept: list[object] = []

    def keep_one(writer: Writer, key: Key, *words: Any, **more: Any) -> object:
        """Keep the first; at the second nothing more is being asked for."""
        if kept:
            raise Killed
        kept.append(keep(writer, key, *words, **more))
        return kept[0]

    keep = Writer.keep
    with monkeypatch.context() as patched:
        patched.setattr(Writer, "keep", keep_one)
        with pytest.raises(Killed):
            jobs.run_refresh.call(refresh.pk)
    refresh.refresh_from_db()
    assert refresh.state == State.RUNNING
    asked = len(data_calls(replay))
    assert jobs.take_back(timezone.now()) == 0  # its lease has not ended
    later = timezone.now() + 2 * jobs.LEASE
    assert jobs.take_back(later) == 1
    assert jobs.take_back(later) == 0  # it stands in the queue
    jobs.run_refresh.call(refresh.pk)
    refresh.refresh_from_db()
    assert (refresh.state, refresh.tries) == (State.DONE, 2)
    assert refresh.outcome["continued"] is not None
    urls = data_calls(replay)
    assert len(urls) == len(set(urls)) >= asked


def test_what_is_broken_off_again_and_again_is_given_up(small: Organisation) -> None:
    refresh = actions.start_refresh(small, actor=None)
    now = timezone.now()
    for _ in range(jobs.MOST_TRIES):
        assert jobs.take(refresh.pk, now=now) is not None
        now += 2 * jobs.LEASE
        jobs.take_back(now)
    refresh.refresh_from_db()
    assert refresh.state == State.FAILED
    assert refresh.outcome["fault"]["sv"]
    assert actions.start_refresh(small, actor=None) != refresh


def test_a_refresh_that_never_came_into_the_queue_is_put_there(
    small: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    refresh = actions.start_refresh(small, actor=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.take_back(timezone.now() + jobs.LEASE + timedelta(seconds=1)) == 1
    refresh.refresh_from_db()
    assert refresh.state == State.DONE


def test_a_worker_that_lost_its_lease_does_not_write_over_the_other(small: Organisation) -> None:
    refresh = actions.start_refresh(small, actor=None)
    slow = jobs.take(refresh.pk, now=timezone.now())
    assert slow is not None
    jobs.take_back(timezone.now() + 2 * jobs.LEASE)
    assert jobs.take(refresh.pk, now=timezone.now()) is not None
    jobs.finish(slow, State.FAILED, {"fault": {"sv": "sen", "en": "late"}})
    refresh.refresh_from_db()
    assert refresh.state == State.RUNNING


def test_a_finding_is_kept_until_it_is_gone_and_opened_again_if_it_is_not(
    small: Organisation, analyst: User
) -> None:
    refreshed(small)
    found = {(one.indicator, one.kind) for one in Remark.objects.all()}
    assert ("N01982", "stale") in found
    remark = Remark.objects.get(indicator="N01982", kind="stale")
    actions.decide_remark(small, actor=analyst, remark=remark, state=Remark.State.DONE)
    refreshed(small)
    remark.refresh_from_db()
    assert remark.state == Remark.State.OPEN
    Remark.objects.create(organisation=small, indicator="N01982", kind="gone", is_fault=True)
    refreshed(small)
    assert {(one.indicator, one.kind) for one in Remark.objects.all()} == found


def test_a_finding_that_is_left_needs_a_reason_and_stays_left(small: Organisation, analyst: User) -> None:
    refreshed(small)
    remark = Remark.objects.get(indicator="N01982", kind="stale")
    with pytest.raises(NoReason):
        actions.decide_remark(small, actor=analyst, remark=remark, state=Remark.State.LEFT, reason="  ")
    actions.decide_remark(
        small, actor=analyst, remark=remark, state=Remark.State.LEFT, reason="Kommer i mars."
    )
    refreshed(small)
    remark.refresh_from_db()
    assert (remark.state, remark.reason, remark.decided_by) == (Remark.State.LEFT, "Kommer i mars.", analyst)
    entry = Entry.objects.get(action="decide_remark")
    assert (entry.subject, entry.detail["reason"]) == ("indicator:N01982", "Kommer i mars.")


def test_a_publisher_that_cannot_be_asked_takes_no_finding_away(
    small: Organisation, replay: Replay, store: Store
) -> None:
    refreshed(small)
    before = set(Remark.objects.values_list("indicator", "kind"))
    for kept in (store.root / "catalogue").rglob("*.json"):
        kept.unlink()
    replay.fault("/kpi?", "503", times=99)
    refresh = refreshed(small)
    assert refresh.outcome["not_asked"] == ["N01982", "U07801"]
    assert before <= set(Remark.objects.values_list("indicator", "kind"))


def revise(replay: Replay) -> None:
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=20.0)


def test_an_alarm_is_accepted_with_a_reason_once(
    small: Organisation, analyst: User, replay: Replay, store: Store
) -> None:
    refreshed(small)
    revise(replay)
    refreshed(small)
    (waiting,) = waiting_alarms(small)
    assert waiting.alarm is not None
    with pytest.raises(NoReason):
        actions.accept_alarm(small, actor=analyst, alarm=waiting.alarm, reason=" ")
    actions.accept_alarm(small, actor=analyst, alarm=waiting.alarm, reason="SCB rättade 2021.")
    yes = store.accepted()[waiting.alarm]
    assert (yes.by, yes.reason) == (f"person:{analyst.pk}", "SCB rättade 2021.")
    assert store.alarms()[waiting.alarm] == waiting
    assert waiting_alarms(small) == ()
    with pytest.raises(NoAlarm):
        actions.accept_alarm(small, actor=analyst, alarm=waiting.alarm, reason="En gång till.")
    assert Entry.objects.filter(action="accept_alarm", subject=f"alarm:{waiting.alarm}").count() == 1


def test_an_alarm_that_is_left_goes_on_waiting(small: Organisation, analyst: User, replay: Replay) -> None:
    refreshed(small)
    revise(replay)
    refreshed(small)
    (waiting,) = waiting_alarms(small)
    actions.leave_alarm(small, actor=analyst, alarm=str(waiting.alarm), reason="Vi frågar SCB.")
    assert waiting_alarms(small) == (waiting,)


def test_a_yes_that_cannot_be_kept_is_not_logged_either(
    small: Organisation, analyst: User, replay: Replay, store: Store
) -> None:
    refreshed(small)
    revise(replay)
    refreshed(small)
    (waiting,) = waiting_alarms(small)
    with (
        store.writing(holder="annan", since=timezone.now(), wait=0, waiting=lambda _: None),
        pytest.raises(Refusal, match="annan"),
    ):
        actions.accept_alarm(small, actor=analyst, alarm=str(waiting.alarm), reason="Rättat.")
    assert not Entry.objects.filter(action="accept_alarm").exists()


NEW = {
    "title": "Gymnasieutbildade",
    "unit": "percent",
    "better": "higher",
    "source": {"publisher": "kolada", "kpi": "N01983"},
}


def test_an_added_indicator_is_in_the_draft_with_its_figures(small: Organisation, store: Store) -> None:
    strategist = member(small, Role.STRATEGIST)
    added = actions.add_indicator(small, actor=strategist, values=NEW)
    assert added.fault is None
    draft = draft_of(small)
    assert draft is not None
    document = drafted(draft)
    indicator = document.indicator(added.id)
    assert (indicator.unit, indicator.better) == ("percent", "higher")
    assert store.latest(key_of(document, indicator)) is not None
    assert [row.indicator.id for row in followed_of(small) if row.is_drafted] == [added.id]


@pytest.mark.parametrize("kind", ["503", "truncate", "html", "410"])
def test_an_indicator_is_in_the_draft_also_where_its_figures_cannot_be_had(
    small: Organisation, replay: Replay, store: Store, kind: str
) -> None:
    replay.fault("/data/", kind, times=99)
    added = actions.add_indicator(small, actor=None, values=NEW)
    assert added.fault is not None
    assert added.fault.sv.startswith("Kolada")
    assert not (store.root / "fetches").exists()
    replay.no_faults()
    refresh = refreshed(small)
    assert came(refresh)[added.id] == "new"


def test_a_draft_that_is_begun_already_is_added_to(small: Organisation) -> None:
    start_draft(small, actor=None, today=timezone.localdate())
    first = actions.add_indicator(small, actor=None, values=NEW)
    second = actions.add_indicator(small, actor=None, values=NEW)
    assert first.id != second.id


def test_an_own_file_is_kept_by_what_it_holds_not_by_its_name(small: Organisation, analyst: User) -> None:
    name = actions.keep_own_file(
        small, actor=analyst, name="../../Resor med Buss å tåg.exe", data="år;värde\n2024;1,5\n".encode()
    )
    assert name == "resor-med-buss-a-tag.csv"
    assert (files_of(small) / name).read_bytes().startswith("år".encode())
    assert [path.name for path in files_of(small).iterdir()] == [name]


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\1\2\3" * 50, b"<html><body>hej</body></html>", b"PK\x03\x04 no workbook", b"x" * 10_000_001],
    ids=["empty", "binary", "web page", "broken workbook", "too large"],
)
def test_what_is_no_table_is_refused_and_nothing_kept(small: Organisation, data: bytes) -> None:
    with pytest.raises(Refusal):
        actions.keep_own_file(small, actor=None, name="siffror.csv", data=data)
    assert not files_of(small).exists()
    assert not Entry.objects.filter(action="keep_own_file").exists()


def test_an_own_file_gives_an_indicator_its_figures(small: Organisation, store: Store) -> None:
    actions.keep_own_file(
        small, actor=None, name="resor.csv", data="område;år;resor\n13;2023;10\n13;2024;11\n".encode()
    )
    source = {"file": "resor.csv", "columns": {"area": "område", "period": "år", "value": "resor"}}
    added = actions.add_indicator(
        small, actor=None, values={"title": "Resor", "unit": "resor", "better": "higher", "source": source}
    )
    assert added.fault is None
    (row,) = [row for row in followed_of(small) if row.is_drafted]
    assert row.held is not None
    assert row.held.last_period == "2024"


def test_a_strategy_reaches_no_file_outside_the_regions_own_folder(
    small: Organisation, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "hemligt.csv").write_text("område;år;v\n13;2024;1\n", encoding="utf-8")
    source = {"file": "../../hemligt.csv", "columns": {"area": "område", "period": "år", "value": "v"}}
    added = actions.add_indicator(
        small, actor=None, values={"title": "X", "unit": "x", "better": "none", "source": source}
    )
    assert added.fault is not None
    assert not (store.root / "fetches").exists()


def test_an_outcome_is_plain_values(small: Organisation) -> None:
    assert json.loads(json.dumps(refreshed(small).outcome))["indicators"]
