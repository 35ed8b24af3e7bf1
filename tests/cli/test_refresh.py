"""`laget refresh` against the real figures, replayed, and against every fault the publishers can show."""

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from laget.core.areas import COUNTIES, from_kolada
from laget.core.canonical import sha256
from laget.core.strategy.document import StrategyDocument
from laget.data.figures import key_of
from laget.data.store import Store
from laget.data.strategy_file import read_strategy
from tests.cli.conftest import Run
from tests.conftest import Replay

Cell = tuple[str, str, str, str]  # indicator, area, period, group
GROUPS = {"T": "total", "K": "women", "M": "men"}
SEXES = {"TotSa": "total", "1": "men", "2": "women"}


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LAGET_KOLADA_CALLS_PER_SECOND": "1000",
        "LAGET_WAIT_SECONDS": "0.01",
        "LAGET_READ_SECONDS": "10",
        "LAGET_LOCK_SECONDS": "0.2",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / "store")


def strategy_of(folder: Path, indicators: list[dict[str, Any]], **more: Any) -> Path:
    common = {"unit": "fritt", "better": "none"}
    document = {
        "format": "laget/1",
        "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
        "strategy": {"id": "rus", "version": 1, "title": "Prov", "period": {"from": 2020}},
        "indicators": [common | {"title": one["id"]} | one for one in indicators],
    }
    path = folder / "strategi.json"
    path.write_text(json.dumps(document | more, ensure_ascii=False), encoding="utf-8")
    return path


