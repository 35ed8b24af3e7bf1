"""What holds of the sentences on where a series is led and since when it has travelled."""

import re
from decimal import Decimal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.verdict import NoteKind, Verdict
from laget.core.series import Observation, table
from laget.core.strategy.document import AtLeast, AtMost, Corridor, StrategyDocument
from laget.core.words.binding import BadBinding, Fact, Ground, resolve
from laget.core.words.guard.figures import Cell, CellTable
from laget.core.words.guard.register import guarded
from laget.core.words.measure import measure
from laget.core.words.said import LANGUAGES
from laget.core.words.sentences import tell
from tests.core.words.test_telling_properties import DOWN, UP, Table, any_case, read

DIGITS = r"[−+]?\d(?:[\d\u202f,.]*\d)?"
OUTLOOK = re.compile(
    r"(?:Fortsätter det som hittills hamnar|If it goes on as hitherto,) \D*? (?:in )?(?P<year>\d{4})"
    rf" (?:is )?(?:(?:mellan|between) (?:plats |place |index )?(?P<low>{DIGITS}) (?:och|and)"
    rf" (?P<high>{DIGITS})|(?:på ungefär|about) (?:plats |place |index )?(?P<both>{DIGITS}))(?P<unit>[^(]*?)"
    r" (?:i|in) 80 (?:fall av|cases of) 100, (?:räknat med|reckoned by) Theil–Sen"
    r"\. (?:Chansen att klara|The chance of meeting the) (?P<what>\w+) (?:då är|then is)"
    r" (?P<beyond>mindre än|less than|mer än|more than)? ?(?P<chance>\d+) (?:procent|per cent)\."
)
RECORD = re.compile(
    r"(?:En sådan framskrivning har hållit|Such a projection has held) (?P<held>\d+) (?P<noun>\w+)"
    r" (?:av|out of) (?P<made>\d+)\."
)
SINCE = re.compile(
    r"(?:Det är|That is) (?:ungefär |about )?(?:(?P<n>[−\d][\d\u202f,.]*)[^.()]*?"
    rf"\b(?P<word>{'|'.join(sorted(UP | DOWN))})\b[^.()]*? (?:än|than in)"
    r"|lika mycket som|samma plats som|as much as in|the same place as in) (?P<since>\d{4})\b"
)
Any = tuple[StrategyDocument, list[Observation], int, dict[str, int]]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=any_case(), method=st.sampled_from(list(METHODS)))
def test_what_is_said_of_years_to_come_and_gone_is_what_the_verdict_holds(case: Any, method: str) -> None:
    document, rows, year, ended = case
    seen, cells = figures(document, {"all": table(rows)}), Table(rows)
    verdicts = judge(document, seen, year=year, method=method, ended=ended)
    ground = Ground(document, {verdict.target: verdict for verdict in verdicts}, cells)
    for verdict in verdicts:
        for language in LANGUAGES:
            text = tell(
                verdict,
                target=document.target(verdict.target),
                indicator=document.indicator("i"),
                cells=cells,
                language=language,
            ).long.text
            right_in_outlook(text, verdict, document)
            right_in_record(text, verdict)
            right_in_travel(text, verdict, document, ground)


def still_and_missed() -> Any:
    """A series that stands still at nought, and a target of a little more whose year has come."""
    source = {"publisher": "kolada", "kpi": "N00000"}
    target = {"element": "e", "indicator": "i", "area": "13", "base": 2010, "year": 2018}
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2014}},
            "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
            "indicators": [
                {"id": "i", "title": "Provets mått", "unit": "percent", "better": "higher", "source": source}
            ],
            "targets": [target | {"id": "t", "form": "at_least", "value": 0.01}],
        }
    )
    return document, [Observation("i", "13", str(year), "total", 0.0) for year in range(2010, 2019)], 2018, {}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=any_case(), method=st.sampled_from(list(METHODS)))
