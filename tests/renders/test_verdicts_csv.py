"""The table of verdicts: one row for each target, read back as what the edition says."""

import csv
import io
from typing import Any

import pytest

from laget.core.areas import area
from laget.core.followup.edition import Edition, Used
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.reason import Reason
from laget.core.followup.verdict import (
    Gap,
    Hair,
    HitRate,
    Interval,
    Note,
    NoteKind,
    People,
    PeopleReason,
    Rank,
    Verdict,
    Why,
)
from laget.core.strategy.document import StrategyDocument
from laget.renders.verdicts_csv import COLUMNS, verdicts_csv

TITLE = 'Andel, "mest"; på\nlandet'


def edition(*verdicts: Verdict, **indicator: Any) -> Edition:
    own = {"id": "i", "title": TITLE, "unit": "percent", "better": "higher"} | indicator
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "indicators": [own | {"source": {"publisher": "kolada", "kpi": "N00000"}}],
        }
    )
    return Edition(
        format="laget-edition/1",
        year=2025,
        method="destatis",
        method_version=1,
        vintage="v",
        strategy=document,
        indicators={"i": Used(figures="f", raw=())},
        verdicts=verdicts,
        largest_gaps=tuple(verdict.target for verdict in verdicts),
    )


def verdict(target: str = "t", **more: Any) -> Verdict:
    plain = {
        "target": target,
        "element": "e",
        "indicator": "i",
        "area": "13",
        "form": "at_least",
        "travel": Travel.IMPROVING,
        "reach": Reach.ON_TRACK,
        "method": "destatis",
        "method_version": 1,
    }
    return Verdict.model_validate(plain | more)


def rows(found: Edition) -> list[dict[str, str]]:
    text = verdicts_csv(found).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_there_is_one_row_for_each_target_judged_or_not_in_the_strategys_order() -> None:
    unjudged = verdict(
        "b",
        travel=Travel.NOT_JUDGED,
        reach=Reach.NOT_JUDGED,
        why_not=Why(reason=Reason.NO_FIGURE),
        travel_why_not=Why(reason=Reason.TOO_FEW_YEARS),
    )

    found = rows(edition(verdict("c"), unjudged, verdict("a", area="1380")))

    assert [row["target"] for row in found] == ["c", "b", "a"]
    assert [row["reach"] for row in found] == ["on_track", "not_judged", "on_track"]
    assert [row["reach_sv"] for row in found] == ["på väg", "kan inte bedömas", "på väg"]
    assert [row["travel_sv"] for row in found] == ["förbättras", "kan inte bedömas", "förbättras"]
    assert (found[1]["reason"], found[1]["travel_reason"]) == ("no_figure", "too_few_years")
    assert [row["area_name"] for row in found] == [area("13").name_sv] * 2 + [area("1380").name_sv]


def test_an_edition_without_targets_is_a_head_alone() -> None:
    assert verdicts_csv(edition()) == (",".join(COLUMNS) + "\n").encode()


