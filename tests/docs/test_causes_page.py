"""The page on why a verdict changed: every worked example is run, and its figures are those published."""

import gzip
import json
import re
from pathlib import Path

import pyarrow as pa
import pytest

from laget.core.followup.edition import Edition, Used, compose, previous_of
from laget.core.followup.explanation import Cause, Words
from laget.core.followup.reach import Reach, Travel
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument

PAGE = Path(__file__).resolve().parents[2] / "docs/methods/causes.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = [
    dict(line.split(": ", 1) for line in block.splitlines())
    for block in re.findall(r"^```causes\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
]


def figures(text: str) -> dict[str, float]:
    return {year: float(value) for year, value in (pair.split() for pair in text.split(",")) if value}


def words(text: str) -> Words:
    reach, travel = text.split()
    return Words(reach=Reach(reach), travel=Travel(travel))


def edition(
    values: dict[str, float], said: str, *, after: tuple[Edition, dict[str, float]] | None
) -> Edition:
    method, year, value, target_year, base = said.split()
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Halland"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
            "indicators": [
                {
                    "id": "i",
                    "title": "Andel",
                    "unit": "percent",
                    "better": "higher",
                    "source": {"publisher": "kolada", "kpi": "N01982"},
                }
            ],
            "targets": [
                {
                    "id": "t",
                    "element": "e",
                    "indicator": "i",
                    "form": "at_least",
                    "value": float(value),
                    "year": int(target_year),
                    "base": int(base),
                }
            ],
        }
    )

    def rows(found: dict[str, float]) -> pa.Table:
        return table(Observation("i", "13", period, value=one) for period, one in found.items())

    return compose(
        document,
        year=int(year),
        method=method,
        used={"i": Used(figures=json.dumps(values), raw=())},
        tables={"i": rows(values)},
        before={},
        previous=previous_of(after[0], document=document) if after else None,
        earlier={"i": rows(after[1])} if after else {},
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=["three-at-once", "only-together", "new-year"])
def test_what_a_worked_example_promises_comes_out(example: dict[str, str]) -> None:
    published = figures(example["figures"])
    first = edition(published, example["before"], after=None)
    revised = published | (figures(example["revised"]) if "revised" in example else {})
    second = edition(revised, example["after"], after=(first, published))

    (told,) = second.explanations
    assert (told.was, told.now) == (words(example["was"]), words(example["now"]))
    for key, kind in (("alone ", "alone"), ("without ", "without")):
        promised = {name.removeprefix(key): text for name, text in example.items() if name.startswith(key)}
        assert {one.cause.value: getattr(one, kind) for one in told.causes} == {
            cause: words(text) for cause, text in promised.items()
        }
    decisive = ", ".join(one.cause.value for one in told.causes if one.decisive)
    assert (decisive or "none") == example["decisive"]


def test_every_cause_stands_in_the_table_with_its_swedish_word() -> None:
    for cause in Cause:
        assert f"| `{cause.value}` ({cause.said.sv}) |" in TEXT


def test_the_figures_are_those_that_were_published(real: Path) -> None:
    published = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (row["kpi"], row["municipality"]) == ("N01982", "0013"):
                published[str(row["period"])] = row["value"]
    for example in EXAMPLES:
        assert example["source"] == "Kolada N01982 0013"
        for year, value in figures(example["figures"]).items():
            assert published[year] == value
