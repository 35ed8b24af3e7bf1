"""A strategy goes in to an installation and out of it again, without loss and never half."""

from importlib.resources import files
from pathlib import Path

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.models import Draft, StrategyVersion
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.canonical import canonical_bytes
from laget.data.strategy_file import read_strategy
from tests.cli.conftest import Run

pytestmark = pytest.mark.django_db
SLUG = "provregionen"  # the example itself may be in the database


def versions() -> int:
    return StrategyVersion.objects.filter(organisation__slug__in=[SLUG, "annan"]).count()


def drafts() -> int:
    return Draft.objects.filter(organisation__slug__in=[SLUG, "annan"]).count()


@pytest.fixture
def region() -> Organisation:
    return Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    path = tmp_path / "strategi.yaml"
    text = files("laget.demo").joinpath("strategy.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("slug: halland", f"slug: {SLUG}"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["ut.yaml", "ut.json"])
def test_what_is_taken_out_is_what_was_brought_in(
    laget: Run, region: Organisation, strategy: Path, tmp_path: Path, name: str
) -> None:
    brought = laget("import", "strategy", strategy, "--region", SLUG)
    assert brought.exit_code == 0, brought.stderr
    assert "Antagen som version 1" in brought.stdout
    out = tmp_path / name
    assert laget("export", "strategy", "--region", SLUG, "--out", out).exit_code == 0
    assert canonical_bytes(read_strategy(out).document) == canonical_bytes(read_strategy(strategy).document)


def test_an_earlier_version_is_taken_out_by_its_number(
    laget: Run, region: Organisation, strategy: Path
) -> None:
    laget("import", "strategy", strategy)
    strategy.write_text(strategy.read_text().replace("Ett gott liv i hela länet", "Ett annat liv"))
    assert laget("import", "strategy", strategy).exit_code == 0
    first = laget("export", "strategy", "--region", SLUG, "--version", "1").stdout
    assert "Ett gott liv i hela länet" in first
    assert "Ett annat liv" in laget("export", "strategy", "--region", SLUG).stdout
    missing = laget("export", "strategy", "--region", SLUG, "--version", "7")
    assert (missing.exit_code, "ingen sådan" in missing.stderr) == (1, True)


def test_the_same_file_is_not_adopted_twice(laget: Run, region: Organisation, strategy: Path) -> None:
    laget("import", "strategy", strategy)
    again = laget("import", "strategy", strategy)
    assert again.exit_code == 1
    assert "redan antagit" in again.stderr
    assert versions() == 1


def test_a_file_with_a_fault_changes_nothing_and_is_told_with_its_line(
    laget: Run, region: Organisation, strategy: Path
) -> None:
    strategy.write_text(strategy.read_text().replace("level: goal", "level: goall", 1))
    refused = laget("import", "strategy", strategy)
    assert refused.exit_code == 1
    assert "strategi.yaml:" in refused.stderr
    assert versions() == 0
    assert drafts() == 0


def test_a_file_without_a_decision_becomes_the_draft_and_never_over_another(
    laget: Run, region: Organisation, strategy: Path
) -> None:
    lines = strategy.read_text().splitlines(keepends=True)
    strategy.write_text("".join(line for line in lines if not line.startswith("  decision:")))
    assert "utkastet" in laget("import", "strategy", strategy).stdout
    assert drafts() == 1
    assert versions() == 0
    assert laget("import", "strategy", strategy).exit_code == 1
    assert laget("import", "strategy", strategy, "--replace").exit_code == 0
    assert "Ett gott liv" in laget("export", "strategy", "--region", SLUG, "--draft").stdout


def test_a_decided_file_becomes_a_draft_when_that_is_asked_for(
    laget: Run, region: Organisation, strategy: Path
) -> None:
    assert laget("import", "strategy", strategy, "--draft").exit_code == 0
    assert drafts() == 1
    assert version_in_force(region) is None


def test_a_dry_run_needs_no_installation_and_writes_nothing(laget: Run, strategy: Path, home: Path) -> None:
    told = laget("import", "strategy", strategy, "--dry-run")
    assert (told.exit_code, "skulle antas" in told.stdout) == (0, True)
    assert not home.exists()


def test_another_regions_strategy_and_an_unknown_region_are_refused(laget: Run, strategy: Path) -> None:
    Organisation.objects.create(slug="annan", name="En annan", area="14")
    assert f"gäller {SLUG}" in laget("import", "strategy", strategy, "--region", "annan").stderr
    unknown = laget("import", "strategy", strategy, "--region", "okand")
    assert (unknown.exit_code, "annan" in unknown.stderr) == (1, True)
    assert versions() == 0


def test_an_imported_version_is_the_documents_own_bytes(
    laget: Run, region: Organisation, strategy: Path
) -> None:
    laget("import", "strategy", strategy)
    version = version_in_force(region)
    assert version is not None
    assert document_of(version) == read_strategy(strategy).document
    assert version.document.encode() == canonical_bytes(read_strategy(strategy).document)
