"""Units: what each allows; and the Swedish order of words."""

from math import inf, nan
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.areas import MUNICIPALITIES
from laget.core.units import LARGEST, UNITS, Better, swedish_key, unit

WORDS = ["percent", "percent_free", "per_1000", "per_100000", "people", "firms", "tonnes_per_person",
         "kg_per_person", "kr", "days", "index", "ratio"]  # fmt: skip
finite = st.floats(min_value=-LARGEST, max_value=LARGEST)


def test_the_unit_words_are_those_of_the_strategy_format() -> None:
    assert list(UNITS) == WORDS
    assert [better.value for better in Better] == ["higher", "lower", "corridor", "none"]


@given(finite)
def test_a_share_lies_between_0_and_100(value: float) -> None:
    assert unit("percent").allows(value) == (0 <= value <= 100)
    assert unit("percent_free").allows(value)


@given(finite)
def test_counts_of_firms_and_days_are_never_below_zero(value: float) -> None:
    assert unit("firms").allows(value) == unit("days").allows(value) == (value >= 0)


@pytest.mark.parametrize("word", ["people", "per_1000", "kr", "tonnes_per_person", "index"])
def test_a_balance_may_be_below_zero(word: str) -> None:
    assert unit(word).allows(-210.0)


@given(st.text(), finite)
def test_a_free_unit_allows_every_value_that_can_be(word: str, value: float) -> None:
    if word not in UNITS:
        assert unit(word).allows(value)


@pytest.mark.parametrize("word", [*WORDS, "besök"])
def test_no_unit_allows_what_is_no_number(word: str) -> None:
    assert not any(unit(word).allows(value) for value in (nan, inf, -inf, 1.1e15, -1e200))
    assert unit(word).allows(0)


def test_swedish_letters_come_last_in_their_order() -> None:
    words = ["Örebro", "ärlig", "Åre", "zebra", "Ale", "ånger", "Ångström", "ü", "y", "z"]
    ordered = ["Ale", "ü", "y", "z", "zebra", "ånger", "Ångström", "Åre", "ärlig", "Örebro"]
    assert sorted(words, key=swedish_key) == ordered


def test_case_and_accents_are_folded_and_v_is_not_w() -> None:
    assert sorted(["Wa", "va", "Vb", "ide", "Idé", "idö"], key=swedish_key) == [
        "Idé", "ide", "idö", "va", "Vb", "Wa",
    ]  # fmt: skip


def test_a_hyphen_sorts_as_a_space() -> None:
    words = ["Upplands Väsby", "Upplandsbo", "Upplands-Bro"]
    assert sorted(words, key=swedish_key) == ["Upplands-Bro", "Upplands Väsby", "Upplandsbo"]


def test_a_list_of_municipalities_ends_with_overtornea() -> None:
    names = sorted((each.name_sv for each in MUNICIPALITIES), key=swedish_key)
    assert names[0] == "Ale"
    assert names[-2:] == ["Överkalix", "Övertorneå"]
    assert names.index("Åstorp") < names.index("Älmhult") < names.index("Öckerö")


@given(st.text(), st.text())
def test_only_the_same_word_has_the_same_place(one: str, other: str) -> None:
    same = normalize("NFC", one) == normalize("NFC", other)
    assert (swedish_key(one) == swedish_key(other)) == same
