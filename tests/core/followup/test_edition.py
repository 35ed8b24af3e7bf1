"""An edition: the same bytes everywhere, what it rests on, and what was revised in it."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pydantic import ValidationError

from laget import demo
from laget.core.canonical import canonical_bytes, canonical_json, sha256
from laget.core.followup.edition import (
    REVISED_FIGURES,
    Edition,
    Used,
    alarms,
    compose,
    revision,
    vintage_hash,
)
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import State
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import read_strategy

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]
Tables = Mapping[str, pa.Table]

# Rising by 1 a year to 45: destatis says 45 + 10 = 55 in 2030.
KNOWN = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}
FOLK = {2018: 1000.0, 2019: 1100.0, 2020: 1200.0}
FLIPPING = {2015: 42.0}  # 0.6 a year: 51 in 2030, 0.4 of the way is missed
HARMLESS = {2016: 41.5}
ON_THE_WAY = {"form": "at_least", "value": 55, "year": 2030, "base": 2015}


def hashed(rows: Sequence[Observation]) -> str:
    return sha256(canonical_json([[one.area, one.period, one.group, one.value] for one in rows]))


@pytest.fixture(scope="module")
def state(rows: Rows) -> Callable[..., State]:
    """Makes a snapshot of figures of the county."""

    def make(values: Mapping[Any, Any], *, indicator: str = "i") -> State:
        found = rows(indicator, {"13": values})
        return State(hashed(found), table(found))

    return make


States = Callable[..., State]


def composed(
    document: StrategyDocument,
    now: Mapping[str, State],
    was: Mapping[str, State] | None = None,
    *,
    method: str = "destatis",
) -> Edition:
    used = {
        name: Used(
            figures=one.hash, raw=(f"raw-{name}",), before=was[name].hash if was and name in was else None
        )
        for name, one in now.items()
    }
    return compose(
        document,
        year=2025,
        method=method,
        used=used,
        tables={name: one.table for name, one in now.items()},
        before={name: one.table for name, one in (was or {}).items()},
    )


# --- bytes ---


@pytest.fixture(scope="module")
def example() -> tuple[StrategyDocument, dict[str, list[Observation]]]:
    """The example region's strategy, which uses every form, and its figures."""
    folder = Path(demo.__file__).parent
    document = read_strategy(folder / "strategy.yaml").document
    groups = {"totalt": "total", "inrikes född": "born_in_sweden", "utrikes född": "born_abroad"}
    found: dict[str, list[Observation]] = {one.id: [] for one in document.indicators}
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["indikator"]
            if name in found:
                value = float(row["värde"]) if row["värde"] else None
                status = "forecast" if row["status"] == "prognos" else ""
                found[name].append(
                    Observation(name, row["regionkod"], row["period"], groups[row["grupp"]], value, status)
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
    example: tuple[StrategyDocument, dict[str, list[Observation]]],
    tmp_path: Path,
    elsewhere: dict[str, str],
) -> None:
    document, rows = example
    now = {name: State(hashed(found), table(found)) for name, found in reversed(rows.items())}
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
    example: tuple[StrategyDocument, dict[str, list[Observation]]],
) -> None:
    document, rows = example
    now = {name: State(hashed(found), table(found)) for name, found in rows.items()}
    for method in METHODS:
        edition = composed(document, now, method=method)
        data = canonical_bytes(edition)

        again = Edition.model_validate_json(data)

        assert again == edition
        assert canonical_bytes(again) == data
        assert data.endswith(b"}\n")


def test_the_order_in_which_indicators_are_named_changes_no_byte(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY)
    was = {"i": state(KNOWN), "folk": state(FOLK, indicator="folk")}
    now = {"i": state(KNOWN | FLIPPING), "folk": state(FOLK | {2019: 1500.0}, indicator="folk")}

    one = composed(document, now, was)
    other = composed(document, dict(reversed(now.items())), dict(reversed(was.items())))

    assert [found.indicator for found in one.revisions] == ["folk", "i"]
    assert canonical_bytes(one) == canonical_bytes(other)


def test_an_edition_cannot_be_changed_and_takes_no_unknown_key(strategy: Strategy, state: States) -> None:
    edition = composed(strategy(ON_THE_WAY), {"i": state(KNOWN)})

    with pytest.raises(ValidationError):
        edition.year = 2026  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Edition.model_validate(edition.model_dump(by_alias=True) | {"made": "2025-01-01"})


@pytest.mark.parametrize(("section", "key"), [("targets", "indicator"), ("indicators", "people")])
def test_an_edition_of_an_indicator_that_is_not_there_is_none(
    strategy: Strategy, state: States, section: str, key: str
) -> None:
    written = composed(strategy(ON_THE_WAY), {"i": state(KNOWN)}).model_dump(mode="json", by_alias=True)
    written["strategy"][section][0][key] = "gone"

    with pytest.raises(ValidationError, match="no indicator gone"):
        Edition.model_validate(written)


# --- what it names ---


def test_an_edition_names_what_it_rests_on(strategy: Strategy, state: States) -> None:
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


def test_an_indicator_without_figures_stops_no_other(strategy: Strategy) -> None:
    edition = composed(strategy(ON_THE_WAY), {})

    assert edition.verdicts[0].reach is Reach.NOT_JUDGED
    assert edition.indicators == {}


# --- revised figures ---


def test_a_verdict_that_old_figures_flipped_says_revised_figures(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY, {"form": "at_least", "value": 44, "year": 2030})

    edition = composed(document, {"i": state(KNOWN | FLIPPING)}, {"i": state(KNOWN)})

    first, second = edition.verdicts
    assert (first.reach, first.because) == (Reach.TOO_SLOW, (REVISED_FIGURES,))
    assert (second.reach, second.because) == (Reach.MET, ())
    (found,) = edition.revisions
    assert [(one.period, one.old, one.new) for one in found.changes] == [("2015", 40.0, 42.0)]
    assert REVISED_FIGURES == "revised figures"