def kolada(*kpis: str, areas: tuple[str, ...] = ("13", "00")) -> list[dict[str, Any]]:
    return [{"id": kpi, "source": {"publisher": "kolada", "kpi": kpi}, "areas": list(areas)} for kpi in kpis]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A strategy of two indicators that come in two calls, since they are wanted for different areas."""
    return strategy_of(tmp_path, [*kolada("N01982"), *kolada("U07801", areas=("00", "1382"))])


def figures(store: Store, strategy: Path) -> dict[Cell, float | None]:
    """Return every cell of the latest snapshots."""
    document: StrategyDocument = read_strategy(strategy).document
    latest = [store.latest(key_of(document, one)) for one in document.indicators]
    tables = [store.table(one.hash) for one in latest if one is not None]
    names = ("indicator", "area", "period", "group", "value")
    return {
        cell: value
        for table in tables
        for *cell_, value in zip(*(table[name].to_pylist() for name in names), strict=True)
        for cell in [(cell_[0], cell_[1], cell_[2], cell_[3])]
    }


def states(store: Store, strategy: Path, indicator: str) -> int:
    document = read_strategy(strategy).document
    return len(store.snapshots(key_of(document, document.indicator(indicator))))


def data_calls(replay: Replay) -> list[str]:
    return [call["url"] for call in replay.log() if "/data" in call["url"]]


def test_all_seventy_indicators_come_through_with_every_value_equal(
    laget: Run, store: Store, replay: Replay, real: Path, tmp_path: Path
) -> None:
    published: dict[Cell, float | None] = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            area = from_kolada(row["municipality"]).code
            published[row["kpi"], area, str(row["period"]), GROUPS[row["gender"]]] = row["value"]
    wanted: dict[str, set[str]] = {}
    for kpi, area, _, _ in published:
        wanted.setdefault(kpi, set()).add(area)
    assert len(wanted) == 70
    strategy = strategy_of(
        tmp_path, [one for kpi, areas in wanted.items() for one in kolada(kpi, areas=tuple(sorted(areas)))]
    )
    result = laget("refresh", strategy)
    assert result.exit_code == 0, result.stderr
    assert "70 indikatorer: 70 nya." in result.stdout
    assert figures(store, strategy) == published
    assert len(data_calls(replay)) < 15, "all come in some calls, not one for each indicator"


def test_the_population_table_comes_through_with_every_value_equal(
    laget: Run, store: Store, replay: Replay, real: Path, tmp_path: Path
) -> None:
    cube = json.loads((real / "scb" / "TAB6471_data.json").read_text(encoding="utf-8"))
    codes = [list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    published = dict(zip(product(*codes), cube["value"], strict=True))
    ages = codes[cube["id"].index("Alder")]
    source = {"publisher": "scb", "table": "TAB6471", "group": "Kon", "groups": SEXES}
    strategy = strategy_of(
        tmp_path,
        [
            {
                "id": f"alder-{number}",
                "source": source
                | {"select": {"Alder": age, "Kon": list(SEXES), "Tid": "top(4)", "ContentsCode": "000007SF"}},
                "areas": ["counties"],
            }
            for number, age in enumerate(ages)
        ],
    )
    result = laget("refresh", strategy)
    assert result.exit_code == 0, result.stderr
    assert figures(store, strategy) == {
        (f"alder-{ages.index(age)}", region, month, SEXES[sex]): value
        for (region, age, sex, _, month), value in published.items()
    }
    assert len(published) == 2772


def test_classes_that_do_not_overlap_are_added_up(
    laget: Run, store: Store, replay: Replay, real: Path, tmp_path: Path
) -> None:
    source = {
        "publisher": "scb",
        "table": "TAB6471",
        "codelist": {"Alder": "vs_CKM0410årN"},
        "select": {"Alder": "*", "Kon": "TotSa", "ContentsCode": "000007SF", "Tid": "top(4)"},
        "sum": ["Alder"],
    }
    strategy = strategy_of(tmp_path, [{"id": "folkmangd", "source": source, "areas": ["counties"]}])
    assert laget("refresh", strategy).exit_code == 0
    cube = json.loads((real / "scb" / "TAB6471_data.json").read_text(encoding="utf-8"))
    codes = [list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    sums: dict[Cell, float | None] = {}
    for (region, _, sex, _, month), value in zip(product(*codes), cube["value"], strict=True):
        if sex == "TotSa":
            cell = ("folkmangd", region, month, "total")
            sums[cell] = (sums.get(cell) or 0) + value
    assert figures(store, strategy) == sums
    assert {area for _, area, _, _ in sums} == {county.code for county in COUNTIES}


def test_a_second_refresh_changes_nothing(laget: Run, store: Store, replay: Replay, two: Path) -> None:
    laget("refresh", two)
    before = {path: path.read_bytes() for path in (store.root / "figures").iterdir()}
    result = laget("refresh", two)
    assert result.exit_code == 0
    assert "2 indikatorer: 2 oförändrade." in result.stdout
    assert {path: path.read_bytes() for path in (store.root / "figures").iterdir()} == before
    assert len(store.vintages()) == 1


def test_a_revised_value_is_told_and_both_are_kept(
    laget: Run, store: Store, replay: Replay, two: Path
) -> None:
    laget("refresh", two)
    before = figures(store, two)
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=44.9)
    result = laget("refresh", two)
    assert result.exit_code == 0
    assert "N01982: 1 äldre siffra har ändrats" in result.stdout
    assert figures(store, two) == before | {("N01982", "13", "2021", "total"): 44.9}
    assert states(store, two, "N01982") == 2
    assert states(store, two, "U07801") == 1
    assert len(store.vintages()) == 2


def test_a_value_taken_away_is_told(laget: Run, store: Store, replay: Replay, two: Path) -> None:
    laget("refresh", two)
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=None)
    assert "1 äldre siffra har ändrats" in laget("refresh", two).stdout
    assert figures(store, two)["N01982", "13", "2021", "total"] is None


def test_waits_and_passing_faults_are_got_over(laget: Run, store: Store, replay: Replay, two: Path) -> None:
    for kind in ("429", "503", "truncate", "html"):  # one try is left
        replay.fault("data/kpi/N01982", kind, times=1, retry_after=0)
    replay.fault("/kpi/", "stale_page", times=1)
    replay.fault("data/kpi/U07801", "429", times=1, retry_after=1)
    begun = time.monotonic()
    result = laget("refresh", two)
    assert result.exit_code == 0, result.stderr
    assert time.monotonic() - begun >= 1, "Retry-After is waited out"
    assert "2 nya" in result.stdout


FAULTS = {
    "429": "429",
    "503": "503",
    "410": "410",
    "truncate": "bröt av svaret",
    "html": "webbsida",
    "stale_page": "upprepade sida 1",
    "hang": "svarade inte inom 1,5 s",
    "empty": "svarade utan en enda rad",
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_that_stays_is_told_and_leaves_everything_else_whole(
    laget: Run, store: Store, replay: Replay, two: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_TRIES", "2")
    laget("refresh", two)
    monkeypatch.setenv("LAGET_READ_SECONDS", "1.5" if kind == "hang" else "10")
    before = figures(store, two)
    replay.revise(kpi="U07801", municipality="1382", period=2024, gender="T", value=1.0)
    replay.fault("data/kpi/N01982", kind, times=99, retry_after=0)
    result = laget("refresh", two)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("N01982: ")
    assert FAULTS[kind] in line
    assert "1 misslyckad" in result.stdout
    assert figures(store, two) == before | {("U07801", "1382", "2024", "total"): 1.0}

    replay.no_faults()
    assert laget("refresh", two).exit_code == 0


@pytest.mark.parametrize("kind", FAULTS)
def test_a_first_refresh_that_fails_keeps_what_came(
    laget: Run, store: Store, replay: Replay, two: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_TRIES", "1")
    monkeypatch.setenv("LAGET_READ_SECONDS", "1.5" if kind == "hang" else "10")
    replay.fault("data/kpi/N01982", kind, times=99, retry_after=0)
    result = laget("refresh", two)
    assert result.exit_code == 1
    assert "Utan siffror i lagret: N01982." in result.stdout
    assert {cell[0] for cell in figures(store, two)} == {"U07801"}


def test_one_publisher_that_is_down_leaves_the_other(
    laget: Run, store: Store, replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    population = {
        "id": "folk",
        "source": {
            "publisher": "scb",
            "table": "TAB6471",
            "select": {"Alder": "0-9", "Kon": "TotSa", "ContentsCode": "000007SF", "Tid": "top(4)"},
        },
        "areas": ["county"],
    }
    strategy = strategy_of(tmp_path, [*kolada("N01982"), population])
    monkeypatch.setenv("LAGET_SCB_URL", "http://127.0.0.1:9/api/v2")
    monkeypatch.setenv("LAGET_TRIES", "1")
    result = laget("refresh", strategy)
    assert result.exit_code == 1
    assert result.stderr.startswith("folk: SCB gick inte att nå")
    assert {cell[0] for cell in figures(store, strategy)} == {"N01982"}


def test_a_file_that_is_missing_is_told_and_the_publishers_figures_come(
    laget: Run, store: Store, replay: Replay, tmp_path: Path
) -> None:
    columns = {"area": "län", "period": "år", "value": "antal"}
    own = {"id": "egen", "source": {"file": "saknas.csv", "columns": columns}, "areas": ["county"]}
    strategy = strategy_of(tmp_path, [*kolada("N01982"), own])
    result = laget("refresh", strategy)
    assert result.exit_code == 1
    assert "egen: saknas.csv" in result.stderr
    assert {cell[0] for cell in figures(store, strategy)} == {"N01982"}


def test_another_statistic_in_the_same_file_is_refused(laget: Run, store: Store, tmp_path: Path) -> None:
    own = {
        "id": "egen",
        "source": {"file": "siffror.csv", "columns": {"area": "län", "period": "år", "value": "antal"}},
        "areas": ["county"],
    }
    strategy = strategy_of(tmp_path, [own])
    years = range(2015, 2025)

    def write(factor: float, *, first: float = 1.0) -> None:
        values = [f"13;{year};{round(year * (first if year == 2015 else factor))}" for year in years]
        (tmp_path / "siffror.csv").write_text("\n".join(["län;år;antal", *values]), encoding="utf-8")

    write(1.0)
    assert laget("refresh", strategy).exit_code == 0
    before = figures(store, strategy)
    write(1.5)
    result = laget("refresh", strategy)
    assert result.exit_code == 1
    assert "annan statistik" in result.stderr
    assert figures(store, strategy) == before
    write(1.0, first=1.5)
    assert laget("refresh", strategy).exit_code == 0, "one revised value is a revision"


def test_an_area_the_source_lacks_is_told(laget: Run, replay: Replay, tmp_path: Path) -> None:
    strategy = strategy_of(tmp_path, kolada("U07801", areas=("county", "country")))
    result = laget("refresh", strategy)
    assert result.exit_code == 0
    assert "U07801: källan har inga siffror för Hallands län." in result.stdout


def test_json_tells_the_same_to_a_program(laget: Run, replay: Replay, two: Path) -> None:
    laget("refresh", two)
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=44.9)
    told = json.loads(laget("refresh", two, "--json").stdout)
    revised, unchanged = told["indicators"]
    assert (revised["indicator"], revised["came"], unchanged["came"]) == ("N01982", "revised", "unchanged")
    assert [(change["area"], change["period"], change["new"]) for change in revised["revised"]] == [
        ("13", "2021", 44.9)
    ]
    assert revised["snapshot"]["publisher"] == "Kolada"
    assert len(unchanged["snapshot"]["fetched"]) == 2
    assert re.fullmatch(r"[0-9a-f]{64}", told["vintage"])


def test_it_speaks_english(laget: Run, replay: Replay, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    assert "2 indicators: 2 new." in laget("refresh", two).stdout


def test_a_refused_setting_is_named(
    laget: Run, replay: Replay, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_READ_SECONDS", "snabbt")
    result = laget("refresh", two)
    assert result.exit_code == 1
    assert "LAGET_READ_SECONDS" in result.stderr


def test_a_store_that_is_a_file_is_told(laget: Run, replay: Replay, two: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    result = laget("refresh", two, "--store", tmp_path / "fil")
    assert result.exit_code == 1
    assert "en fil står där en mapp ska vara" in result.stderr


def test_a_missing_strategy_is_refused_and_a_missing_argument_is_wrong_use(laget: Run, home: Path) -> None:
    assert laget("refresh", "finns-inte.yaml").exit_code == 1
    assert laget("refresh").exit_code == 2


def test_help_shows_an_example(laget: Run) -> None:
    assert "laget refresh strategi.yaml" in laget("refresh", "--help").stdout


def test_a_full_disk_is_told_and_the_store_is_as_before(
    laget: Run, replay: Replay, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("this machine mounts no small disk")
    try:
        small = Store(disk / "store")
        assert laget("refresh", two, "--store", small.root).exit_code == 0
        before = figures(small, two)
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=44.9)
        result = laget("refresh", two, "--store", small.root)
        assert result.exit_code == 1
        assert "disken är full" in result.stderr
        assert figures(small, two) == before
        assert unlike_their_names(small.root) == []
        filler.unlink()
        assert laget("refresh", two, "--store", small.root).exit_code == 0
        assert figures(small, two) == before | {("N01982", "13", "2021", "total"): 44.9}
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_quota_that_is_used_up_is_told_and_the_store_is_as_before(
    laget: Run, replay: Replay, two: Path, store: Store
) -> None:
    limited = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "from laget.cli.app import main\n"
        "sys.argv = ['laget', *sys.argv[1:]]\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limited, "refresh", str(two)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "kvoten slut" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert unlike_their_names(store.root) == []
    assert laget("refresh", two).exit_code == 0
    assert {cell[0] for cell in figures(store, two)} == {"N01982", "U07801"}


def unlike_their_names(root: Path) -> list[Path]:
    named = [*root.glob("raw/*"), *root.glob("figures/*")]
    return [path for path in named if sha256(path.read_bytes()) != path.name.partition(".")[0]]


def started(*arguments: str | Path, **more: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "laget", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen within 20 s"
        time.sleep(0.02)


@pytest.fixture
def held(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Let the call for U07801 hang while a refresh is looked at, interrupted or killed."""
    monkeypatch.setenv("LAGET_READ_SECONDS", "30")
    replay.fault("data/kpi/U07801", "hang", times=1)
    return replay


