"""A region's own files: what is kept, and what is seen of a file before its columns are chosen."""

from pathlib import Path

import pytest

from laget.core.words.said import Refusal
from laget.data.region_files import keep_file, kept_files, look_into


def test_a_header_further_down_is_found(tmp_path: Path) -> None:
    data = "Resor med buss\n\nkommun;år;resor\nHalmstad;2024;10,5\n".encode()
    name = keep_file(tmp_path, name="Resor 2024.csv", data=data).name
    look = look_into(tmp_path, name)
    assert (look.header, look.columns, look.sheets) == (3, ("kommun", "år", "resor"), ())
    assert look.rows == (("Halmstad", "2024", "10,5"),)


def test_a_file_of_the_same_name_takes_the_old_ones_place(tmp_path: Path) -> None:
    keep_file(tmp_path, name="a.csv", data=b"x;y\n1;2\n")
    keep_file(tmp_path, name="A.CSV", data=b"x;y\n1;3\n")
    (kept,) = kept_files(tmp_path)
    assert kept.name == "a.csv"
    assert look_into(tmp_path, "a.csv").rows == (("1", "3"),)


def test_the_same_file_sent_again_is_left_as_it_lies(tmp_path: Path) -> None:
    assert keep_file(tmp_path, name="a.csv", data=b"x;y\n1;2\n").is_new
    assert not keep_file(tmp_path, name="A.csv", data=b"x;y\n1;2\n").is_new
    assert keep_file(tmp_path, name="a.csv", data=b"x;y\n1;3\n").is_new
    assert keep_file(tmp_path, name="a.csv", data=b"x;y\n1;2\n").is_new


def test_a_workbook_tells_its_sheets(tmp_path: Path, real: Path) -> None:
    book = next(path for path in sorted((real / "files").glob("*.xlsx")))
    name = keep_file(tmp_path, name="bok", data=book.read_bytes()).name
    assert name == "bok.xlsx"
    look = look_into(tmp_path, name)
    assert look.sheets
    assert look.sheet == look.sheets[0]
    with pytest.raises(Refusal, match="no sheet"):
        look_into(tmp_path, name, sheet="finns inte")


@pytest.mark.parametrize(
    ("name", "kept"), [("../../etc/passwd", "passwd.csv"), ("åäö.txt", "aao.csv"), ("…", "siffror.csv")]
)
def test_a_name_is_made_plain(tmp_path: Path, name: str, kept: str) -> None:
    assert keep_file(tmp_path / "inne", name=name, data=b"a;b\n1;2\n").name == kept
    assert [path.name for path in (tmp_path / "inne").iterdir()] == [kept]


def test_no_file_outside_the_folder_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "ute.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (tmp_path / "inne").mkdir()
    with pytest.raises(Refusal):
        look_into(tmp_path / "inne", "../ute.csv")
