"""The pages on contribution, disparity and equivalents: every worked example is run, every table is whole."""

import re
from pathlib import Path

import pytest

from laget.core.followup.burden import Burden, Side
from laget.core.followup.contribution import ContributionReason, contribution
from laget.core.followup.disparity import DisparityReason, NoSplit, Stratum, kitagawa, times_larger
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.touch import Composition, Touch
from laget.core.followup.verdict import Verdict
from laget.core.series import Figures, Observation, Series, table
from laget.core.strategy.document import Indicator
from laget.core.words.equivalents import UNITS, equivalent
from laget.core.words.guard.figures import CellTable
from laget.core.words.said import LANGUAGES
from laget.core.words.touching import touching

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
BLOCK = re.compile(r"^```(contribution|times|kitagawa|equivalent)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = ("contribution", "disparity", "equivalents")
Lines = dict[str, str]
EMPTY = CellTable(())


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


EXAMPLES: list[tuple[str, Lines]] = [
    (kind, dict(line.split(": ", 1) for line in block.splitlines()))
    for name in NAMES
    for kind, block in BLOCK.findall(page(name))
]


def divided(lines: Lines) -> Lines:
    """Return what a contribution block may promise."""
    year = lines["year"]

    def series(place: str, column: int) -> Series:
        cell = lines[place].split(" of ")[column]
        value = None if cell == "–" else float(cell)
        return Figures(table([Observation("i", "13", year, value=value)])).series("i", area="13")

    places = [name for name in lines if re.fullmatch("[0-9]{4}", name)]
    found = contribution(
        series("13", 0),
        threshold=float(lines["threshold"]),
        unit=lines["unit"],
        population=series("13", 1),
        municipal={place: series(place, 0) for place in places},
        populations={place: series(place, 1) for place in places},
    )
    answers = {
        "gap": found.gap,
        "remainder": found.remainder,
        "remainder_share": found.remainder_share,
        "covered": found.covered,
    }
    for one in found.parts:
        answers |= {
            f"part {one.area}": one.part,
            f"share {one.area}": one.share,
            f"count {one.area}": one.count,
        }
    return {name: repr(value) for name, value in answers.items()} | {"without": " ".join(found.without)}


def in_words(found: Touch, *, unit: str) -> Lines:
    """Return what is told of it in each language."""
    indicator = Indicator.model_validate(
        {"id": "i", "title": "i", "unit": unit, "better": "higher"}
        | {"source": {"publisher": "kolada", "kpi": "N00000"}}
    )
    verdict = Verdict.model_validate(
        {"target": "t", "element": "e", "indicator": "i", "area": "13", "form": "at_least"}
        | {"travel": Travel.UNCHANGED, "reach": Reach.TOO_SLOW, "method": "destatis", "method_version": 1}
    )
    return {
        language: clause.text
        for language in LANGUAGES
        for clause in touching(found, verdict=verdict, indicator=indicator, cells=EMPTY, language=language)
    }


def compared(lines: Lines) -> Lines:
    """Return what a block of times larger may promise."""
    found = times_larger(
        burden_a=float(lines["burden_a"]),
        burden_b=float(lines["burden_b"]),
        population_a=float(lines["population_a"]),
        population_b=float(lines["population_b"]),
    )
    answers = {"times": repr(found.times), "reason": found.reason or ""}
    if "a" in lines:
        a, b = (
            Side(area=lines[one], burden=lines[f"burden_{one}"], population=lines[f"population_{one}"])
            for one in "ab"
        )
        burden = Burden(a=a, b=b, year=int(lines["year"]), is_balance=True, times=found)
        answers |= in_words(Touch(burdens=(burden,)), unit="people")
    return answers


def split(lines: Lines) -> Lines:
    """Return what a block of Kitagawa's may promise."""
    strata = {name: re.findall(r"([0-9.]+) at ([0-9.]+)", text) for name, text in lines.items()}
    a, b = (
        {
            name: Stratum(population=float(cells[side][0]), rate=float(cells[side][1]))
            for name, cells in strata.items()
            if cells
        }
        for side in (0, 1)
    )
    try:
        found = kitagawa(a, b)
    except NoSplit as refusal:
        return {"reason": refusal.reason}
    told = {}
    if "year" in lines:
        one, other = a
        whole = Composition(groups=(one, other), year=int(lines["year"]), split=found)
        told = in_words(Touch(composition=(whole,)), unit="percent")
    names = ("rate_a", "rate_b", "difference", "composition", "rate")
    return (
        told
        | {name: repr(getattr(found, name)) for name in names}
        | {
            f"{what} {one.stratum}": repr(getattr(one, what))
            for one in found.parts
            for what in ("composition", "rate")
        }
    )


def told(lines: Lines) -> Lines:
    """Return what a block of an equivalent may promise."""
    found = equivalent(float(lines["count"]), of=lines["of"])
    if found is None:
        return {"none": lines.get("none", "")}
    return {"sv": found.said.sv, "en": found.said.en, "unit": found.unit.id}


RUN = {"contribution": divided, "times": compared, "kitagawa": split, "equivalent": told}
INPUT = {
    "source",
    "unit",
    "year",
    "threshold",
    "count",
    "of",
    "a",
    "b",
    "burden_a",
    "burden_b",
    "population_a",
    "population_b",
}


@pytest.mark.parametrize(
    ("kind", "lines"), EXAMPLES, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(EXAMPLES)]
)
def test_what_a_worked_example_promises_comes_out(kind: str, lines: Lines) -> None:
    answers = RUN[kind](lines)
    given = INPUT - ({"unit"} if kind == "equivalent" else set())
    promised = {
        name: text
        for name, text in lines.items()
        if name not in given and (name in LANGUAGES or not re.search(" (of|at) ", f" {text} "))
    }
    assert promised
    for name, text in promised.items():
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and name != "without":
            digits = len(text.partition(".")[2])
            assert float(answers[name]) == pytest.approx(float(text), abs=0.5 * 10**-digits + 1e-12), name
        else:
            assert answers[name] == text, name


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_source_formula_examples_and_limits(name: str) -> None:
    for part in ("**Source", "## Formula", "## Worked examples", "## Limits"):
        assert part in page(name), part


def test_every_kind_of_example_is_there_more_than_once() -> None:
    kinds = [kind for kind, _ in EXAMPLES]

    assert all(kinds.count(kind) >= 2 for kind in RUN)


def test_every_reason_stands_with_its_sentence() -> None:
    for name, reasons in (("contribution", ContributionReason), ("disparity", DisparityReason)):
        for reason in reasons:
            assert f"| `{reason.value}` | {reason.said.en} |" in page(name)


def test_every_unit_stands_with_its_size_words_and_source() -> None:
    rows = {
        cells[0].strip("`"): cells[1:]
        for line in page("equivalents").splitlines()
        if line.startswith("| `")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
    }
    assert list(rows) == list(UNITS)
    for name, unit in UNITS.items():
        size, sv, en, source = rows[name]
        assert float(size.split()[0].replace(",", "")) == unit.size
        assert sv == f"{unit.one.sv} · {unit.many.sv}"
        assert en == f"{unit.one.en} · {unit.many.en}"
        assert source == unit.source.text
