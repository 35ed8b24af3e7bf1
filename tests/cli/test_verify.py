"""`laget verify`: an edition made again to the same bytes, or every difference named."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from laget.core.canonical import canonical_json
from tests.cli.conftest import Run


@pytest.fixture
def edition(bundled: Path) -> Path:
    """The example region's edition, with its store in the same home."""
    return bundled / "demo/edition.json"


def test_an_edition_is_made_again_to_the_same_bytes(laget: Run, edition: Path) -> None:
    result = laget("verify", edition)
    assert result.exit_code == 0, result.stderr
    assert "samma byte" in result.stdout


def test_it_holds_in_another_folder_locale_time_zone_and_user(
    edition: Path, home: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "annan mapp"
    shutil.copytree(home / "store", elsewhere / "lager")
    copy = shutil.copy(edition, elsewhere / "upplaga.json")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(elsewhere),
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4711",
        "USER": "someone-else",
        "LAGET_LANGUAGE": "en",
    }
    again = subprocess.run(
        [sys.executable, "-m", "laget", "verify", copy, "--store", elsewhere / "lager"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert "same bytes" in again.stdout


@pytest.mark.parametrize("kind", ["figures", "raw"])
def test_one_changed_byte_in_a_snapshot_is_noticed(laget: Run, edition: Path, home: Path, kind: str) -> None:
    victim = sorted((home / "store" / kind).iterdir())[0]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.chmod(0o644)
    victim.write_bytes(bytes(data))
    result = laget("verify", edition)
    assert result.exit_code == 1
    assert victim.name in result.stderr


@pytest.mark.parametrize("kind", ["figures", "raw"])
def test_a_snapshot_that_is_gone_is_noticed(laget: Run, edition: Path, home: Path, kind: str) -> None:
    victim = sorted((home / "store" / kind).iterdir())[0]
    victim.unlink()
    result = laget("verify", edition)
    assert result.exit_code == 1
    assert victim.name in result.stderr


@pytest.mark.parametrize("kind", ["figures", "raw"])
def test_a_snapshot_that_the_disk_does_not_give_is_told_in_a_sentence(
    laget: Run, edition: Path, home: Path, kind: str
) -> None:
    victim = sorted((home / "store" / kind).iterdir())[0]
    victim.unlink()
    victim.mkdir()
    result = laget("verify", edition)
    assert result.exit_code == 1
    assert f"{victim} går inte att läsa" in result.stderr


def test_a_store_that_is_a_file_is_told_in_a_sentence(laget: Run, edition: Path, tmp_path: Path) -> None:
    (tmp_path / "lager").write_text("inget lager")
    result = laget("verify", edition, "--store", tmp_path / "lager")
    assert result.exit_code == 1
    assert "lager/figures/" in result.stderr


def test_a_changed_verdict_is_named_with_both_words(laget: Run, edition: Path) -> None:
    document = json.loads(edition.read_text(encoding="utf-8"))
    document["verdicts"][0]["reach"] = "met"
    edition.write_bytes(canonical_json(document))
    result = laget("verify", edition)
    assert result.exit_code == 1
    assert "verdicts[0].reach" in result.stderr
    assert '"met"' in result.stderr
    assert '"on_track"' in result.stderr


def test_a_changed_target_in_the_embedded_strategy_is_noticed(laget: Run, edition: Path) -> None:
    document = json.loads(edition.read_text(encoding="utf-8"))
    next(one for one in document["strategy"]["targets"] if one["id"] == "m-vardtillfallen")["value"] = 9000
    edition.write_bytes(canonical_json(document))
    result = laget("verify", edition)
    assert result.exit_code == 1
    assert "gap.distance" in result.stderr


def test_an_edition_written_in_other_bytes_is_noticed(laget: Run, edition: Path) -> None:
    document = json.loads(edition.read_text(encoding="utf-8"))
    edition.write_text(json.dumps(document, indent=2), encoding="utf-8")
    assert laget("verify", edition).exit_code == 1


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format":"laget-edition/2"}', b"no json"]
)
def test_what_is_no_edition_is_refused_with_a_sentence(laget: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "edition.json"
    path.write_bytes(content)
    result = laget("verify", path)
    assert result.exit_code == 1
    assert str(path) in result.stderr


def test_a_file_that_is_not_there_is_refused(laget: Run, tmp_path: Path) -> None:
    assert laget("verify", tmp_path / "none.json").exit_code == 1
    assert laget("verify", tmp_path).exit_code == 1


def test_written_parts_are_taken_as_they_are_and_computed_ones_made_again(laget: Run, edition: Path) -> None:
    whole = json.loads(edition.read_bytes())
    whole["introduction"] = "Så gick det."
    whole["accounts"] = {
        "hogre-utbildning": {"text": "Andelen var {{eftergymnasial@1380:2020}} procent 2020."}
    }
    edition.write_bytes(canonical_json(whole))

    lacking = laget("verify", edition)
    assert lacking.exit_code == 1
    assert "cells.eftergymnasial.total.1380.2020" in lacking.stderr

    figure = lacking.stderr.split("i filen, ")[1].split(" omräknat")[0]
    whole["cells"]["eftergymnasial"]["total"]["1380"]["2020"] = json.loads(figure)
    edition.write_bytes(canonical_json(whole))
    assert laget("verify", edition).exit_code == 0, laget("verify", edition).stderr