def test_a_revision_that_flips_nothing_is_listed_and_causes_nothing(
    strategy: Strategy, state: States
) -> None:
    edition = composed(strategy(ON_THE_WAY), {"i": state(KNOWN | HARMLESS)}, {"i": state(KNOWN)})

    assert edition.verdicts[0].because == ()
    (found,) = edition.revisions
    assert (len(found.changes), found.flips, found.alarm) == (1, (), None)


def made(
    document: StrategyDocument, before: State, after: State, *, year: int = 2025, method: str = "destatis"
) -> Any:
    return revision(
        document,
        indicator="i",
        before=before,
        after=after,
        tables={"i": after.table},
        used={},
        year=year,
        method=method,
    )


def test_a_new_year_flips_nothing_however_it_changes_the_verdict(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY)

    assert made(document, state(KNOWN), state(KNOWN | {2021: 30.0})) is None
    found = made(document, state(KNOWN), state(KNOWN | HARMLESS | {2021: 30.0}))
    assert (found.flips, found.alarm) == ((), None)


def test_a_flip_is_made_on_the_new_figures_with_the_old_ones_put_back(
    strategy: Strategy, state: States
) -> None:
    # With 2021 the six years begin in 2016: that 2015 was changed no longer matters.
    document = strategy(ON_THE_WAY)
    longer = KNOWN | {2021: 46.0}

    flipped = made(document, state(KNOWN), state(KNOWN | FLIPPING))
    unmoved = made(document, state(longer), state(longer | FLIPPING))

    assert [(flip.was, flip.now) for flip in flipped.flips] == [(Reach.ON_TRACK, Reach.TOO_SLOW)]
    assert flipped.alarm is not None
    assert unmoved.flips == ()


def test_a_travel_that_turns_is_a_flip_though_the_reach_stays(strategy: Strategy, state: States) -> None:
    document = strategy({"form": "at_least", "value": 30, "year": 2030})

    found = made(document, state(KNOWN), state(KNOWN | {2015: 46.0}))

    (flip,) = found.flips
    assert (flip.was, flip.now) == (Reach.MET, Reach.MET)
    assert (flip.travel_was, flip.travel_now) == (Travel.IMPROVING, Travel.WORSENING)


def test_a_removed_or_filled_figure_may_flip_a_verdict(strategy: Strategy, state: States) -> None:
    document = strategy({"form": "change", "by": "-10%", "base": 2015, "year": 2030})
    hole = {year: value for year, value in KNOWN.items() if year != 2015}

    gone = made(document, state(KNOWN), state(hole))
    filled = made(document, state({2014: 39.0} | hole), state({2014: 39.0} | KNOWN))

    assert [flip.now for flip in gone.flips] == [Reach.NOT_JUDGED]
    assert [flip.was for flip in filled.flips] == [Reach.NOT_JUDGED]
    assert filled.alarm is not None


def test_all_figures_gone_flip_what_they_judged(strategy: Strategy, state: States) -> None:
    empty = State("empty", table([]), missing=("13",))

    found = made(strategy(ON_THE_WAY), state(KNOWN), empty)

    (flip,) = found.flips
    assert (flip.was, flip.now) == (Reach.ON_TRACK, Reach.NOT_JUDGED)


def test_a_revision_after_the_editions_year_flips_nothing_in_it(strategy: Strategy, state: States) -> None:
    document = strategy(ON_THE_WAY)
    before, after = state(KNOWN), state(KNOWN | {2020: 43.5})

    assert made(document, before, after, year=2025).flips
    assert made(document, before, after, year=2019).flips == ()


def test_a_flip_is_by_the_method_of_the_edition(strategy: Strategy, state: States) -> None:
    # statcan looks at 2015 and 2020 only.
    document = strategy(ON_THE_WAY)
    dip = {2016: 30.0, 2017: 31.0}

    assert made(document, state(KNOWN), state(KNOWN | dip), method="statcan").flips == ()
    assert made(document, state(KNOWN), state(KNOWN | dip), method="theil_sen").flips


def test_targets_on_other_indicators_are_not_asked(strategy: Strategy, state: States) -> None:
    document = strategy({**ON_THE_WAY, "indicator": "folk"})

    assert made(document, state(KNOWN), state(KNOWN | FLIPPING)).flips == ()


@pytest.mark.parametrize(
    ("chain", "accepted", "waits"),
    [
        ([KNOWN], False, False),
        ([KNOWN, KNOWN | HARMLESS], False, False),
        ([KNOWN, KNOWN | FLIPPING], False, True),
        ([KNOWN, KNOWN | FLIPPING], True, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN], False, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN | FLIPPING | {2021: 46.0}], True, False),
        ([KNOWN, KNOWN | FLIPPING, KNOWN | FLIPPING | {2020: 30.0}], True, True),
    ],
)
def test_an_alarm_waits_until_it_is_accepted_or_taken_back(
    strategy: Strategy,
    state: States,
    chain: list[dict[int, float]],
    accepted: bool,
    waits: bool,
) -> None:
    document, states = strategy(ON_THE_WAY), [state(values) for values in chain]
    yes = {made(document, states[0], states[1]).alarm} if accepted else set()

    found = alarms(
        document,
        states={"i": states},
        tables={"i": states[-1].table},
        used={},
        accepted=yes,
        year=2025,
        method="destatis",
    )

    assert len(found) == waits
    if waits:
        assert (found[0].indicator, found[0].after) == ("i", states[-1].hash)
