"""Running the command line as a person does, with a home and a store of the test's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from laget.cli.app import app
from laget.data.store import Store
from tests.cli.installation import Installation
from tests.cli.refreshing import SHORT_WAITS, kolada, strategy_of
from tests.once import made_once

Run = Callable[..., Result]
SAID = "said.txt"  # what `laget demo` printed, in the home that it made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that this test's installation keeps its things in."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LAGET_HOME", str(folder))
    monkeypatch.delenv("LAGET_LANGUAGE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return folder


@pytest.fixture
def laget(home: Path) -> Run:
    """Run `laget` with arguments; the result has exit_code, stdout and stderr."""

    def run(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        unexpected = result.exception is not None and not isinstance(result.exception, SystemExit)
        assert not unexpected, f"a traceback reached the user: {result.exception!r}"
        return result

    return run


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation of this test's own in which nothing has been done."""
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose tables and files are in order, which takes a while: made once a run, to be copied."""
    return made_once(tmp_path_factory, "prepared", lambda folder: Installation(folder).prepare())


@pytest.fixture
def installation(empty: Installation, prepared: Path) -> Installation:
    """An installation of this test's own, whose tables and files are in order and empty."""
    shutil.copytree(prepared, empty.folder)
    return empty


@pytest.fixture
def store(home: Path) -> Store:
    """The installation's own store."""
    return Store(home / "store")


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings under which a test goes through all waits and tries at once."""
    for name, value in SHORT_WAITS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A strategy of two indicators that come in two calls, since they are wanted for different areas."""
    return strategy_of(tmp_path, [*kolada("N01982"), *kolada("U07801", areas=("00", "1382"))])


def show(folder: Path) -> None:
    """Run `laget demo` in a folder, and keep what it said beside what it made."""
    ran = CliRunner().invoke(
        app, ["demo", "--no-serve"], env={"LAGET_HOME": str(folder), "LAGET_LANGUAGE": None, "COLUMNS": "200"}
    )
    assert ran.exit_code == 0, ran.stderr
    (folder / SAID).write_text(ran.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which `laget demo` has been run, once for all tests, with what it said in a file."""
    return made_once(tmp_path_factory, "shown", show)


@pytest.fixture
def bundled(shown: Path, home: Path) -> Path:
    """This test's home, with the example's figures in its store and its edition beside them."""
    shutil.copytree(shown, home)
    return home
