"""How sure it is and since when, word for word, and the facts that bind them."""

from typing import Any

import pytest

from laget.core.followup.judge import judge
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import HitRate, Interval, Note, NoteKind, Verdict
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.binding import BadBinding, Fact, Ground, parse, rendered, resolve
from laget.core.words.guard.figures import Cell, CellTable
from laget.core.words.guard.register import guarded
from laget.core.words.said import LANGUAGES
from laget.core.words.sentences import tell
from tests.core.words.test_sentences import told


def between(low: float, high: float, *, year: int = 2030) -> Interval:
    return Interval(
        year=year, projected=(low + high) / 2, low=low, high=high, method="theil_sen", method_version=1
    )


def test_the_interval_the_chance_and_the_record_are_told_together_with_the_method() -> None:
    sure: dict[str, Any] = {
        "interval": between(45.06, 49.0),
        "chance": 0.12,
        "hit_rate": HitRate(held=7, of=9),
    }
    assert (
        "Fortsätter det som hittills hamnar värdet 2030 mellan 45,1 och 49,0 procent i 80 fall av 100, "
        "räknat med Theil–Sen. Chansen att klara målet då är 12 procent. En sådan framskrivning har hållit "
        "7 gånger av 9."
    ) in told(**sure).long.text
    assert (
        "If it goes on as hitherto, the value in 2030 is between 45.1 and 49.0 per cent in 80 cases of 100, "
        "reckoned by Theil–Sen. The chance of meeting the target then is 12 per cent. Such a projection "
        "has held 7 times out of 9."
    ) in told(language="en", **sure).long.text
    assert "Theil–Sen" not in told(**sure).middle.text
    assert (
        "mellan {{t.low}} och {{t.high}} procent i [[80]] fall av [[100]], räknat med Theil–Sen. Chansen "
        "att klara målet då är {{t.chance}} procent. En sådan framskrivning har hållit {{t.held}} gånger "
        "av {{t.of_made}}."
    ) in told(**sure).long.source


@pytest.mark.parametrize(
    ("chance", "sv", "en"),
    [
        (0.0, "är mindre än 1 procent.", "is less than 1 per cent."),
        (0.004, "är mindre än 1 procent.", "is less than 1 per cent."),
        (0.01, "är 1 procent.", "is 1 per cent."),
        (0.99, "är 99 procent.", "is 99 per cent."),
        (1.0, "är mer än 99 procent.", "is more than 99 per cent."),
    ],
)
def test_a_chance_is_never_told_as_none_or_as_certain(chance: float, sv: str, en: str) -> None:
    sure: dict[str, Any] = {"interval": between(45, 49), "chance": chance}
    assert f"klara målet då {sv}" in told(**sure).long.text
    assert f"meeting the target then {en}" in told(language="en", **sure).long.text


def test_one_time_stands_in_the_singular_and_where_there_is_no_record_none_is_told() -> None:
    sure: dict[str, Any] = {"interval": between(45, 49), "chance": 0.5}
    once = HitRate(held=1, of=1)
    assert "har hållit 1 gång av 1." in told(hit_rate=once, **sure).long.text
    assert "has held 1 time out of 1." in told(hit_rate=once, language="en", **sure).long.text
    assert "har hållit 0 gånger av 1." in told(hit_rate=HitRate(held=0, of=1), **sure).long.text
    assert "framskrivning" not in told(**sure).long.text


def test_a_step_on_the_way_is_what_the_chance_is_of() -> None:
    step = Note(kind=NoteKind.STEP, years=(2027,), value=47)
    text = told(interval=between(45, 49, year=2027), chance=0.5, notes=(step,)).long.text
    assert "hamnar värdet 2027 mellan" in text
    assert "Chansen att klara delmålet då är 50 procent" in text


def test_ends_that_are_read_the_same_are_told_as_about_one_number() -> None:
    sure: dict[str, Any] = {"interval": between(45.01, 45.02), "chance": 0.5}
    assert "hamnar värdet 2030 på ungefär 45,0 procent i 80 fall" in told(**sure).long.text
    assert "the value in 2030 is about 45.0 per cent in 80 cases" in told(language="en", **sure).long.text