def test_every_number_and_word_stands_in_its_column() -> None:
    whole = verdict(
        **{"class": "slightly_cloudy"},
        progress=0.156626506024,
        score=-2.5,
        projected=48.96,
        value=43.36,
        value_year=2022,
        threshold=50.0,
        target_year=2030,
        base_year=2017,
        travel_change=3.5,
        travel_from=2017,
        gap=Gap(
            distance=6.64,
            left=0.5876106194690265,
            required=0.83,
            actual=0.7,
            required_over_actual=1.18571428571,
            years_late=1.48571428571,
            people=People(count=11288.0, of="people", year=2022, population=170000.0),
        ),
        rank=Rank(place=9, of=21, year=2021),
        interval=Interval(
            year=2030, projected=47.48, low=47.12, high=47.85, method="theil_sen", method_version=1
        ),
        chance=0.425,
        hit_rate=HitRate(held=3, of=9),
        methods={"destatis": Reach.ON_TRACK, "statcan": Reach.TOO_SLOW, "eurostat": Reach.NOT_JUDGED},
        hair=(Hair.METHOD, Hair.STANDARD_ERROR),
        notes=(Note(kind=NoteKind.STEP, years=(2027,), value=47.0), Note(kind=NoteKind.INVENTED)),
        because=("revised figures",),
    )

    (found,) = rows(edition(whole, invented=True))

    assert found == {
        "target": "t",
        "element": "e",
        "indicator": "i",
        "indicator_title": TITLE,
        "unit": "percent",
        "area": "13",
        "area_name": "Hallands län",
        "form": "at_least",
        "reach": "on_track",
        "reach_sv": "på väg",
        "travel": "improving",
        "travel_sv": "förbättras",
        "travel_change": "3.5",
        "travel_from": "2017",
        "method": "destatis",
        "method_version": "1",
        "class": "slightly_cloudy",
        "progress": "0.156626506024",
        "score": "-2.5",
        "projected": "48.96",
        "value": "43.36",
        "value_year": "2022",
        "threshold": "50",
        "target_year": "2030",
        "base_year": "2017",
        "gap": "6.64",
        "share_left": "0.587610619469",
        "required_pace": "0.83",
        "actual_pace": "0.7",
        "required_over_actual": "1.18571428571",
        "years_late": "1.48571428571",
        "gap_in": "people",
        "gap_count": "11288",
        "gap_year": "2022",
        "gap_not_counted": "",
        "rank": "9",
        "rank_year": "2021",
        "chance": "0.425",
        "low": "47.12",
        "high": "47.85",
        "interval_year": "2030",
        "hit_rate": "0.333333333333",
        "hit_of": "9",
        "chance_method": "theil_sen",
        "methods_disagree": "destatis=on_track statcan=too_slow eurostat=not_judged",
        "hair": "method standard_error",
        "reason": "",
        "travel_reason": "",
        "notes": "step invented",
        "because": "revised figures",
        "because_alone": "",
        "reach_before": "",
        "travel_before": "",
        "invented": "yes",
    }
    assert tuple(found) == COLUMNS


def test_what_there_is_none_of_is_empty() -> None:
    (found,) = rows(edition(verdict()))

    filled = {name for name, value in found.items() if value}
    assert filled == {
        "target", "element", "indicator", "indicator_title", "unit", "area", "area_name", "form", "reach",
        "reach_sv", "travel", "travel_sv", "method", "method_version", "class",
    }  # fmt: skip
    assert found["class"] == "not_judged"


def test_methods_that_agree_are_not_told() -> None:
    same = {"destatis": Reach.MET, "statcan": Reach.NOT_JUDGED, "theil_sen": Reach.MET}
    (found,) = rows(edition(verdict(methods=same)))

    assert found["methods_disagree"] == ""


def test_a_gap_that_is_not_counted_in_people_says_why() -> None:
    gap = Gap(distance=1.0, people=People(reason=PeopleReason.AGES_DIFFER))

    (found,) = rows(edition(verdict(gap=gap)))

    assert (found["gap_not_counted"], found["gap_count"], found["gap_in"]) == ("ages_differ", "", "")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (50.0, "50"),
        (-3.0, "-3"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333333"),
        (350000.0, "350000"),
        (1e20, "1e+20"),
        (1.5e-7, "1.5e-07"),
    ],
)
def test_numbers_have_a_decimal_point_and_twelve_digits_at_most(value: float, written: str) -> None:
    (found,) = rows(edition(verdict(value=value)))

    assert found["value"] == written
    assert float(found["value"]) == pytest.approx(value, rel=1e-11)


def test_a_target_at_zero_is_a_number_and_not_empty() -> None:
    (found,) = rows(edition(verdict(threshold=0.0, progress=0.0, gap=Gap(distance=0.0, left=0.0))))

    assert [found[name] for name in ("threshold", "progress", "gap", "share_left")] == ["0"] * 4