def is_half_done(store: Store, replay: Replay) -> bool:
    """Say whether N01982 is kept and U07801 is asked for."""
    return any((store.root / "fetches").rglob("*.json")) and any(
        "U07801" in url for url in data_calls(replay)
    )


def test_a_refresh_killed_in_the_middle_is_taken_up_and_nothing_is_asked_for_twice(
    store: Store, held: Replay, two: Path
) -> None:
    with started("refresh", two) as killed:
        wait_until(lambda: is_half_done(store, held))
        killed.kill()
    assert store.vintages() == ()
    before = len(data_calls(held))
    with started("refresh", two) as again:
        said, fault = again.communicate()
    assert (again.returncode, fault) == (0, "")
    assert "Fortsatte hämtningen som avbröts" in said
    assert ["U07801" in url for url in data_calls(held)[before:]] == [True]
    assert [states(store, two, name) for name in ("N01982", "U07801")] == [1, 1]
    document = read_strategy(two).document
    fetched = [len(store.fetched(key_of(document, one))) for one in document.indicators]
    assert fetched == [1, 1], "nothing is doubled"


def test_an_interrupted_refresh_says_how_it_goes_on(store: Store, held: Replay, two: Path) -> None:
    with started("refresh", two) as interrupted:
        wait_until(lambda: is_half_done(store, held))
        begun = time.monotonic()
        interrupted.send_signal(signal.SIGINT)
        said, fault = interrupted.communicate()
    assert time.monotonic() - begun < 15, "it does not wait for a publisher that is silent"
    assert interrupted.returncode == 1
    assert said == ""
    assert fault.startswith("Avbruten.")
    assert "Traceback" not in fault


