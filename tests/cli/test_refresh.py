"""`laget refresh` against the real figures, replayed, and against every fault the publishers can show."""

import gzip
import json
import re
import time
from itertools import product
from pathlib import Path

import pytest

from laget.core.areas import COUNTIES, from_kolada
from laget.data.store import Store
from tests.cli.conftest import Run
from tests.cli.refreshing import Cell, data_calls, figures, kolada, states, strategy_of
from tests.conftest import Replay

GROUPS = {"T": "total", "K": "women", "M": "men"}
SEXES = {"TotSa": "total", "1": "men", "2": "women"}


pytestmark = pytest.mark.usefixtures("short_waits")


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
