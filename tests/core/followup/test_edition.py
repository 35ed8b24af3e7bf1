"""An edition: the same bytes everywhere, and what it rests on."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from laget import demo
from laget.core.canonical import canonical_bytes, canonical_json, sha256
from laget.core.followup.edition import (
    Edition,
    Used,
    compose,
    vintage_hash,
)
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach
from laget.core.followup.revision import State
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.data.sources.bundled import GROUPS
from laget.data.strategy_file import read_strategy

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]

# Rising by 1 a year to 45: destatis says 45 + 10 = 55 in 2030.
KNOWN = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}
FOLK = {2018: 1000.0, 2019: 1100.0, 2020: 1200.0}
ON_THE_WAY = {"form": "at_least", "value": 55, "year": 2030, "base": 2015}
States = Callable[..., State]
Compose = Callable[..., Edition]


@pytest.fixture(scope="module")
def example() -> tuple[StrategyDocument, dict[str, list[Observation]]]:
    """The example region's strategy, which uses every form, and its figures."""
    folder = Path(demo.__file__).parent
    document = read_strategy(folder / "strategy.yaml").document
    found: dict[str, list[Observation]] = {one.id: [] for one in document.indicators}
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["indikator"]
            if name in found:
                value = float(row["värde"]) if row["värde"] else None
                status = "forecast" if row["status"] == "prognos" else ""
                found[name].append(
                    Observation(name, row["regionkod"], row["period"], GROUPS[row["grupp"]], value, status)
                )
    return document, found


REMAKE = """
import json, sys
from laget.core.canonical import canonical_bytes
from laget.core.followup.edition import Edition, compose
from laget.core.series import Observation, table
given = json.load(sys.stdin)
edition = Edition.model_validate(given["edition"])
tables = {name: table(Observation(*row) for row in rows) for name, rows in given["rows"].items()}
again = compose(edition.strategy, year=edition.year, method=edition.method, used=edition.indicators,
                tables=tables, before=tables)
sys.stdout.buffer.write(canonical_bytes(again))
"""
ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "4242"},
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_an_edition_is_made_again_to_the_same_bytes_in_another_place(
    composed: Compose,
    example: tuple[StrategyDocument, dict[str, list[Observation]]],
    tmp_path: Path,
    elsewhere: dict[str, str],
) -> None:
    document, rows = example
    now = {name: State(name, table(found)) for name, found in reversed(rows.items())}
    data = canonical_bytes(composed(document, now, method="theil_sen"))
    given = {
        "edition": json.loads(data),
        "rows": {
            name: [[one.indicator, one.area, one.period, one.group, one.value, one.status] for one in found]
            for name, found in rows.items()
        },
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}

    again = subprocess.run(
        [sys.executable, "-W", "error", "-c", REMAKE],
        input=json.dumps(given).encode(),
        env=environment | elsewhere,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    assert again.stdout == data
    assert again.stderr == b""


def test_an_edition_reads_back_as_itself_and_is_written_the_same(
    composed: Compose,
    example: tuple[StrategyDocument, dict[str, list[Observation]]],
) -> None:
    document, rows = example
    now = {name: State(name, table(found)) for name, found in rows.items()}
    for method in METHODS:
        edition = composed(document, now, method=method)
        data = canonical_bytes(edition)

        again = Edition.model_validate_json(data)

        assert again == edition
        assert canonical_bytes(again) == data
        assert data.endswith(b"}\n")


def test_the_order_in_which_indicators_are_named_changes_no_byte(
    composed: Compose, strategy: Strategy, state: States
) -> None:
    document = strategy(ON_THE_WAY)
    was = {"i": state(KNOWN), "folk": state(FOLK, indicator="folk")}
    now = {"i": state(KNOWN | {2015: 42.0}), "folk": state(FOLK | {2019: 1500.0}, indicator="folk")}

    one = composed(document, now, was)
    other = composed(document, dict(reversed(now.items())), dict(reversed(was.items())))

    assert [found.indicator for found in one.revisions] == ["folk", "i"]
    assert canonical_bytes(one) == canonical_bytes(other)


def test_an_edition_cannot_be_changed_and_takes_no_unknown_key(
    composed: Compose, strategy: Strategy, state: States
) -> None:
    edition = composed(strategy(ON_THE_WAY), {"i": state(KNOWN)})

    with pytest.raises(ValidationError):
        edition.year = 2026  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Edition.model_validate(edition.model_dump(by_alias=True) | {"made": "2025-01-01"})


@pytest.mark.parametrize(("section", "key"), [("targets", "indicator"), ("indicators", "people")])
def test_an_edition_of_an_indicator_that_is_not_there_is_none(
    composed: Compose, strategy: Strategy, state: States, section: str, key: str
) -> None:
    written = composed(strategy(ON_THE_WAY), {"i": state(KNOWN)}).model_dump(mode="json", by_alias=True)
    written["strategy"][section][0][key] = "gone"

    with pytest.raises(ValidationError, match="no indicator gone"):
        Edition.model_validate(written)


def test_an_edition_names_what_it_rests_on(composed: Compose, strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY, {"form": "hold", "base": 2015}, {"form": "at_least", "value": 90})
    now = {"i": state(KNOWN), "folk": state(FOLK, indicator="folk")}

    edition = composed(document, now)

    assert (edition.year, edition.method, edition.method_version) == (2025, "destatis", 1)
    assert edition.strategy == document
    assert edition.indicators["i"].figures == now["i"].hash
    assert edition.vintage == sha256(canonical_json(sorted(one.hash for one in now.values())))
    assert [verdict.target for verdict in edition.verdicts] == ["t0", "t1", "t2"]
    reaches = {verdict.target: verdict.reach for verdict in edition.verdicts}
    assert reaches == {"t0": Reach.ON_TRACK, "t1": Reach.MET, "t2": Reach.TOO_SLOW}
    assert edition.largest_gaps == ("t2", "t0", "t1")
    assert edition.revisions == ()


def test_a_vintage_is_the_same_in_any_order_and_another_for_other_figures() -> None:
    one, other = "1" * 64, "2" * 64
    assert vintage_hash([one, other]) == vintage_hash([other, one])
    assert vintage_hash([one, other]) != vintage_hash([one, one])


def test_an_ended_series_is_ended_in_the_edition_too(strategy: Strategy, state: States) -> None:
    now = state(KNOWN)

    edition = compose(
        strategy(ON_THE_WAY),
        year=2025,
        method="destatis",
        used={"i": Used(figures=now.hash, raw=(), ended=2020)},
        tables={"i": now.table},
        before={},
    )

    assert edition.verdicts[0].why_not is not None
    assert edition.verdicts[0].why_not.reason.value == "ended"


def test_an_indicator_without_figures_stops_no_other(composed: Compose, strategy: Strategy) -> None:
    edition = composed(strategy(ON_THE_WAY), {})

    assert edition.verdicts[0].reach is Reach.NOT_JUDGED
    assert edition.indicators == {}