def test_two_refreshes_at_once_do_not_disturb_each_other(
    store: Store, held: Replay, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started("refresh", two) as first:
        wait_until(lambda: is_half_done(store, held))
        with started("refresh", two) as second:
            said, fault = second.communicate()
        assert second.returncode == 1
        assert said == ""
        waiting, refused = fault.splitlines()
        assert waiting.startswith("Väntar på lagret")
        assert refused.startswith(f"Lagret {store.root} skrivs av")
        assert f"process {first.pid}" in refused

        monkeypatch.setenv("LAGET_LOCK_SECONDS", "60")
        with started("refresh", two) as patient:
            assert patient.stderr is not None
            assert f"process {first.pid}" in patient.stderr.readline()
            first.kill()
            said, fault = patient.communicate()
    assert (patient.returncode, fault) == (0, "")
    assert {cell[0] for cell in figures(store, two)} == {"N01982", "U07801"}


def test_many_refreshes_at_once_leave_one_snapshot_of_each(
    store: Store, replay: Replay, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LOCK_SECONDS", "60")
    running = [started("refresh", two) for _ in range(3)]
    ended = [(one.communicate(), one.returncode) for one in running]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert [states(store, two, name) for name in ("N01982", "U07801")] == [1, 1]
    document = read_strategy(two).document
    assert len(store.fetched(key_of(document, document.indicators[0]))) == 3
    assert len(store.vintages()) == 1


def test_a_bar_is_shown_on_a_terminal_and_nowhere_else(held: Replay, two: Path) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "laget", "refresh", str(two)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=side) as shown:
        os.close(side)
        seen = b""
        wait = time.monotonic() + 20
        while "Hämtar".encode() not in seen and time.monotonic() < wait:
            seen += os.read(main, 4096)
        shown.kill()
    os.close(main)
    assert "Hämtar".encode() in seen

    held.no_faults()
    held.fault("data/kpi/U07801", "503", times=2, retry_after=1)
    with started("refresh", two) as hidden:
        said, fault = hidden.communicate()
    assert fault == ""
    assert "Hämtar" not in said
    assert "\x1b" not in said