DOCUMENT = StrategyDocument.model_validate(
    {
        "format": "laget/1",
        "region": {"slug": "exempel", "code": "13", "name": "Exempel"},
        "strategy": {"id": "s", "version": 1, "title": "S", "period": {"from": 2015, "to": 2030}},
        "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
        "indicators": [
            {
                "id": "i",
                "title": {"sv": "Andel utan arbete", "en": "Share without work"},
                "unit": "percent",
                "better": "lower",
                "source": {"publisher": "kolada", "kpi": "N00000"},
            }
        ],
        "targets": [
            {"id": "hogst", "element": "e", "indicator": "i", "form": "at_most", "value": 4, "year": 2030},
            {"id": "inom", "element": "e", "indicator": "i", "form": "corridor", "low": 2, "high": 9},
            {"id": "plats", "element": "e", "indicator": "i", "form": "rank", "at_most": 1, "of": 3}
            | {"year": 2030},
            {"id": "gap", "element": "e", "indicator": "i", "form": "smaller_gap", "value": 1, "year": 2030}
            | {"groups": ["women", "men"]},
        ],
    }
)


@pytest.fixture(scope="module")
def judged() -> tuple[Ground, CellTable]:
    """Seven years of three counties, of which Halland falls past one, and of women and men."""
    rows = []
    for place, first, step in (("13", 9.0, -0.5), ("12", 8.0, -0.1), ("14", 5.0, 0.0)):
        for turn in range(7):
            value = first + step * turn + 0.01 * (turn % 2)
            rows.append(Observation("i", place, str(2016 + turn), "total", value))
            if place == "13":
                rows.append(Observation("i", place, str(2016 + turn), "women", value + 2 - 0.2 * turn))
                rows.append(Observation("i", place, str(2016 + turn), "men", value))
    verdicts = judge(DOCUMENT, Figures(table(rows)), year=2022, method="destatis")
    cells = CellTable(Cell(row.indicator, row.area, row.period, row.group, row.value or 0.0) for row in rows)
    return Ground(DOCUMENT, {one.target: one for one in verdicts}, cells), cells


def telling(verdict: Verdict, cells: CellTable, language: Any) -> Any:
    target = DOCUMENT.target(verdict.target)
    return tell(verdict, target=target, indicator=DOCUMENT.indicator("i"), cells=cells, language=language)


def test_a_series_that_is_worked_out_tells_its_change_and_since_when(
    judged: tuple[Ground, CellTable],
) -> None:
    ground, cells = judged
    gap = ground.verdicts["gap"]
    assert (gap.travel, gap.travel_from) == (Travel.IMPROVING, 2017)
    assert (
        "Det är 1,0 procentenheter mindre än 2017, en förbättring." in telling(gap, cells, "sv").middle.text
    )
    assert "{{gap.travel_change}} procentenheter mindre än 2017" in telling(gap, cells, "sv").middle.source
    place = telling(ground.verdicts["plats"], cells, "sv").middle.text
    assert "Det är 1 plats bättre än 2017, en förbättring." in place


def test_a_bound_change_has_the_sign_and_the_years_of_the_figures_own(
    judged: tuple[Ground, CellTable],
) -> None:
    ground, cells = judged
    bound = resolve(Fact("hogst", "travel_change"), ground=ground)
    assert bound.value < 0  # it fell, which is towards the target
    assert (bound.first, bound.last, bound.unit) == ("2017", "2022", "points")
    assert rendered("{{hogst.travel_from}}", ground=ground, language="sv").text == "2017"
    sound = "Andelen minskade med {{hogst.travel_change}} procentenheter från {{hogst.travel_from}}."
    assert guarded(sound, ground=ground, cells=cells, language="sv") == ()
    faulty = sound.replace("minskade", "ökade")
    assert [one.rule for one in guarded(faulty, ground=ground, cells=cells, language="sv")] == ["direction"]


def test_inside_a_corridor_there_is_no_change_of_the_verdict_to_bind(
    judged: tuple[Ground, CellTable],
) -> None:
    ground, cells = judged
    assert ground.verdicts["inom"].reach is Reach.MET
    with pytest.raises(BadBinding):
        resolve(Fact("inom", "travel_change"), ground=ground)
    assert "{{i.change@13:2017..2022}}" in telling(ground.verdicts["inom"], cells, "sv").middle.source


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("hogst.chance", "percent"),
        ("hogst.low", "percent"),
        ("hogst.middle", "percent"),
        ("hogst.high", "percent"),
        ("gap.low", "points"),
        ("plats.high", "rank"),
        ("hogst.interval_year", "year"),
        ("hogst.held", "times"),
        ("hogst.of_made", "times"),
    ],
)
def test_how_sure_it_is_can_be_bound(judged: tuple[Ground, CellTable], written: str, unit: str) -> None:
    assert resolve(parse(written), ground=judged[0]).unit == unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_of_each_passes_the_guard(judged: tuple[Ground, CellTable], language: Any) -> None:
    ground, cells = judged
    for verdict in ground.verdicts.values():
        text = telling(verdict, cells, language).long.source
        assert guarded(text, ground=ground, cells=cells, language=language) == (), text
