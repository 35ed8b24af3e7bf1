"""What a disk can do to the store: full, out of quota, read-only, forbidden, a file in the way."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident

import pytest

from laget.data import durable
from laget.data.durable import CannotWrite, write_all, write_whole
from laget.data.snapshot import Acceptance
from laget.data.store import Store

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def accept(root: Path, *, alarm: str = "0123abcd", reason: str = "ja") -> None:
    with Store(root).writing(holder="me", since=NOON, wait=0, waiting=lambda _: None) as writer:
        writer.accept(Acceptance(alarm=alarm, by="Analytikern", reason=reason, at=NOON))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; a limit on file sizes stands in, in the test below")
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"this machine mounts no small disk: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_the_store_is_as_before(small_disk: Path) -> None:
    accept(small_disk / "store", alarm="before")
    with pytest.raises(CannotWrite, match="the disk is full") as refused:
        accept(small_disk / "store", alarm="after", reason="x" * 100_000)
    assert "disken är full" in refused.value.said.sv
    assert list(Store(small_disk / "store").accepted()) == ["before"]
    assert list((small_disk / "store" / "incoming").iterdir()) == []
    accept(small_disk / "store", alarm="smaller")
    assert list(Store(small_disk / "store").accepted()) == ["before", "smaller"]


def test_a_file_cut_short_by_a_limit_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"before")
    program = """
import resource, sys
from pathlib import Path
from laget.data.durable import CannotWrite, write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except CannotWrite as refusal:
    print(refusal.said.en)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")], capture_output=True, text=True, check=True
    )
    assert "the disk is full or the quota used up" in ran.stdout
    assert (tmp_path / "file").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the quota used up"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_whatever_the_disk_answers_at_any_step_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(CannotWrite, match=words) as refused:
        write_whole(tmp_path / "folder" / "file", b"data")
    assert str(tmp_path) in refused.value.said.sv
    monkeypatch.undo()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_store_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(CannotWrite, match="a file stands where a folder should be"):
        accept(tmp_path / "store")
    with pytest.raises(CannotWrite, match="a file stands where a folder should be"):
        accept(tmp_path / "store" / "below")
    assert (tmp_path / "store").read_text() == "not a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_one_may_not_write_is_told(tmp_path: Path) -> None:
    accept(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="you may not write there"):
            accept(tmp_path, alarm="another")
    finally:
        tmp_path.chmod(0o700)


def test_a_file_is_synced_before_it_gets_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def watched(name: str, call: Callable[..., object], *, of: Callable[..., str]) -> None:
        def step(*args: object, **more: object) -> object:
            seen.append(f"{name} {of(*args)}")
            return call(*args, **more)

        monkeypatch.setattr(os, name, step)

    watched("fsync", os.fsync, of=lambda handle: Path(f"/proc/self/fd/{handle}").readlink().name)
    watched("replace", os.replace, of=lambda _, target: Path(target).name)
    write_all([(tmp_path / "new" / "a", b"1"), (tmp_path / "new" / "b", b"2")])
    temporary = f"{os.getpid()}.{get_ident()}.tmp"
    assert seen == [
        f"fsync {tmp_path.name}",  # the folder `new` outlives a crash
        f"fsync .a.{temporary}",
        "replace a",
        f"fsync .b.{temporary}",
        "replace b",
        "fsync new",
    ]


def test_a_write_replaces_a_file_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"a longer text than the next")
    write_whole(tmp_path / "file", b"next")
    assert (tmp_path / "file").read_bytes() == b"next"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    durable.make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
