"""Numbers and units as they are written in each language."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.units import UNITS as KNOWN
from laget.core.words.numbers import MINUS, THIN_SPACE, UNITS, number, unit
from laget.core.words.said import LANGUAGES, Language, Said


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (1234.5, 1, "1\u202f234,5", "1,234.5"),
        (1234567.891, 2, "1\u202f234\u202f567,89", "1,234,567.89"),
        (999, 0, "999", "999"),
        (1000, 0, "1\u202f000", "1,000"),
        (0.5, 1, "0,5", "0.5"),
        (43.36, 1, "43,4", "43.4"),
        (-2.5, 1, "\u22122,5", "\u22122.5"),
        (-1234.5, 0, "\u22121\u202f234", "\u22121,234"),
        (-0.04, 1, "0,0", "0.0"),  # no minus before what is shown as zero
        (-0.06, 1, "\u22120,1", "\u22120.1"),
        (-0.0, 0, "0", "0"),
        (0.0, 2, "0,00", "0.00"),
        (1e15, 0, "1\u202f000\u202f000\u202f000\u202f000\u202f000", "1,000,000,000,000,000"),
    ],
)
def test_numbers_are_written_as_each_language_does(value: float, decimals: int, sv: str, en: str) -> None:
    assert number(value, decimals=decimals, language="sv") == sv
    assert number(value, decimals=decimals, language="en") == en


@settings(max_examples=200, deadline=None)
@given(
    value=st.floats(-1e12, 1e12),
    decimals=st.integers(0, 6),
    language=st.sampled_from(LANGUAGES),
)
def test_what_is_written_reads_back_as_the_rounded_value(
    value: float, decimals: int, language: Language
) -> None:
    text = number(value, decimals=decimals, language=language)

    mark, thousands = (",", THIN_SPACE) if language == "sv" else (".", ",")
    plain = text.replace(thousands, "").replace(mark, ".").replace(MINUS, "-")
    exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    assert Decimal(plain) == exact
    assert plain.startswith("-") == (exact < 0)
    assert len(plain.partition(".")[2]) == decimals
    whole = text.removeprefix(MINUS).partition(mark)[0]
    assert all(len(group) == 3 for group in whole.split(thousands)[1:])


@pytest.mark.parametrize(
    ("word", "sv", "en"),
    [
        ("percent", "%", "%"),
        ("per_1000", "per 1 000 invånare", "per 1,000 inhabitants"),
        ("firms", "företag", "firms"),
        ("kg per hushåll", "kg per hushåll", "kg per hushåll"),
    ],
)
def test_a_unit_is_called_by_its_name_and_a_regions_own_word_stands(word: str, sv: str, en: str) -> None:
    assert unit(word) == Said(sv, en)


def test_every_unit_of_the_format_has_a_name() -> None:
    assert set(KNOWN) <= set(UNITS)
    assert {"tonnes", "kg"} <= set(UNITS)  # what a gap is counted in
