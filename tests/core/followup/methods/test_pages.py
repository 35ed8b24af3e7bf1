"""The methods' pages: every worked example is run, and its figures are those the publisher gives."""

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Block, Case, Judged, Kind
from laget.core.followup.reach import REACHES, reach_of
from laget.core.followup.reason import REASONS, Reason
from laget.core.followup.trend import corrected_p, exact_p, trend

PAGES = Path(__file__).parents[4] / "docs" / "methods"
BLOCK = re.compile(r"^```case\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One block of a page: its lines by name."""

    method: str
    lines: dict[str, str]

    @property
    def figures(self) -> dict[int, float]:
        pairs = (pair.split() for pair in self.lines["figures"].split(","))
        return {int(year): float(value) for year, value in pairs}

    @property
    def case(self) -> Case:
        def number(name: str) -> float | None:
            return float(self.lines[name]) if name in self.lines else None

        return Case(
            years=tuple(self.figures),
            values=tuple(self.figures.values()),
            kind=Kind[self.lines["kind"].upper()],
            way={"higher": 1, "lower": -1}[self.lines["better"]],
            threshold=number("value"),
            year=int(self.lines["year"]) if "year" in self.lines else None,
            limit=number("limit"),
        )


def examples() -> list[Example]:
    found = []
    for page in sorted(PAGES.glob("*.md")):
        method = "destatis" if page.stem == "README" else page.stem
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            lines = (tuple(line.split(": ", 1)) for line in block.splitlines())
            found.append(Example(method, dict(lines)))
    return found


EXAMPLES = examples()
NAMES = [f"{one.method}-{one.lines['kind']}-{number}" for number, one in enumerate(EXAMPLES)]
INPUT = {"source", "figures", "kind", "value", "year", "better", "limit"}


def told(example: Example) -> dict[str, str | float]:
    """Return everything that a block may promise."""
    method, block = METHODS[example.method], Block.of([example.case])
    judged: Judged = method.judge(block)
    found = trend(block.years, block.values)
    reason = REASONS[int(judged.reason[0])]
    answers: dict[str, str | float] = {
        "progress_value": float(judged.progress[0]),
        "score": float(judged.score[0]),
        "projected": float(judged.projected[0]),
        "base_year_used": int(judged.base_year_used[0]),
        "last_year_used": int(judged.last_year_used[0]),
        "s": int(found.s[0]),
        "p": float(found.p[0]),
        "p_exact": float(exact_p(block.values, found)[0]),
        "p_corrected": float(corrected_p(block.years, block.values, found)[0]),
        "reach": REACHES[int(reach_of(method, block, judged)[0])].said.sv,
    }
    if reason is not Reason.NONE:
        return answers | {"not_judged": reason.value}
    return answers | {"class": method.classes[judged.classes[0]]}


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_what_a_worked_example_promises_comes_out(example: Example) -> None:
    answers = told(example)
    promised = {name: text for name, text in example.lines.items() if name not in INPUT | {"beside"}}
    assert promised
    for name, text in promised.items():
        answer = answers[name]
        if isinstance(answer, str):
            assert answer == text, name
        else:
            digits = len(text.partition(".")[2])
            assert answer == pytest.approx(float(text), abs=0.5 * 10**-digits + 1e-12), name


@pytest.mark.parametrize("example", [one for one in EXAMPLES if "beside" in one.lines])
def test_the_window_beside_is_as_the_page_says(example: Example) -> None:
    method = METHODS[example.method]
    assert method.beside is not None
    beside = method.beside(Block.of([example.case]))
    word, number = example.lines["beside"].split()
    assert method.classes[beside.classes[0]] == word
    assert beside.progress[0] == pytest.approx(float(number), abs=5e-7)


def test_every_method_has_a_page_with_examples_formula_and_limits() -> None:
    for name, method in METHODS.items():
        page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
        for part in ("**Source", "## Formula", "## Worked examples", "## Limits"):
            assert part in page, (name, part)
        assert {word for word in method.classes if f"`{word}`" not in page} == set(), name
        assert sum(one.method == name for one in EXAMPLES) >= 3, name


def test_every_reason_stands_with_its_sentence_in_the_table() -> None:
    page = (PAGES / "README.md").read_text(encoding="utf-8")
    for reason in REASONS[1:]:
        sentence = reason.said(needs=4).en.replace("least 4", "least …")
        assert f"| `{reason.value}` | {sentence} |" in page


def test_the_figures_are_those_that_were_published(real: Path) -> None:
    published: dict[tuple[str, str, int], float] = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            published[row["kpi"], row["municipality"], row["period"]] = row["value"]
    for example in EXAMPLES:
        publisher, kpi, area = example.lines["source"].split()
        assert publisher == "Kolada"
        for year, value in example.figures.items():
            assert published[kpi, area, year] == value, (kpi, area, year)
