"""Numbers told by something familiar: which unit is chosen, and that each unit has a size and a source."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.words.equivalents import FEWEST, MOST, UNITS, Equivalent, equivalent

KINDS = {unit.of for unit in UNITS.values()} | {"tonnes"}
THIN = "\u202f"


def told(count: float, *, of: str = "people") -> Equivalent:
    found = equivalent(count, of=of)
    assert found is not None
    return found


def test_there_are_at_least_20_units_each_with_a_size_words_and_a_source() -> None:
    assert len(UNITS) >= 20
    for name, unit in UNITS.items():
        assert unit.id == name
        assert unit.size > 0
        assert unit.source.publisher
        assert unit.source.document
        assert unit.source.year is None or 1900 < unit.source.year < 2030
        for said in (unit.one, unit.many):
            assert not re.search("[0-9]", said.sv + said.en)  # the only number of a sentence is how many
            assert said.sv.strip() == said.sv != ""
            assert said.en.strip() == said.en != ""


def test_every_unit_is_chosen_for_some_count() -> None:
    steps = [1.01**power for power in range(300, 2600)]
    chosen = {found.unit.id for of in KINDS for count in steps if (found := equivalent(count, of=of))}

    assert chosen == set(UNITS)


@pytest.mark.parametrize(
    ("count", "of", "sv", "en"),
    [
        (739, "people", "39 skolklasser", "39 school classes"),
        (2332.6, "people", "47 fulla bussar", "47 full buses"),
        (7303, "people", "32 fullsatta Öresundståg", "32 full Öresund trains"),
        (30, "people", "2 fulla förskolegrupper", "2 full preschool groups"),
        (25, "people", "2,8 fulla minibussar", "2.8 full minibuses"),
        (
            1647,
            "firms",
            "55 börslistor så långa som Stockholms ledande",
            "55 stock lists as long as Stockholm's leading one",
        ),
        (700_000, "tonnes", "103 fulla malmtåg", "103 full ore trains"),
        (50_000, "kg", "33 fullastade EUR-pallar", "33 fully loaded Euro pallets"),
        (3157, "days", "18 läsår i skolan", "18 school years"),
        (
            300,
            "greenhouse_gases",
            "38 svenskars konsumtion under ett år",
            "38 Swedish residents' consumption for a year",
        ),
    ],
)
def test_a_count_is_told_in_the_unit_that_is_easiest_to_picture(
    count: float, of: str, sv: str, en: str
) -> None:
    assert told(count, of=of).said.sv == sv
    assert told(count, of=of).said.en == en


def test_the_source_can_be_shown() -> None:
    assert told(739).unit.source.text == "Skolverket, 19 elever per klass i grundskolan, 2014"
    assert told(1647).unit.source.text == "Cityterminalen, About buses"


@pytest.mark.parametrize(
    ("count", "of"),
    [
        (0, "people"),
        (4, "people"),  # fewer than 5 cases
        (17, "people"),  # not two of the smallest
        (1e9, "people"),  # more than 500 of the largest
        (59, "firms"),
        (10, "kg"),
        (-700, "people"),
        (1000, "vårdtillfällen"),
        (1000, ""),
        (float("nan"), "people"),
    ],
)
def test_where_no_unit_fits_there_is_none(count: float, of: str) -> None:
    assert equivalent(count, of=of) is None


def test_a_whole_number_comes_before_a_familiar_unit() -> None:
    assert told(22).said.sv == "2 fotbollslag"  # not 2,4 minibuses


def test_tonnes_weigh_what_their_kilograms_do() -> None:
    for count in (1.0, 20.0, 5000.0, 700_000.0):
        assert told(count, of="tonnes") == told(count * 1000, of="kg")


@settings(max_examples=500, deadline=None)
@given(count=st.floats(0, 1e12), of=st.sampled_from(sorted(KINDS)))
def test_the_number_is_from_2_to_500_and_near_what_it_stands_for(count: float, of: str) -> None:
    found = equivalent(count, of=of)

    if found is None:
        size = 1000 if of == "tonnes" else 1
        kind = "kg" if of == "tonnes" else of
        assert not any(
            unit.of == kind and FEWEST <= count * size / unit.size <= MOST for unit in UNITS.values()
        )
        return
    kilograms = 1000 if of == "tonnes" else 1
    assert FEWEST <= found.number <= MOST
    assert found.number * found.unit.size == pytest.approx(count * kilograms, rel=0.05)
    assert found.number == round(found.number, 1)
    assert found.number < 10 or found.number.is_integer()
    assert found.said.sv.endswith(found.unit.many.sv)
    assert ("." in found.said.en.split()[0]) == ("," in found.said.sv.split()[0])
