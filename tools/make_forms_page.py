"""Writes docs/methods/forms.md: every target form judged by every method, on real figures.

    python tools/make_forms_page.py

The cases are docs/methods/forms.yaml; the figures are the example region's, with the source of each.
"""

import csv
from pathlib import Path

from ruamel.yaml import YAML

from laget.core.areas import area
from laget.core.canonical import rounded
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.target import View, judgeable
from laget.core.followup.verdict import Verdict
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument, said
from laget.data.sources.bundled import GROUPS

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "docs/methods/forms.yaml"
PAGE = ROOT / "docs/methods/forms.md"
FIGURES = ROOT / "laget/demo/figures.csv"
YEAR = 2026
HEAD = """# Every target form by every method

One worked case for each form of target, on real figures for Hallands län and, by birth region, for Dalarna.
Each cell holds the method's own class and, below it, the Swedish word for the reach. A cell that cannot be
judged says why. The cases are [forms.yaml](forms.yaml); this page is written by
`python tools/make_forms_page.py`, and a test holds every cell against the program.

"""
READING = """
## How to read it

- *hold* and *corridor*: the methods that rest on growth rates have no rule for what shall be kept.
- *smaller_gap*: unemployment by birth region has three whole years. Destatis and Theil-Sen need four,
  Eurostat three years between its ends. The two that compare two points can judge.
- *budget*: "met" can be said only after the last year; until then a pace that is enough is on track.

## What each case rests on

The last figure, the threshold and the year are what the form makes of the figures; a case that is held has no
year.

| form | case | series | last | threshold | year | source |
| --- | --- | --- | --- | --- | --- | --- |
"""


def document() -> StrategyDocument:
    """Return the cases as a strategy."""
    return StrategyDocument.model_validate(
        YAML(typ="safe").load(CASES.read_text(encoding="utf-8")), context=[]
    )


def verdicts() -> dict[str, tuple[Verdict, ...]]:
    """Return each method's verdicts on the cases."""
    cases = document()
    seen = _figures(cases)
    return {name: judge(cases, seen, year=YEAR, method=name) for name in METHODS}


def page() -> str:
    """Return the page."""
    cases, judged, seen = document(), verdicts(), _figures(document())
    lines = [HEAD + "| form | " + " | ".join(METHODS) + " |", "| --- " * (len(METHODS) + 1) + "|"]
    for row, target in enumerate(cases.targets):
        cells = " | ".join(_cell(judged[name][row]) for name in METHODS)
        lines.append(f"| `{target.form}` | {cells} |")
    lines.append(READING.rstrip("\n"))
    sources = _sources()
    for target in cases.targets:
        indicator = cases.indicator(target.indicator)
        view = View(figures=seen, indicator=indicator, county=cases.region.code, year=YEAR)
        found = judgeable(target, view=view)
        values = found.series
        shown = ", ".join(
            f"{year}: {rounded(value):.6g}"
            for year, value in list(zip(values.years, values.values, strict=True))[-6:]
        )
        case = found.case
        if case.threshold is not None:
            threshold = f"{case.threshold:.6g}"
        else:
            threshold = "–" if case.low is None else f"{case.low:g}–{case.high:g}"
        place = area(cases.area_of(target)).name_sv
        lines.append(
            f"| `{target.form}` | {said(indicator.title).sv}, {place} | {shown} | {values.values[-1]:.6g} | "
            f"{threshold} | {case.year or '–'} | {sources[indicator.id]} |"
        )
    return "\n".join(lines) + "\n"


def _cell(verdict: Verdict) -> str:
    if verdict.why_not is not None:
        why = verdict.why_not
        return why.reason.said(needs=why.needs, years=why.years, areas=why.areas).sv
    return f"`{verdict.class_}`<br>{verdict.reach.shape} {verdict.reach.said.sv}"


def _rows() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(cases: StrategyDocument) -> Figures:
    wanted = {indicator.id for indicator in cases.indicators}
    rows: dict[str, list[Observation]] = {name: [] for name in wanted}
    for row in _rows():
        if row["indikator"] in wanted and row["påhittad"] == "nej" and row["status"] != "prognos":
            value = float(row["värde"]) if row["värde"] else None
            name = row["indikator"]
            rows[name].append(Observation(name, row["regionkod"], row["period"], GROUPS[row["grupp"]], value))
    return figures(cases, {name: table(found) for name, found in rows.items()})


def _sources() -> dict[str, str]:
    return {row["indikator"]: row["källa"] for row in _rows()}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
