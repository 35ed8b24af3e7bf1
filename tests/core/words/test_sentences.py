"""What is told of single verdicts, word for word, and of the whole example region by every method."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from laget.core.areas import area
from laget.core.followup.edition import Used, compose
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Gap, Hair, Note, NoteKind, People, Verdict, Why
from laget.core.series import Observation, table
from laget.core.strategy.document import AtLeast, Indicator, StrategyDocument
from laget.core.words.binding import rendered
from laget.core.words.en import ENGLISH
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.register import guarded
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import Telling, tell
from laget.core.words.sv import SWEDISH
from laget.data.sources.bundled import GROUPS
from laget.data.strategy_file import read_strategy

SOURCE = {"publisher": "kolada", "kpi": "N00000"}
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
DEMO = Path(__file__).parents[3] / "laget/demo"


class Table:
    """Figures in a dict, as an edition carries them."""

    def __init__(self, cells: Mapping[tuple[str, str], float]) -> None:
        self.cells = cells

    def value(self, indicator: str, *, area: str, period: str, group: str = "total") -> float | None:
        return self.cells.get((area, period)) if (indicator, group) == ("i", "total") else None


def told(
    first: float = 40.0,
    last: float = 43.4,
    *,
    language: Language = "sv",
    unit: str = "percent",
    decimals: int = 1,
    title: str = "Andel med mer utbildning",
    place: str = "13",
    country: float | None = None,
    value: float = 50.0,
    invented: bool = False,
    equivalent: Said | None = None,
    **verdict: Any,
) -> Telling:
    """Tell a level of at least `value` by 2030 that went from `first` in 2019 to `last` in 2024."""
    indicator = Indicator.model_validate(
        {"id": "i", "title": title, "unit": unit, "decimals": decimals, "better": "higher"}
        | {"source": SOURCE, "invented": invented}
    )
    cells = {(place, "2019"): first, (place, "2024"): last}
    if country is not None:
        cells["00", "2024"] = country
    judged = Verdict.model_validate(
        {"target": "t", "element": "e", "indicator": "i", "area": place, "form": "at_least"}
        | {"travel": Travel.IMPROVING if last > first else Travel.WORSENING, "reach": Reach.TOO_SLOW}
        | {"method": "destatis", "method_version": 1, "value": last, "value_year": 2024, "years": YEARS}
        | {"threshold": value, "target_year": 2030, "base_year": 2019}
        | {"travel_change": last - first, "travel_from": 2019}
        | {"gap": Gap(distance=value - last)}
        | verdict
    )
    target = AtLeast(id="t", element="e", indicator="i", form="at_least", value=value, year=2030)
    return tell(
        judged,
        target=target,
        indicator=indicator,
        cells=Table(cells),
        language=language,
        equivalent=equivalent,
    )


def test_a_share_is_told_with_level_change_target_and_distance() -> None:
    assert told().middle.text == (
        "Andel med mer utbildning: 43,4 procent i Hallands län 2024. Det är 3,4 procentenheter högre än "
        "2019, en förbättring. Målet är minst 50 procent senast 2030, men det går för långsamt. Avståndet "
        "till målet är 6,6 procentenheter."
    )
    assert told(language="en").middle.text == (
        "Andel med mer utbildning: 43.4 per cent in Halland County in 2024. That is 3.4 percentage points "
        "higher than in 2019, an improvement. The target is at least 50 per cent by 2030, but progress is "
        "too slow. The distance to the target is 6.6 percentage points."
    )


def test_every_number_is_bound_and_a_decided_one_is_marked() -> None:
    assert told(value=50.25, title="Andel 25–64 år").short.source == (
        "Andel [[25–64]] år: {{i@13:2024}} procent i Hallands län 2024. Målet är minst {{t.threshold}} "
        "procent senast 2030, men det går för långsamt."
    )


def test_a_difference_that_its_rounded_numbers_do_not_give_is_told_as_about_so_much() -> None:
    text = told(40.04, 43.46).long.text
    assert "43,5 procent" in text
    assert "Det är ungefär 3,4 procentenheter högre än 2019, då nivån var 40,0 procent." in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (43.4, 43.4, "Det är lika mycket som 2019, vilket"),
        (43.41, 43.42, "Det är ungefär lika mycket som 2019, en liten förbättring."),
        (43.44, 43.46, "Det är ungefär lika mycket som 2019, en liten förbättring."),
    ],
)
def test_a_tie_has_no_size_and_no_direction(first: float, last: float, said: str) -> None:
    travel = Travel.UNCHANGED if first == last else Travel.IMPROVING
    text = told(first, last, travel=travel).middle.text
    assert said.removesuffix(", vilket") in text
    assert not re.search(r"högre|lägre", text.split("Målet")[0])


@pytest.mark.parametrize(
    ("unit", "first", "last", "decimals", "sv", "en"),
    [
        ("people", 100, 101, 0, "Det är 1 person fler än", "That is 1 more person than"),
        ("people", 2000, 900, 0, "Det är 1\u202f100 personer färre än", "That is 1,100 fewer people than"),
        ("people", 300, -20, 0, "Det är 320 lägre än", "That is 320 lower than"),
        ("days", 9.0, 10.0, 1, "Det är 1,0 dagar fler än", "That is 1.0 more days than"),
        ("percent", 41, 42, 0, "Det är 1 procentenhet högre än", "That is 1 percentage point higher than"),
        ("kr", 9000, 12000, 0, "Det är 3\u202f000 kronor mer än", "That is 3,000 kronor more than"),
        ("tonnes_per_person", 4, 3, 0, "Det är 1 ton per person mindre", "That is 1 tonne per person less"),
        (
            "per_1000",
            9,
            6,
            0,
            "Det är 3 färre per 1\u202f000 invånare än",
            "That is 3 fewer per 1,000 inhabitants than",
        ),
        ("kg per hektar", 3, 1, 0, "Det är 2 kg per hektar lägre än", "That is 2 kg per hektar lower than"),
    ],
)
def test_what_is_counted_weighed_and_shared_has_its_own_words(
    unit: str, first: float, last: float, decimals: int, sv: str, en: str
) -> None:
    value = 100.0 if unit == "percent" else 9999.0
    assert sv in told(first, last, unit=unit, decimals=decimals, value=value).middle.text
    assert en in told(first, last, unit=unit, decimals=decimals, value=value, language="en").middle.text


def test_the_country_stands_beside_as_higher_lower_or_the_same() -> None:
    assert "Nivån är lägre än i riket, som hade 46,0 procent samma år." in told(country=46.0).long.text
    assert "Nivån är högre än i riket, som hade 41,0 procent samma år." in told(country=41.0).long.text
    assert "Nivån är densamma som i riket." in told(country=43.41).long.text
    assert "riket" not in told(place="00", country=43.4).long.text.split(".")[3]


def test_places_stand_as_they_do_in_a_sentence() -> None:
    assert [SWEDISH.within(area(code)) for code in ("13", "1380", "00", "0980")] == [
        "i Hallands län",
        "i Halmstad",
        "i riket",
        "på Gotland",
    ]
    assert [SWEDISH.noun(area(code)) for code in ("13", "1380", "00")] == ["länet", "kommunen", "riket"]
    assert ENGLISH.within(area("13")) == "in Halland County"
    groups = ["women", "men", "born_in_sweden", "born_abroad", "pensionärer"]
    assert [SWEDISH.group(one) for one in groups] == [
        "kvinnor",
        "män",
        "inrikes födda",
        "utrikes födda",
        "pensionärer",
    ]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note(kind=NoteKind.PRELIMINARY, years=(2024,)), "Siffran för 2024 är preliminär."),
        (Note(kind=NoteKind.PRELIMINARY, years=(2023, 2024)), "Siffrorna för 2023 och 2024 är preliminära."),
        (Note(kind=NoteKind.UNCERTAIN, years=(2024,)), "Siffran för 2024 bygger på få fall och är osäker."),
        (
            Note(kind=NoteKind.SUPPRESSED, years=(2020, 2021)),
            "Siffrorna för 2020 och 2021 visas inte, eftersom fallen är för få.",
        ),
        (Note(kind=NoteKind.SEVERAL_YEARS, years=(2021, 2024)), "43,4 procent i Hallands län 2021–2024."),
        (Note(kind=NoteKind.MISSED_STEP, years=(2023,), value=45), "Delmålet 45 procent 2023 nåddes inte."),
        (
            Note(kind=NoteKind.COMPLEMENT, reach=Reach.ON_TRACK),
            "Mätt på dem som inte ingår i andelen hade bedömningen blivit bättre.",
        ),
        (
            Note(kind=NoteKind.LONG_WINDOW, reach=Reach.WRONG_WAY),
            "Sett över en längre period hade bedömningen blivit sämre.",
        ),
        (Note(kind=NoteKind.NEVER_SIGNIFICANT), "Åren är så få att ingen trend kan skiljas från slumpen."),
    ],
)
def test_what_stands_beside_a_verdict_is_told_in_the_long_telling(note: Note, said: str) -> None:
    assert said in told(notes=(note,)).long.text


def test_a_preliminary_or_invented_value_says_so_however_short_it_is_told() -> None:
    note = Note(kind=NoteKind.PRELIMINARY, years=(2024,))
    assert told(notes=(note,)).short.text.endswith("Siffran för 2024 är preliminär.")
    telling = told(invented=True)
    for text in (telling.short, telling.middle, telling.long, telling.title, telling.alternative):
        assert "påhittad" in text.text


def test_missing_years_are_named_and_where_most_are_missing_those_there_are() -> None:
    assert "Siffror saknas för 2021 och 2022." in told(years=(2019, 2020, 2023, 2024)).long.text
    assert "Siffra saknas för 2020." in told(years=(2019, 2021, 2022, 2023, 2024)).long.text
    assert SWEDISH.years((2010, 2012, 2013, 2015, 2016, 2017)) == "2010, 2012, 2013 och 2015–2017"
    assert "Siffror finns bara för 2019 och 2024." in told(years=(2019, 2024)).long.text


def test_a_gap_in_people_is_told_with_its_equivalent() -> None:
    people = People(count=7252.4, of="people", year=2022, population=110_000)
    text = told(
        gap=Gap(distance=6.6, people=people),
        equivalent=Said("lika många som ryms i 148 bussar", "as many as fit in 148 buses"),
    ).long
    assert "Det motsvarar 7\u202f252 personer (2022), lika många som ryms i 148 bussar." in text.text
    assert "{{t.people}} personer (2022), lika många som ryms i [[148]] bussar." in text.source


def test_how_late_is_told_in_the_right_number() -> None:
    assert "nås målet 4 år för sent" in told(gap=Gap(distance=6.6, years_late=4.2)).long.text
    late = told(gap=Gap(distance=6.6, years_late=0.9), language="en").long.text
    assert "comes 1 year too late." in late
    assert "too late" not in told(gap=Gap(distance=6.6, years_late=0.2), language="en").long.text


def test_travel_and_reach_that_part_say_from_when_the_method_counts() -> None:
    parted = told(reach=Reach.WRONG_WAY, base_year=2021).short.text
    assert parted.endswith("men det går åt fel håll (räknat från 2021).")
    assert told(reach=Reach.WRONG_WAY).short.text.endswith(
        "men det går åt fel håll (enligt metoden destatis)."
    )


def test_a_target_whose_year_has_passed_is_told_as_past() -> None:
    assert "men det har inte nåtts: det gick för långsamt." in told(target_year=2024).short.text
    assert "och det är nått." in told(target_year=2024, reach=Reach.MET).short.text


def test_what_hangs_on_a_hair_says_so_in_one_sentence() -> None:
    hair = (Hair.METHOD, Hair.STANDARD_ERROR)
    assert told(hair=hair).middle.text.endswith(
        "Bedömningen är osäker: med en annan metod, eller om den senaste siffran legat ett medelfel högre "
        "eller lägre, hade den blivit en annan."
    )


def test_an_ended_series_is_told_with_its_last_figure_and_the_reason() -> None:
    why = Why(reason="ended", years=(2019,))
    text = told(
        reach=Reach.NOT_JUDGED,
        travel=Travel.NOT_JUDGED,
        why_not=why,
        travel_why_not=why,
        gap=None,
        travel_change=None,
        value_year=None,
    )
    assert text.middle.text == (
        "Andel med mer utbildning: 40,0 procent i Hallands län 2019, seriens sista år. Målet är minst 50 "
        "procent senast 2030, men läget kan inte bedömas. Serien har upphört (2019)."
    )


def test_a_chart_has_a_title_and_a_sentence_from_the_same_figures() -> None:
    telling = told()
    assert telling.title.text == "Andel med mer utbildning, Hallands län 2019–2024"
    assert telling.alternative.text.startswith(
        "Nivån ökade från 40,0 procent 2019 till 43,4 procent 2024. Målet är minst 50 procent"
    )
    assert told(43.41, 43.42).alternative.text.startswith("Nivån var 43,4 procent både 2019 och 2024.")
    assert told(45.0, 43.4).alternative.text.startswith("Nivån minskade från 45,0 procent 2019 till 43,4")


@pytest.fixture(scope="module")
def example() -> tuple[StrategyDocument, dict[str, pa.Table]]:
    """The example region and its figures."""
    document = read_strategy(DEMO / "strategy.yaml").document
    rows: dict[str, list[Observation]] = {}
    with (DEMO / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] != "prognos":
                value = float(row["värde"]) if row["värde"] else None
                group = GROUPS[row["grupp"]]
                name = row["indikator"]
                one = Observation(name, row["regionkod"], row["period"], group, value)
                rows.setdefault(name, []).append(one)
    return document, {name: table(found) for name, found in rows.items()}


@pytest.mark.parametrize("method", METHODS)
def test_the_example_region_is_told_whole_as_its_bindings_are_read_and_past_the_guard(
    example: tuple[StrategyDocument, dict[str, pa.Table]], method: str
) -> None:
    document, tables = example
    used = {name: Used(figures=name, raw=()) for name in tables}
    used["helhetsintryck-primarvard"] = used["helhetsintryck-primarvard"].model_copy(update={"ended": 2022})
    edition = compose(document, year=2026, method=method, used=used, tables=tables, before={})
    verdicts = edition.verdicts
    ground, listed = ground_of(edition)
    assert len(verdicts) == 46
    for verdict in verdicts:
        for language in LANGUAGES:
            telling = tell(
                verdict,
                target=document.target(verdict.target),
                indicator=document.indicator(verdict.indicator),
                cells=edition,
                language=language,
            )
            for text in (telling.short, telling.middle, telling.long, telling.alternative):
                again = rendered(text.source, ground=ground, language=language)
                assert [one.fault for one in again.bound if one.fault is not None] == []
                assert again.text.replace("[[", "").replace("]]", "") == text.text
            for text in (telling.short, telling.long, telling.alternative):
                assert guarded(text.source, ground=ground, cells=listed, language=language) == ()
            assert str(verdict.value_year or "") in telling.short.text
            if verdict.why_not is not None:
                assert verdict.why_not.reason.said(needs=verdict.why_not.needs).to(language).rstrip(".") in (
                    telling.middle.text
                )
