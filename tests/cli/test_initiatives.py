"""Initiatives go in to an installation from a workbook and out of it again, without loss and never half."""

import io
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.initiatives.models import Initiative
from laget.renders.initiatives_workbook import initiatives_workbook
from tests.apps.initiatives.conftest import WANTED
from tests.cli.conftest import Run

pytestmark = pytest.mark.django_db
SLUG = "arbetsboksregionen"  # the example itself may be in the database


@pytest.fixture
def region(laget: Run, tmp_path: Path) -> Organisation:
    made = Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")
    strategy = tmp_path / "strategi.yaml"
    text = files("laget.demo").joinpath("strategy.yaml").read_text(encoding="utf-8")
    strategy.write_text(text.replace("slug: halland", f"slug: {SLUG}"), encoding="utf-8")
    assert laget("import", "strategy", strategy).exit_code == 0
    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "insatser.xlsx"
    path.write_bytes(initiatives_workbook([WANTED], known=None))
    return path


def broken(workbook: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(workbook.read_bytes()))
    book["Insatser"].append(["Ny", "En kommun", "Projekt", "kanske"])
    book["Kommuner"].append(["Okänd", "Hylte", 2025])
    book.save(workbook)
    return workbook


def test_what_is_taken_out_is_what_was_brought_in(
    laget: Run, region: Organisation, workbook: Path, tmp_path: Path
) -> None:
    brought = laget("import", "initiatives", workbook, "--host", SLUG)
    assert (brought.exit_code, brought.stdout.strip()) == (0, "Nya: 1. Ändrade: 0. Som de var: 0.")
    out = tmp_path / "ut.xlsx"
    assert laget("export", "initiatives", "--region", SLUG, "--out", out).exit_code == 0
    for file in (workbook, out):
        again = laget("import", "initiatives", file, "--host", SLUG)
        assert (again.exit_code, again.stdout.strip()) == (0, "Allt i filen finns redan.")
    assert Initiative.objects.get(organisation=region).revision == 1


def test_a_dry_run_needs_no_region_and_writes_nothing(laget: Run, workbook: Path) -> None:
    told = laget("import", "initiatives", workbook, "--dry-run")
    assert (told.exit_code, "Filen går att läsa: 1 insats." in told.stdout) == (0, True)
    assert not Initiative.objects.filter(organisation__slug=SLUG).exists()


def test_a_dry_run_with_a_region_says_what_would_change(
    laget: Run, region: Organisation, workbook: Path
) -> None:
    told = laget("import", "initiatives", workbook, "--host", SLUG, "--dry-run")
    assert told.stdout.strip() == "Skulle bli nya: 1. Skulle ändras: 0. Är redan så: 0."
    assert not Initiative.objects.filter(organisation=region).exists()


def test_a_workbook_with_faults_writes_nothing_and_tells_each_with_its_place(
    laget: Run, region: Organisation, workbook: Path
) -> None:
    told = laget("import", "initiatives", broken(workbook), "--host", SLUG)
    assert told.exit_code == 1
    assert "Blad Insatser, rad 3, kolumn D: ”kanske” finns inte" in told.stderr
    assert "Blad Kommuner, rad 4, kolumn A: insatsen ”Okänd” står inte" in told.stderr
    assert "Inget är skrivet." in told.stderr
    assert not Initiative.objects.filter(organisation=region).exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("import", "initiatives", "finns-inte.xlsx", "--dry-run"), "går inte att öppna"),
        (("import", "initiatives", "{file}"), "--host SLUG"),
        (("import", "initiatives", "{file}", "--host", "ingen"), "ingen region ingen"),
        (("export", "initiatives", "--region", SLUG), "--out FIL"),
    ],
)
def test_what_cannot_be_done_is_said(
    laget: Run, region: Organisation, workbook: Path, words: tuple[str, ...], reason: str
) -> None:
    told = laget(*(word.replace("{file}", str(workbook)) for word in words))
    assert (told.exit_code, reason in told.stderr) == (1, True), told.stderr
