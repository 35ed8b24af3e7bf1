"""Writes docs/methods/sentences.md: what is told of each form of target, in both languages, on real figures.

    python tools/make_sentences_page.py

The cases are the example region's first target of each form, laget/demo/strategy.yaml.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from ruamel.yaml import YAML

from laget.core.followup.cells import Cells, cells_of, value_in
from laget.core.followup.judge import judge
from laget.core.series import TOTAL
from laget.core.strategy.document import FORMS, StrategyDocument, Target
from laget.core.words.said import LANGUAGES, Language
from laget.core.words.sentences import Telling, tell

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/methods/sentences.md"
LIKE = Path(__file__).with_name("make_forms_page.py")
EXAMPLE = ROOT / "laget/demo/strategy.yaml"
METHOD = "destatis"
GAP = "smaller_gap"
HEAD = """# What a figure says

`laget/core/words/sentences.py` tells a judged target in whole sentences, Swedish and English: the level, the
change that the direction of travel rests on, the target and how it stands against it, the distance, how sure
that is, and what must be said beside them. There is a short, a middle and a long telling, and the title and
alternative text of a chart, all made of the same sentences. Every number is bound: in the source it is
`{{indicator@area:year}}` or a fact of the verdict (`{{target.gap}}`), and what is no figure (a number in a
name, a base) is `[[…]]`. The grammar and the words of verdicts of a language stand behind one Protocol,
`laget/core/words/language.py`.

`laget tell EDITION.json` prints them for every target of an edition, the largest gaps first; with `--source`
as they are kept, to be pasted in a report that `laget guard` then holds against the figures.

## The rules

- **Sign.** The word follows the difference: higher and lower for shares, rates and what may be below zero,
  more and fewer (fler, färre) for what is counted, more and less (mer, mindre) for what is weighed or paid,
  larger and smaller (större, mindre) for a distance or a ratio, better and worse for a place.
- **Rounding.** A difference is worked out from the unrounded values, as its binding is, and written with the
  indicator's decimals. Where the two numbers that are read beside it give another, it is told as *ungefär*,
  *about*. Where both are read the same, or the difference is read as zero, no size is told.
- **Since when.** The change is that of the window of travel, from its first year (`travel_from`). Where the
  series is worked out (a rank, a gap, an index) no figure can be bound, and it is `{{target.travel_change}}`,
  with the sign of the figure's own change.
- **What was decided** is written with the decimals it was decided with: 50, not 50.0. What is worked out from
  a base has the indicator's.
- **How sure** is said in the long telling: where the figure lies in 80 cases of 100, the chance of meeting
  the target then, and how often such projections have held ([chance.md](chance.md)). They are reckoned by
  theil_sen whatever method gives the word, and the sentence says so. A chance is never told as 0 or 100 per
  cent.
- **Per cent and percentage points.** Between two per cents a difference is in percentage points.
- **One and many.** The singular follows a number that is read as exactly 1; 1.0 is many.
- **Years.** No value stands without its year. A value over several years says which.
- **When travel and reach part.** They have windows of their own. Where they say different things the
  sentence says from which year the method counts, or its name.
- **What cannot be judged** is told with its reason and the figure there is.

## Each form

The middle telling by the default method, on real figures. This page is written by
`python tools/make_sentences_page.py`, and a test holds it against the program.
"""


def forms_page() -> ModuleType:
    """Return the program whose cases these are."""
    spec = importlib.util.spec_from_file_location("make_forms_page", LIKE)
    if spec is None or spec.loader is None:
        raise ImportError(LIKE.name)
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(spec.name, module)
    spec.loader.exec_module(module)
    return module


def document(forms: ModuleType) -> StrategyDocument:
    """Return the example region's strategy with its first target of each form.

    Its gap between groups is on an invented series; the real one of forms.yaml stands in for it.
    """
    example = StrategyDocument.model_validate(
        YAML(typ="safe").load(EXAMPLE.read_text(encoding="utf-8")), context=[]
    )
    first: dict[str, Target] = {}
    for target in [*(one for one in forms.document().targets if one.form == GAP), *example.targets]:
        first.setdefault(target.form, target)
    return example.model_copy(update={"targets": tuple(first[form] for form in FORMS)})


def tellings() -> dict[str, dict[Language, Telling]]:
    """Return what is told of each case, by form."""
    forms = forms_page()
    cases = document(forms)
    seen = forms._figures(cases)
    verdicts = judge(cases, seen, year=forms.YEAR, method=METHOD)
    cells = Carried(cells_of(cases, seen, verdicts, year=forms.YEAR))
    return {
        verdict.form: {
            language: tell(
                verdict,
                target=cases.target(verdict.target),
                indicator=cases.indicator(verdict.indicator),
                cells=cells,
                language=language,
            )
            for language in LANGUAGES
        }
        for verdict in verdicts
    }


class Carried:
    """The cells that an edition of the cases would carry."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells

    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
        """Return the figure that is carried, None where there is none."""
        return value_in(self.cells, indicator, area=area, period=period, group=group)


def page() -> str:
    """Return the page."""
    told = tellings()
    lines = [HEAD]
    for form, both in told.items():
        lines.append(f"### `{form}`\n")
        lines += [f"> {both['sv'].middle.text}\n", f"> {both['en'].middle.text}\n"]
    first, last = told["at_least"], told["smaller_spread"]
    lines.append("## The same figure at each length\n")
    lines += [
        f"- **{name}**: {text.text}\n"
        for name, text in (
            ("kort", first["sv"].short),
            ("mellan", first["sv"].middle),
            ("lång", first["sv"].long),
            ("diagrammets rubrik", first["sv"].title),
            ("diagrammets alternativtext", first["sv"].alternative),
        )
    ]
    lines += [f"- **long**: {first['en'].long.text}\n", f"- **long**, of a gap: {last['en'].long.text}\n"]
    lines.append(f"With its bindings the long one is\n\n```\n{first['sv'].long.source}\n```")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
