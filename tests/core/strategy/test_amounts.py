"""Numbers as people write them: minus signs, commas, per cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from laget.core.strategy.amounts import By, Number, Share, WrittenBy

NUMBER = TypeAdapter[float](Number)
BY = TypeAdapter[By](WrittenBy)
SHARE = TypeAdapter[float](Share)


@pytest.mark.parametrize(
    ("written", "amount", "relative"),
    [
        ("-60%", -60, True), ("−60%", -60, True), ("- 60 %", -60, True), ("− 2,5 %", -2.5, True),
        ("-2.5", -2.5, False), ("−2,5", -2.5, False), ("+3", 3, False), (3, 3, False), (-2.5, -2.5, False),
    ],
)  # fmt: skip
def test_a_change_is_read_with_either_minus_and_either_comma(
    written: object, amount: float, relative: bool
) -> None:
    assert BY.validate_python(written) == By(amount=amount, relative=relative)


@pytest.mark.parametrize(
    "written", ["halverat", "60%-", "%", "--6", "6 procent", "1e5", "0", "0%", True, None, [], 1e30]
)
def test_what_is_no_change_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        BY.validate_python(written)


def test_a_change_goes_its_way_from_the_base() -> None:
    assert By(amount=-60, relative=True).changed(50) == pytest.approx(20)
    assert By(amount=-2.5, relative=False).changed(50) == 47.5
    assert By(amount=-6, relative=True).paced(100, years=2) == pytest.approx(88.36)
    assert By(amount=-6, relative=False).paced(100, years=2) == 88
    assert (By(amount=-6, relative=True).way, By(amount=0.1, relative=False).way) == (-1, 1)


AMOUNTS = st.decimals(min_value="0.001", max_value=99999, places=3).map(float)


@given(AMOUNTS, st.sampled_from([-1, 1]), st.booleans())
def test_a_change_comes_back_the_same(amount: float, sign: int, relative: bool) -> None:
    by = By(amount=sign * amount, relative=relative)

    assert BY.validate_json(BY.dump_json(by)) == by


@given(st.decimals(min_value=0, max_value=100, places=4))
def test_a_share_comes_back_the_same(per_cent: object) -> None:
    share = SHARE.validate_python(f"{per_cent}%")

    assert 0 <= share <= 1
    assert SHARE.validate_json(SHARE.dump_json(share)) == share


def test_a_share_is_written_in_per_cent() -> None:
    assert SHARE.validate_python("29,5 %") == 0.295
    assert SHARE.dump_json(0.29) == b'"29%"'


@pytest.mark.parametrize("written", ["50", 0.5, 50, "101%", "-1%", "hälften", True])
def test_what_is_no_share_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        SHARE.validate_python(written)


@pytest.mark.parametrize(("written", "number"), [(50, 50), ("−2,5", -2.5), ("47.25", 47.25), ("-0", 0)])
def test_a_level_is_read(written: object, number: float) -> None:
    read = NUMBER.validate_python(written)

    assert read == number
    assert str(read) != "-0.0"


@pytest.mark.parametrize(
    "written",
    ["50 %", "", "50.", "NaN", float("inf"), float("nan"), pytest.param(10**400, id="1e400"), False, {}],
)
def test_what_is_no_level_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        NUMBER.validate_python(written)
