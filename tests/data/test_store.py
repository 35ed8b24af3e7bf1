"""The store keeps figures by the hash of their bytes, forgets nothing, and notices a changed byte."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from laget.core.canonical import sha256
from laget.core.followup.edition import vintage_hash
from laget.core.series import SCHEMA, Observation, table
from laget.core.words.said import Said
from laget.data import store as store_module
from laget.data.partial import CONTINUED_WITHIN
from laget.data.snapshot import Acceptance, Key
from laget.data.sources.source import Answer, Tidy
from laget.data.store import Coverage, DamagedStore, NotInStore, Store, Writer, parquet_bytes

KEY = Key(region="halland", indicator="utbildning", source="abc")
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
Figures = dict[str, float | None]


def rows(values: Figures, *, indicator: str = KEY.indicator) -> pa.Table:
    return table(Observation(indicator, "13", period, value=value) for period, value in values.items())


def came(values: Figures, *, raw: bytes = b"an answer", since: datetime | None = None) -> Tidy:
    return Tidy(
        table=rows(values),
        answers=(Answer("GET kolada /data", raw, since),),
        publisher="Kolada",
        publisher_updated="2025-02-01",
        licence="fri",
        source=Said("Källa: Kolada", "Source: Kolada"),
        worked=Said("Kolada, egen bearbetning", "Kolada, own work"),
        notes=(Said("Märk väl", "Mind this"),),
        missing=("1380",),
    )


def writing(store: Store) -> AbstractContextManager[Writer]:
    return store.writing(holder="the test", since=NOON, wait=0, waiting=lambda said: pytest.fail(said.en))


@pytest.fixture
def writer(store: Store) -> Iterator[Writer]:
    with writing(store) as writer:
        yield writer


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_snapshot_and_its_raw_answer_are_named_by_their_bytes(store: Store, writer: Writer) -> None:
    kept = writer.keep(KEY, came({"2020": 40.5, "2021": None}), at=NOON)
    parquet = store.root / "figures" / f"{kept.hash}.parquet"
    assert sha256(parquet.read_bytes()) == kept.hash
    assert kept.record.raw == (sha256(b"an answer"),)
    assert (store.root / "raw" / kept.record.raw[0]).read_bytes() == b"an answer"
    assert store.table(kept.hash).equals(rows({"2020": 40.5, "2021": None}))
    assert store.table(kept.hash).schema.equals(SCHEMA)


def test_a_snapshot_says_what_was_asked_when_and_what_the_publisher_said(
    store: Store, writer: Writer
) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    snapshot = store.latest(KEY)
    assert snapshot is not None
    assert snapshot.fetched == (NOON,)
    record = snapshot.record
    assert (record.request, record.publisher, record.publisher_updated) == (
        Said("GET kolada /data", "GET kolada /data"),
        "Kolada",
        "2025-02-01",
    )
    assert (record.rows, record.licence, record.missing) == (1, "fri", ("1380",))
    assert record.notes == (Said("Märk väl", "Mind this"),)


def test_the_same_figures_again_are_the_same_snapshot_with_one_more_time(
    store: Store, writer: Writer
) -> None:
    later = NOON + timedelta(days=7)
    first = writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    again = writer.keep(KEY, came({"2020": 1.0}, raw=b"the same, written otherwise"), at=later)
    assert again.hash == first.hash
    assert again.fetched == (NOON, later)
    assert again.record == first.record
    assert len(store.snapshots(KEY)) == 1
    assert len(list((store.root / "figures").iterdir())) == 1


def test_what_was_last_said_of_the_same_figures_stands_beside_what_was_first_said(
    writer: Writer,
) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    ended = replace(came({"2020": 1.0}), ended=2020)
    snapshot = writer.keep(KEY, ended, at=NOON + timedelta(days=1))
    assert (snapshot.record.ended, snapshot.latest.ended) == (None, 2020)


def test_the_same_figures_encoded_by_another_library_are_the_same_snapshot(
    store: Store, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    monkeypatch.setattr(store_module, "parquet_bytes", lambda figures: parquet_bytes(figures) + b"PAR1")
    again = writer.keep(KEY, came({"2020": 1.0}), at=NOON + timedelta(days=1))
    assert again.hash == first.hash


def test_figures_that_come_back_stand_again_as_a_state_of_their_own(store: Store, writer: Writer) -> None:
    for day, value in enumerate([1.0, 1.0, 2.0, 1.0]):
        writer.keep(KEY, came({"2020": value}, raw=b"%d" % day), at=NOON + timedelta(days=day))
    states = store.snapshots(KEY)
    assert [len(state.fetched) for state in states] == [2, 1, 1]
    assert states[0].hash == states[2].hash != states[1].hash
    assert states[2].record == states[0].record, "what is said of a snapshot never changes"
    assert store.latest(KEY) == states[2]


def test_the_order_of_fetches_does_not_hang_on_the_clock(store: Store, writer: Writer) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    writer.keep(KEY, came({"2020": 2.0}), at=NOON - timedelta(days=400))
    latest = store.latest(KEY)
    assert latest is not None
    assert store.table(latest.hash)["value"].to_pylist() == [2.0]


def test_another_source_under_the_same_id_has_a_history_of_its_own(store: Store, writer: Writer) -> None:
    other = Key(region="halland", indicator="utbildning", source="def")
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    writer.keep(other, came({"2020": 900.0}), at=NOON)
    assert [len(store.snapshots(key)) for key in (KEY, other)] == [1, 1]
    assert store.latest(Key(region="dalarna", indicator="utbildning", source="abc")) is None


def test_an_answer_kept_from_an_interrupted_refresh_keeps_its_time(store: Store, writer: Writer) -> None:
    before = NOON - timedelta(hours=2)
    kept = writer.keep(KEY, came({"2020": 1.0}, since=before), at=NOON)
    assert kept.fetched == (before,)


@pytest.mark.parametrize("name", ["", "..", ".dold", "a/b", "a b"])
def test_a_name_that_could_leave_the_store_is_no_key(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a folder"):
        Key(region="halland", indicator=name, source="abc")


def test_the_same_rows_are_the_same_bytes_however_they_lie_in_memory() -> None:
    whole = rows({"2020": 1.0, "2021": 2.0, "2022": None})
    pieces = pa.concat_tables([whole.slice(0, 1), whole.slice(1, 1), whole.slice(2)])
    marked = whole.replace_schema_metadata({"made": "by somebody"})
    assert parquet_bytes(pieces) == parquet_bytes(marked) == parquet_bytes(whole)
    assert parquet_bytes(rows({"2020": 1.0, "2021": 2.0, "2022": 0.0})) != parquet_bytes(whole)


def test_what_snapshots_cover_is_read_of_all_at_once(store: Store, writer: Writer) -> None:
    whole = writer.keep(KEY, came({"2018": 1.0, "2019": None, "2020Q2": 3.0, "2021-2024": 0.0}), at=NOON)
    other = Key(region="halland", indicator="vatten", source="abc")
    months = table(
        [
            Observation("vatten", "00", "2021M09", group="women", value=1.0),
            Observation("vatten", "00", "2021M10", value=1.0),
            Observation("vatten", "00", "2030", value=1.0, status="forecast"),
            Observation("vatten", "01", "2021Q3", value=1.0),
            Observation("vatten", "01", "2021M08", value=1.0),
            Observation("vatten", "13", "2022", value=None, status=".."),
        ]
    )
    monthly = writer.keep(other, replace(came({}), table=months), at=NOON)
    assert store.coverage([whole.hash, monthly.hash]) == {
        (KEY.indicator, "13"): Coverage("2021-2024", (2018, 2020, 2024)),
        ("vatten", "00"): Coverage("2021M10", (2021,)),
        ("vatten", "01"): Coverage("2021Q3", (2021,)),
    }
    assert store.coverage([]) == {}
    (store.root / "figures" / f"{whole.hash}.parquet").write_bytes(b"PAR1")
    with pytest.raises(DamagedStore, match=whole.hash):
        store.coverage([monthly.hash, whole.hash])
    (store.root / "figures" / f"{whole.hash}.parquet").unlink()
    with pytest.raises(DamagedStore, match="is missing"):
        store.coverage([monthly.hash, whole.hash])


def test_a_changed_byte_is_noticed_and_not_read(store: Store, writer: Writer) -> None:
    kept = writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    parquet = store.root / "figures" / f"{kept.hash}.parquet"
    data = bytearray(parquet.read_bytes())
    assert store.damage(figures=[kept.hash], raw=kept.record.raw) == ()
    for place in (0, len(data) // 2, len(data) - 1):
        harmed = bytearray(data)
        harmed[place] ^= 1
        parquet.write_bytes(harmed)
        with pytest.raises(DamagedStore, match=kept.hash):
            store.table(kept.hash)
        assert len(store.damage(figures=[kept.hash], raw=kept.record.raw)) == 1


def test_damage_names_every_file_that_is_changed_or_missing(store: Store, writer: Writer) -> None:
    kept = writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    (store.root / "raw" / kept.record.raw[0]).write_bytes(b"an anzwer")
    (store.root / "figures" / f"{kept.hash}.parquet").unlink()
    missing, changed = store.damage(figures=[kept.hash], raw=kept.record.raw)
    assert "saknas" in missing.sv
    assert kept.hash in missing.en
    assert "har ändrats" in changed.sv
    assert kept.record.raw[0] in changed.en


def test_a_damaged_file_is_whole_again_once_the_same_bytes_come(store: Store, writer: Writer) -> None:
    kept = writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    (store.root / "raw" / kept.record.raw[0]).write_bytes(b"")
    (store.root / "figures" / f"{kept.hash}.parquet").write_bytes(b"PAR1")
    writer.keep(KEY, came({"2020": 1.0}), at=NOON + timedelta(days=1))
    assert store.damage(figures=[kept.hash], raw=kept.record.raw) == ()


def test_a_record_that_cannot_be_read_is_named(store: Store, writer: Writer) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    (record,) = (store.root / "fetches").rglob("*.json")
    record.write_text("{}")
    with pytest.raises(DamagedStore, match=record.name):
        store.latest(KEY)


def test_a_file_of_somebody_elses_in_the_store_is_passed_over(store: Store, writer: Writer) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    for folder in (*(store.root / "fetches").glob("*/*"), store.root / "partial" / "halland"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "anteckningar.json").write_text("{}")
    assert len(store.snapshots(KEY)) == 1
    assert writer.partial("halland", at=NOON).begun == frozenset()


def test_nothing_that_was_kept_is_ever_changed(store: Store, writer: Writer) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    writer.keep_vintage({"utbildning": "a" * 64}, at=NOON)
    before = tree(store.root)
    later = NOON + timedelta(days=1)
    writer.keep(KEY, came({"2020": 2.0}, raw=b"another"), at=later)
    writer.keep_vintage({"utbildning": "a" * 64}, at=later)
    after = tree(store.root)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 3, "a record, a table, a raw answer"


def test_a_vintage_is_the_hash_of_the_sorted_hashes(store: Store, writer: Writer) -> None:
    one = writer.keep_vintage({"a": "1" * 64, "b": "2" * 64}, at=NOON)
    assert one.hash == vintage_hash(["2" * 64, "1" * 64])
    assert one.hash == sha256(b'["' + b"1" * 64 + b'","' + b"2" * 64 + b'"]\n')
    again = writer.keep_vintage({"a": "1" * 64, "b": "2" * 64}, at=NOON + timedelta(days=1))
    assert again == one, "a vintage that is known keeps its label"
    assert store.vintages() == (one,)


def test_a_vintage_is_found_by_eight_characters(store: Store, writer: Writer) -> None:
    kept = writer.keep_vintage({"a": "1" * 64}, at=NOON)
    assert store.vintage(kept.hash[:8].upper()) == kept
    assert store.vintage(kept.hash) == kept
    for name in (kept.hash[:7], "", "f" * 8, kept.hash + "0"):
        with pytest.raises(NotInStore, match=rf"{kept.hash[:8]} \(2025-03-01\)"):
            store.vintage(name)


def test_a_vintage_that_is_not_there_says_that_there_is_none(store: Store) -> None:
    with pytest.raises(NotInStore, match="It has none") as refused:
        store.vintage("12345678")
    assert refused.value.command == "laget refresh"


def test_eight_characters_that_mean_two_vintages_are_refused(
    store: Store, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = iter(["12345678" + "0" * 56, "12345678" + "1" * 56])
    monkeypatch.setattr(store_module, "vintage_hash", lambda _: next(hashes))
    writer.keep_vintage({"a": "1" * 64}, at=NOON)
    writer.keep_vintage({"a": "2" * 64}, at=NOON)
    with pytest.raises(NotInStore, match="Several"):
        store.vintage("12345678")
    assert store.vintage("123456781").indicators == {"a": "2" * 64}


def test_the_first_yes_to_an_alarm_stands(store: Store, writer: Writer) -> None:
    yes = Acceptance(alarm="0123abcd", by="Analytikern", reason="SCB rättade", at=NOON)
    assert writer.accept(yes) == yes
    other = Acceptance(alarm="0123abcd", by="En annan", reason="ja", at=NOON)
    assert writer.accept(other) == yes
    assert store.accepted() == {"0123abcd": yes}


def test_answers_are_taken_up_by_the_continuation_of_an_interrupted_refresh_only(
    store: Store, writer: Writer
) -> None:
    interrupted = writer.partial("halland", at=NOON)
    assert interrupted.begun == frozenset()
    interrupted.keep("GET /a", b"one\ntwo")
    continued = writer.partial("halland", at=NOON + timedelta(hours=1))
    assert continued.begun == {NOON}
    assert continued.answer("GET /a") == (b"one\ntwo", NOON)
    assert continued.answer("GET /b") is None
    assert writer.partial("dalarna", at=NOON).answer("GET /a") is None
    continued.done()
    assert writer.partial("halland", at=NOON + timedelta(hours=2)).answer("GET /a") is None


def test_answers_older_than_a_day_are_asked_for_again(store: Store, writer: Writer) -> None:
    writer.partial("halland", at=NOON).keep("GET /a", b"old")
    late = writer.partial("halland", at=NOON + CONTINUED_WITHIN + timedelta(seconds=1))
    assert late.begun == frozenset()
    assert late.answer("GET /a") is None


def test_a_damaged_partial_answer_is_asked_for_again(store: Store, writer: Writer) -> None:
    partial = writer.partial("halland", at=NOON)
    partial.keep("GET /a", b"an answer")
    (file,) = (path for path in (store.root / "partial").rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1])
    assert partial.answer("GET /a") is None


def test_what_a_killed_writer_left_is_swept_by_the_next_and_never_read(store: Store) -> None:
    with writing(store) as writer:
        writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    (store.root / "incoming" / ".half.tmp").write_bytes(b"PAR")
    assert len(store.snapshots(KEY)) == 1
    with writing(store):
        assert list((store.root / "incoming").iterdir()) == []


def test_a_reader_needs_no_lock_and_makes_nothing(store: Store) -> None:
    assert store.latest(KEY) is None
    assert store.vintages() == ()
    assert store.accepted() == {}
    assert not store.root.exists()


def test_a_record_whose_request_was_kept_in_one_language_is_read(store: Store, writer: Writer) -> None:
    writer.keep(KEY, came({"2020": 1.0}), at=NOON)
    (path,) = store._folder(KEY).glob("*.json")
    kept = json.loads(path.read_bytes()) | {"request": "file figures.csv (UTF-8, comma)"}
    path.write_text(json.dumps(kept))
    snapshot = store.latest(KEY)
    assert snapshot is not None
    assert snapshot.record.request.sv == "file figures.csv (UTF-8, comma)"