@example(case=still_and_missed(), method="destatis")
def test_the_guard_stops_no_sentence_that_is_made(case: Any, method: str) -> None:
    document, rows, year, ended = case
    verdicts = judge(document, figures(document, {"all": table(rows)}), year=year, method=method, ended=ended)
    cells = CellTable(
        Cell(one.indicator, one.area, one.period, one.group, one.value)
        for one in rows
        if one.value is not None and int(one.period[-4:]) <= year
    )
    # The guard takes a word after the country's figure to be of a target that is the country's own.
    own = CellTable(one for one in cells.every() if one.area != "00")
    ground = Ground(document, {verdict.target: verdict for verdict in verdicts}, cells)
    for verdict in verdicts:
        target = document.target(verdict.target)
        if isinstance(target, AtLeast | AtMost) and leads_astray(target):
            continue
        for language in LANGUAGES:
            told = tell(
                verdict,
                target=target,
                indicator=document.indicator("i"),
                cells=cells if verdict.area == "00" else own,
                language=language,
            )
            for text in (told.middle, told.long, told.alternative):
                assert guarded(text.source, ground=ground, cells=cells, language=language) == (), text.text


def leads_astray(target: AtLeast | AtMost) -> bool:
    """Tell whether a step asks for more than what it is a step to."""
    way = 1 if target.form == "at_least" else -1
    return any(way * (step - target.value) > 0 for step in target.steps.values())


def right_in_outlook(text: str, verdict: Verdict, document: StrategyDocument) -> None:
    found, interval = OUTLOOK.search(text), verdict.interval
    assert (found is not None) == (interval is not None), text
    if found is None or interval is None:
        return
    target = document.target(verdict.target)
    unit, decimals = measure(target, document.indicator("i"))
    low, high = (Decimal(f"{end:.{decimals}f}") for end in (interval.low, interval.high))
    assert int(found["year"]) == interval.year
    if found["both"]:
        assert read(found["both"]) == low == high, text
    else:
        assert (read(found["low"]), read(found["high"])) == (low, high), text
        assert low < high
    assert interval.low <= interval.projected <= interval.high
    if unit == "percent":
        assert low >= 0
        assert high <= 100
        assert re.match(r" (?:procent|per cent)\b", found["unit"]), text
    if unit == "points":
        assert low >= 0
        assert re.match(r" (?:procentenhet|percentage point)", found["unit"]), text
    if unit == "ratio" and verdict.form in {"smaller_gap", "smaller_spread"}:
        assert low >= 1
    assert verdict.chance is not None
    percent = int(found["chance"])
    assert 1 <= percent <= 99
    assert (found["beyond"] in {"mindre än", "less than"}) == (100 * verdict.chance <= 0.5)
    assert (found["beyond"] in {"mer än", "more than"}) == (100 * verdict.chance >= 99.5)
    assert abs(percent - 100 * verdict.chance) <= (1 if found["beyond"] else 0.5)
    step = any(note.kind is NoteKind.STEP for note in verdict.notes)
    assert (found["what"] in {"delmålet", "step"}) == step


def right_in_record(text: str, verdict: Verdict) -> None:
    found, hits = RECORD.search(text), verdict.hit_rate
    assert (found is not None) == (hits is not None), text
    if found is not None and hits is not None:
        assert (int(found["held"]), int(found["made"])) == (hits.held, hits.of)
        assert found["noun"] in ({"gång", "time"} if hits.held == 1 else {"gånger", "times"})


def right_in_travel(text: str, verdict: Verdict, document: StrategyDocument, ground: Ground) -> None:
    """Every travel tells its size and since when; inside a corridor that is the figure's own change."""
    found, target = SINCE.search(text), document.target(verdict.target)
    change = verdict.travel_change
    if change is None or verdict.value is None:
        assert found is None
        return
    inside = isinstance(target, Corridor) and target.low <= verdict.value <= target.high
    assert verdict.travel_from is not None
    if found is None:
        assert inside
    else:
        assert int(found["since"]) == verdict.travel_from, text
    try:
        bound = resolve(Fact(verdict.target, "travel_change"), ground=ground)
    except BadBinding:
        assert inside
        return
    assert (bound.first, bound.last) == (str(verdict.travel_from), str(verdict.value_year))
    assert abs(bound.value) == abs(change)
    if found is not None and found["word"]:
        assert (found["word"] in UP) == (bound.value > 0), text
