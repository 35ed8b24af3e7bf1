"""Where a file may lie, and what is said where it cannot be read."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest

from laget.data.sources.tables import grid
from laget.data.sources.tables.grid import Unreadable
from laget.data.sources.tables.location import read_bytes


def refusal(file: str, *, folder: Path, root: Path | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        read_bytes(file, folder=folder, root=folder if root is None else root)
    return refused.value.said.sv


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A strategy's folder with a file, a folder and a file in it, beside a secret."""
    (tmp_path / "secret.csv").write_text("hemligt")
    strategy = tmp_path / "strategy"
    (strategy / "data").mkdir(parents=True)
    (strategy / "figures.csv").write_text("a;b")
    (strategy / "data" / "inner.csv").write_text("c;d")
    return strategy


def test_a_file_in_the_folder_is_read(folder: Path) -> None:
    assert read_bytes("figures.csv", folder=folder, root=folder) == b"a;b"
    assert read_bytes("data/inner.csv", folder=folder, root=folder) == b"c;d"
    assert read_bytes("./data/../figures.csv", folder=folder, root=folder) == b"a;b"


def test_nothing_is_told_of_what_lies_outside(folder: Path) -> None:
    there, not_there = (refusal(file, folder=folder) for file in ("../secret.csv", "../secrets.csv"))
    assert there == not_there


@pytest.mark.parametrize("file", ["../secret.csv", "data/../../secret.csv"])
def test_a_file_outside_the_folder_is_not_read_unless_the_caller_allows_it(folder: Path, file: str) -> None:
    assert refusal(file, folder=folder).startswith("filen ligger utanför strategins mapp")
    assert read_bytes(file, folder=folder, root=folder.parent) == b"hemligt"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "door").symlink_to(folder.parent)
    (folder / "inside.csv").symlink_to("figures.csv")
    (folder / unicodedata.normalize("NFD", "å.csv")).symlink_to(folder.parent / "secret.csv")
    assert refusal("å.csv", folder=folder).startswith("filen ligger utanför strategins mapp")
    assert refusal("link.csv", folder=folder).startswith("filen ligger utanför strategins mapp")
    assert refusal("door/secret.csv", folder=folder).startswith("filen ligger utanför strategins mapp")
    assert read_bytes("inside.csv", folder=folder, root=folder) == b"a;b"


def test_a_folder_that_is_itself_a_link_is_no_way_out(folder: Path) -> None:
    linked = folder.parent / "linked"
    linked.symlink_to(folder)
    assert read_bytes("figures.csv", folder=linked, root=linked) == b"a;b"


def test_a_path_of_one_computer_alone_is_read_only_within_the_root(folder: Path) -> None:
    secret = folder.parent / "secret.csv"
    assert refusal(str(secret), folder=folder).startswith("filen ligger utanför strategins mapp")
    assert refusal("/etc/passwd", folder=folder).startswith("filen ligger utanför strategins mapp")
    assert read_bytes(str(secret), folder=folder, root=folder.parent) == b"hemligt"


@pytest.mark.parametrize("file", ["C:\\figures.csv", "c:/figures.csv", "\\\\server\\figures.csv"])
def test_a_path_of_another_kind_of_computer_is_not_there(folder: Path, file: str) -> None:
    assert refusal(file, folder=folder).startswith("filen finns inte")


def test_a_file_that_is_not_there_is_refused_with_the_nearest_name(folder: Path) -> None:
    assert refusal("figure.csv", folder=folder) == "filen finns inte; menas figures.csv?"
    assert refusal("annat.xlsx", folder=folder) == "filen finns inte"
    assert refusal("ingen/mapp.csv", folder=folder) == "filen finns inte"


def test_a_name_that_another_computer_wrote_with_loose_rings_is_found(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "årsbefolkning.csv")).write_text("x")
    assert read_bytes(unicodedata.normalize("NFC", "årsbefolkning.csv"), folder=folder, root=folder) == b"x"


def test_what_is_no_file_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "circle").symlink_to("circle")
    assert refusal("data", folder=folder) == "det är en mapp, ingen fil"
    assert refusal(".", folder=folder) == "det är en mapp, ingen fil"
    assert refusal("pipe", folder=folder) == "det är ingen vanlig fil"
    assert refusal("figures.csv/inner", folder=folder).startswith("filen")
    assert refusal("circle", folder=folder).startswith("filen")
    assert refusal("a" * 300, folder=folder).startswith("filen går inte att läsa")
    assert refusal("a\0b", folder=folder).startswith("filen går inte att läsa")


def test_a_file_that_may_not_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path), mode)

    monkeypatch.setattr(Path, "open", closed)
    assert refusal("figures.csv", folder=folder) == "filen går inte att läsa (Permission denied)"


def test_an_empty_and_a_too_large_file_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.csv").touch()
    assert refusal("empty.csv", folder=folder) == "filen är tom"
    monkeypatch.setattr(grid, "MOST_BYTES", 2)
    assert refusal("figures.csv", folder=folder).startswith("filen är större än")


@pytest.mark.parametrize("grown", ["a;b\n1;2", "x;y"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, grown: str
) -> None:
    path = folder / "figures.csv"
    before = Path.stat

    def changing(seen: Path, **more: bool) -> os.stat_result:
        status = before(seen, **more)
        if seen.name == "figures.csv" and stat.S_ISREG(status.st_mode):
            path.write_text(grown)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
        return status

    monkeypatch.setattr(Path, "stat", changing)
    assert refusal("figures.csv", folder=folder).startswith("filen ändrades medan den lästes")
