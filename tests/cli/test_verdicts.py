"""The printed table: what stands in each cell, and what is said of an alarm."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from laget.cli.verdicts import alarm_lines, revision_lines, verdict_table
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import Change, Flip, Revision
from laget.core.words.numbers import THIN_SPACE
from laget.data.editions import read_edition
from laget.data.strategy_file import read_strategy
from tests.cli.conftest import Run

STRATEGY = """\
format: laget/1
region: {slug: halland, code: "13", name: Exempel}
strategy: {id: rus, version: 1, title: Exempel, period: {from: 2020}}
elements:
  - {id: arbete, level: goal, title: Arbete}
indicators:
  - id: foretag
    title: Företag
    unit: firms
    better: higher
    source:
      file: figures.csv
      columns: {area: område, period: år, value: värde}
targets:
  - {id: alla, element: arbete, indicator: foretag, form: all_at_least, value: 1500, year: 2030}
"""


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Six years of firms in Halland's six municipalities; Hylte has the fewest."""
    figures = ["område,år,värde"]
    for place, code in enumerate(("1315", "1380", "1381", "1382", "1383", "1384")):
        figures += [f"{code},{2017 + year},{1000 + 100 * place + 10 * year}" for year in range(6)]
    (tmp_path / "figures.csv").write_text("\n".join(figures) + "\n", encoding="utf-8")
    file = tmp_path / "strategi.yaml"
    file.write_text(STRATEGY, encoding="utf-8")
    return file


def test_the_lowest_of_the_municipalities_is_named_beside_its_value(
    laget: Run, strategy: Path, tmp_path: Path
) -> None:
    assert laget("refresh", strategy).exit_code == 0
    shown = laget("follow-up", strategy, "--year", "2025", "--out", tmp_path / "ut").stdout
    assert "1 050 företag (2022); Hylte" in shown.replace(THIN_SPACE, " ")


def test_what_is_counted_is_shown_without_decimals(laget: Run, strategy: Path, tmp_path: Path) -> None:
    laget("refresh", strategy)
    shown = laget("follow-up", strategy, "--year", "2025", "--out", tmp_path / "ut").stdout
    assert "1 500 företag (2030)" in shown.replace(THIN_SPACE, " ")
    assert "450 företag" in shown.replace(THIN_SPACE, " ")


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_the_table_fits_the_terminal_without_breaking_a_word(
    laget: Run, strategy: Path, tmp_path: Path, width: int
) -> None:
    laget("refresh", strategy)
    laget("follow-up", strategy, "--year", "2025", "--out", tmp_path / "ut")
    console = Console(width=width, file=io.StringIO())
    edition = read_edition(tmp_path / "ut" / "edition.json")
    with console.capture() as printed:
        console.print(verdict_table(edition, language="sv", width=width))
    shown = printed.get().replace(THIN_SPACE, " ")
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= width
    for words in ("alla", "Företag", "▲ förbättras", "◆ för långsamt", "Hylte", "1 500", "450 företag"):
        assert words in shown


@pytest.mark.parametrize(
    ("now", "travel_now", "said"),
    [
        (Reach.TOO_SLOW, Travel.WORSENING, "alla: förbättras → försämras"),
        (Reach.WRONG_WAY, Travel.IMPROVING, "alla: för långsamt → åt fel håll"),
        (Reach.WRONG_WAY, Travel.WORSENING, "alla: för långsamt → åt fel håll, förbättras → försämras"),
    ],
)
def test_a_flipped_verdict_is_told_by_the_words_that_changed(
    strategy: Path, now: Reach, travel_now: Travel, said: str
) -> None:
    flip = Flip(
        target="alla", was=Reach.TOO_SLOW, now=now, travel_was=Travel.IMPROVING, travel_now=travel_now
    )
    change = Change(area="1315", period="2022", group="total", old=1050, new=900)
    revision = Revision(
        indicator="foretag", before="a" * 64, after="b" * 64, changes=(change,), flips=(flip,)
    )
    document = read_strategy(strategy).document
    (alarm,) = alarm_lines(document, [revision], language="sv")
    assert f"; {said}. Godkänn med:" in alarm
    assert f"  {said}" in revision_lines(document, revision, accepted={}, language="sv")
