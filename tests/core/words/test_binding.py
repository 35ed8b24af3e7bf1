"""Bindings: numbers in prose that lead to a figure, or say why they do not."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from laget.core.followup.gap import largest_gaps
from laget.core.followup.judge import judge
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.binding import (
    BadBinding,
    Change,
    Fact,
    Ground,
    Level,
    parse,
    rendered,
    resolve,
    written_bindings,
)

VALUES = {2015: 40.1, 2016: 40.5, 2017: 41.0, 2018: 41.4, 2019: 42.0, 2020: 42.3, 2021: 42.8, 2022: 43.4}
DOCUMENT = StrategyDocument.model_validate(
    {
        "format": "laget/1",
        "region": {"slug": "exempel", "code": "13", "name": "Exempel"},
        "strategy": {"id": "s", "version": 1, "title": "S", "period": {"from": 2015, "to": 2030}},
        "levels": {"outcome": "Effektmål"},
        "elements": [{"id": "mal", "level": "outcome", "title": "Mål"}],
        "indicators": [
            {
                "id": "eftergymnasial",
                "title": "Invånare 25–64 år med eftergymnasial utbildning",
                "unit": "percent",
                "decimals": 1,
                "better": "higher",
                "source": {"publisher": "kolada", "kpi": "N01982"},
            }
        ],
        "targets": [
            {
                "id": "t1",
                "element": "mal",
                "indicator": "eftergymnasial",
                "form": "at_least",
                "value": 50,
                "year": 2030,
                "base": 2015,
            }
        ],
    }
)


@dataclass
class Given:
    """Figures in a dict, as a test gives them."""

    values: Mapping[tuple[str, str, str, str], float]

    def value(self, indicator: str, *, area: str, period: str, group: str = "total") -> float | None:
        return self.values.get((indicator, area, period, group))


@pytest.fixture(scope="module")
def ground() -> Ground:
    rows = [
        Observation("eftergymnasial", "13", str(year), value=value, group=group)
        for year, value in VALUES.items()
        for group in ("total", "women")
    ]
    verdicts = judge(DOCUMENT, Figures(table(rows)), year=2023, method="destatis")
    assert largest_gaps(verdicts)
    cells = {(one.indicator, one.area, one.period, one.group): one.value or 0.0 for one in rows}
    return Ground(DOCUMENT, {one.target: one for one in verdicts}, Given(cells))


@pytest.mark.parametrize(
    ("written", "binding"),
    [
        ("eftergymnasial@13:2022", Level("eftergymnasial", "13", "2022")),
        (" eftergymnasial@13:2022 ", Level("eftergymnasial", "13", "2022")),
        ("eftergymnasial[women]@1380:2021K2", Level("eftergymnasial", "1380", "2021Q2", "women")),
        ("a-b@00:2018–2021", Level("a-b", "00", "2018-2021")),
        ("a.change@13:2015..2022", Change("a", "13", "2015", "2022")),
        ("a[women].growth@13:2015..2022", Change("a", "13", "2015", "2022", "women", growth=True)),
        ("t1.gap", Fact("t1", "gap")),
    ],
)
def test_a_binding_is_read(written: str, binding: object) -> None:
    assert parse(written) == binding


@pytest.mark.parametrize(
    "written",
    ["", "  ", "a", "a@13", "a@13:", "a@13:hösten", "a.change@13:2015", "a@13:2015..2020", "a b@13:2020"],
)
def test_what_is_no_binding_is_refused(written: str) -> None:
    with pytest.raises(BadBinding):
        parse(written)


@pytest.mark.parametrize(
    ("written", "shown", "unit"),
    [
        ("eftergymnasial@13:2022", "43,4", "percent"),
        ("eftergymnasial[women]@13:2015", "40,1", "percent"),
        ("eftergymnasial.change@13:2015..2022", "3,3", "points"),
        ("eftergymnasial.change@13:2022..2015", "3,3", "points"),
        ("eftergymnasial.growth@13:2015..2022", "8,2", "percent"),
        ("t1.threshold", "50", "percent"),
        ("t1.gap", "6,6", "points"),
        ("t1.target_year", "2030", "year"),
        ("t1.base_value", "40,1", "percent"),
    ],
)
def test_a_binding_is_shown_in_its_unit(ground: Ground, written: str, shown: str, unit: str) -> None:
    resolved = resolve(parse(written), ground=ground)
    assert (resolved.written("sv"), resolved.unit) == (shown, unit)


def test_a_change_keeps_its_sign_though_the_words_say_it(ground: Ground) -> None:
    resolved = resolve(parse("eftergymnasial.change@13:2022..2015"), ground=ground)
    assert resolved.value == pytest.approx(-3.3)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("okand@13:2022", "ingen indikator"),
        ("eftergymnasial@13:1999", "ingen siffra"),
        ("eftergymnasial[men]@13:2022", "ingen siffra"),
        ("t9.gap", "inget bedömt mål"),
        ("t1.wisdom", "har inget ”wisdom”"),
        ("t1.people", "saknar people"),
    ],
)
def test_a_binding_that_leads_nowhere_says_so(ground: Ground, written: str, says: str) -> None:
    with pytest.raises(BadBinding) as refused:
        resolve(parse(written), ground=ground)
    assert says in refused.value.said.sv


def test_a_text_is_rendered_with_the_place_of_each_number(ground: Ground) -> None:
    told = rendered("Andelen är {{eftergymnasial@13:2022}} procent, {{ }} nu.", ground=ground, language="sv")
    assert told.text == "Andelen är 43,4 procent, {{ }} nu."
    assert [told.text[one.start : one.stop] for one in told.bound] == ["43,4", "{{ }}"]
    assert told.bound[1].resolved is None
    assert told.bound[1].fault is not None
    assert "tom" in told.bound[1].fault.sv


def test_english_has_its_own_decimal_sign(ground: Ground) -> None:
    told = rendered("{{eftergymnasial@13:2022}} per cent", ground=ground, language="en")
    assert told.text == "43.4 per cent"


def test_the_cells_of_a_text_are_listed() -> None:
    found = list(written_bindings("{{a@13:2022}} och {{ }} och {{b.change@13:2015..2022}}"))
    assert found == [Level("a", "13", "2022"), Change("b", "13", "2015", "2022")]
