"""Documents as bytes, numbers of twelve digits, and where two documents differ."""

import json
from datetime import date
from decimal import Decimal
from math import copysign, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from laget.core.canonical import canonical_bytes, canonical_json, differences, rounded, sha256

FEW = settings(max_examples=200, deadline=None)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3) | FLOATS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


class Inner(BaseModel):
    name: str = ""
    size: float = 1.0


class Outer(BaseModel):
    beta: int
    alpha: str = "a"
    from_: Inner | None = Field(None, alias="from")
    rows: tuple[Inner, ...] = ()
    day: date | None = None


def test_keys_are_sorted_nothing_is_spaced_and_the_end_is_a_new_line() -> None:
    assert canonical_json({"b": [1, 2.5, None, True], "a": {"d": "å", "c": {}}}) == (
        '{"a":{"c":{},"d":"å"},"b":[1,2.5,null,true]}\n'.encode()
    )


def test_days_are_written_as_text() -> None:
    assert canonical_bytes(Outer(beta=1, day=date(2024, 6, 12))) == b'{"beta":1,"day":"2024-06-12"}\n'


def test_keys_with_default_values_are_left_out_and_aliases_are_written() -> None:
    assert canonical_bytes(Outer(beta=1)) == b'{"beta":1}\n'
    assert canonical_bytes(Outer(beta=1, alpha="a", rows=())) == b'{"beta":1}\n'
    full = Outer.model_validate({"beta": 0, "alpha": "ö", "from": {"name": "x"}, "rows": [{"size": 2}, {}]})
    assert (
        canonical_bytes(full)
        == '{"alpha":"ö","beta":0,"from":{"name":"x"},"rows":[{"size":2.0},{}]}\n'.encode()
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_json_has_no_number_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json([value])


@FEW
@given(JSON)
def test_canonical_json_reads_back_as_what_was_written(value: object) -> None:
    data = canonical_json(value)

    assert json.loads(data) == value
    assert canonical_json(json.loads(data)) == data


@FEW
@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=6))
def test_the_order_of_keys_changes_no_byte(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_a_hash_is_the_sha_256_in_hexadecimal() -> None:
    # FIPS 180-2, appendix B.1.
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1 / 3, 0.333333333333),
        (2 / 3, 0.666666666667),
        (0.1 + 0.2, 0.3),
        (1.0, 1.0),
        (123456789.0123456, 123456789.012),
        (123456789012345.0, 123456789012000.0),
        (-1.00000000000049, -1.0),
        (-1.0000000000051, -1.00000000001),
        (1e300 / 3, 3.33333333333e299),
        (1e-300 / 3, 3.33333333333e-301),
        (5e-324, 5e-324),
        (1.7976931348623157e308, 1.79769313486e308),
        (999999999999.9, 1e12),
        (0.0, 0.0),
    ],
)
def test_worked_out_numbers_have_twelve_significant_digits(number: float, expected: float) -> None:
    assert rounded(number) == expected


@pytest.mark.parametrize("number", [-0.0, 0.0])
def test_there_is_no_negative_zero(number: float) -> None:
    assert copysign(1, rounded(number)) == 1


@FEW
@given(FLOATS)
def test_rounding_keeps_twelve_digits_once_and_for_all(number: float) -> None:
    found = rounded(number)

    assert isfinite(found)
    assert rounded(found) == found
    assert rounded(-number) == -found
    assert len(Decimal(repr(found)).normalize().as_tuple().digits) <= 12 or abs(found) < 1e-307
    if number:
        assert abs(Decimal(found) - Decimal(number)) <= Decimal("5.0001e-12") * abs(Decimal(number))


@FEW
@given(FLOATS.filter(lambda number: 1e-300 < abs(number) < 1e300))
def test_numbers_that_differ_by_rounding_errors_only_are_mostly_one(number: float) -> None:
    near = number * (1 + 2e-16)

    assert abs(rounded(near) - rounded(number)) <= abs(number) * 1.0001e-11


def test_differences_name_each_place_and_both_values() -> None:
    written = {"a": 1, "b": {"c": [1, 2], "d": "x"}, "e": [1], "gone": None}
    again = {"a": 2, "b": {"c": [1, 3], "d": "x"}, "e": [1, 2], "new": "å"}

    assert list(differences(written, again)) == [
        ("a", "1", "2"),
        ("b.c[1]", "2", "3"),
        ("e", "[1]", "[1, 2]"),
        ("new", "null", '"å"'),
    ]


@FEW
@given(JSON, JSON)
def test_there_are_differences_exactly_where_documents_differ(one: object, other: object) -> None:
    assert list(differences(one, one)) == []
    if not _alike(one, other):
        assert list(differences(one, other))


def _alike(one: object, other: object) -> bool:
    """Whether two values differ at most by keys that one has as null and the other not at all."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_alike(one.get(key), other.get(key)) for key in {*one, *other})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return one == other
