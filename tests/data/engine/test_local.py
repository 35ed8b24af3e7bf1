"""DuckDB's engine: targets and their series brought together from Parquet, each judged as if alone."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from laget.core.followup.kernel import VERDICTS, RowsRefused
from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Block, Case, Kind
from laget.core.followup.reach import REACHES, reach_of
from laget.core.followup.trend import trend
from laget.data.engine import local
from laget.data.engine.local import judged_parquet

Figures = list[tuple[str, int, float | None]]
RISING: Figures = [("a", 2015 + n, 10.0 + n) for n in range(6)]


def judged(
    folder: Path, figures: Figures, /, method: str = "destatis", **targets: Any
) -> list[dict[str, Any]]:
    table = pa.table(
        {
            "series": pa.array([series for series, _, _ in figures], pa.string()),
            "year": pa.array([year for _, year, _ in figures], pa.int32()),
            "value": pa.array([value for _, _, value in figures], pa.float64()),
        }
    )
    pq.write_table(table, folder / "figures.parquet")
    pq.write_table(pa.table(targets), folder / "targets.parquet")
    batches = judged_parquet(
        figures=folder / "figures.parquet", targets=folder / "targets.parquet", method=METHODS[method]
    )
    return pa.Table.from_batches(list(batches), schema=VERDICTS).to_pylist()


def test_a_target_is_judged_on_its_own_series_and_has_its_trend(tmp_path: Path) -> None:
    figures = [*reversed(RISING), ("b", 2020, 1.0), ("a", 2014, None)]
    (row,) = judged(
        tmp_path, figures, series=["a"], kind=["value"], better=["higher"], value=[30.0], year=[2030]
    )
    assert row == {
        "series": "a",
        "class": "cloudy",
        "reach": "too_slow",
        "reason": None,
        "progress_value": pytest.approx((30 - 25) / (30 - 15)),
        "score": None,
        "projected": 25.0,
        "base_year_used": 2015,
        "last_year_used": 2020,
        "s": 15,
        "z": pytest.approx(14 / np.sqrt(6 * 5 * 17 / 18)),
        "p": pytest.approx(0.008534920414227),
        "p_exact": pytest.approx(2 / 720),
        "p_corrected": pytest.approx(0.008534920414227),
        "slope": 1.0,
        "intercept": pytest.approx(10.0 - 2015),
    }


def test_what_cannot_be_judged_has_its_reason_and_no_numbers(tmp_path: Path) -> None:
    short, absent = judged(
        tmp_path, [("a", 2020, 1.0)], series=["a", "b"], kind=["direction"] * 2, better=["lower"] * 2
    )
    assert (short["class"], short["reach"], short["reason"]) == ("not_judged", "not_judged", "too_few_years")
    assert (absent["reason"], absent["last_year_used"], absent["slope"]) == ("no_figure", None, None)


def test_thousands_of_targets_come_in_their_order_and_are_judged_as_each_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "ROWS", 700)
    generator = np.random.Generator(np.random.PCG64(3))
    names = [f"s{n}" for n in generator.permutation(3000).tolist()]
    values = generator.normal(50, 5, size=(3000, 12)).round(1)
    figures: Figures = [
        (name, 2012 + year, value)
        for name, series in zip(names, values.tolist(), strict=True)
        for year, value in enumerate(series)
    ]
    generator.shuffle(figures)
    kinds = generator.choice(["value", "hold", "direction", "corridor"], 3000).tolist()
    asked = {
        "kind": kinds,
        "better": generator.choice(["higher", "lower"], 3000).tolist(),
        "value": [52.0] * 3000,
        "low": [48.0] * 3000,
        "high": [51.0] * 3000,
        "year": generator.choice([2020, 2030], 3000),
        "as_of": generator.choice([2019, 2023], 3000),
    }
    method = METHODS["theil_sen"]
    rows = judged(tmp_path, figures, method="theil_sen", series=names, **asked)
    assert [row["series"] for row in rows] == names
    for place in range(0, 3000, 97):
        last = int(asked["as_of"][place])
        corridor = kinds[place] == "corridor"
        case = Case(
            years=tuple(range(2012, last + 1)),
            values=tuple(values[place, : last - 2011].tolist()),
            kind=Kind[kinds[place].upper()],
            way=0 if corridor else 1 if asked["better"][place] == "higher" else -1,
            threshold=52.0 if kinds[place] in {"value", "hold"} else None,
            year=int(asked["year"][place]),
            low=48.0 if corridor else None,
            high=51.0 if corridor else None,
        )
        block = Block.of([case])
        verdict = method.judge(block)
        assert rows[place]["class"] == method.classes[verdict.classes[0]]
        assert rows[place]["reach"] == REACHES[int(reach_of(method, block, verdict)[0])]
        assert rows[place]["progress_value"] == verdict.progress[0]
        assert rows[place]["s"] == trend(block.years, block.values).s[0]


@pytest.mark.parametrize(
    ("figures", "target", "said"),
    [
        (RISING, {"kind": "level", "better": "higher"}, "kind: “level” is none of value, hold, corridor"),
        (RISING, {"kind": "value", "better": "up", "value": 1.0}, "better: “up” is none of higher, lower"),
        (RISING, {"kind": "direction", "better": None}, "the series a: better is missing"),
        (RISING, {"kind": "value", "better": "higher"}, "the series a: value is missing"),
        (
            RISING,
            {"kind": "corridor", "better": None, "low": 3.0, "high": 2.0},
            "low and high are no corridor",
        ),
        ([*RISING, ("a", 2020, 3.0)], {"kind": "direction", "better": "lower"}, "two values for one year"),
    ],
)
def test_rows_that_cannot_be_judged_as_they_stand_are_refused(
    tmp_path: Path, figures: Figures, target: dict[str, Any], said: str
) -> None:
    with pytest.raises(RowsRefused, match=said):
        judged(tmp_path, figures, "destatis", series=["a"], **{name: [word] for name, word in target.items()})
