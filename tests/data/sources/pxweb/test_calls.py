"""Calls small enough for the publisher, and addresses short enough to be answered."""

import json
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.data.sources.pxweb.calls import LONGEST_GET, calls
from laget.data.sources.pxweb.selection import Selection, TableRefused


def selection(
    *, regions: int = 3, groups: int = 3, added: int = 5, periods: int = 4, written: tuple[str, ...] = ("*",)
) -> Selection:
    return Selection(
        table="TAB1",
        codes={
            "Region": tuple(f"{number:04}" for number in range(regions)),
            "Alder": tuple(f"a{number}" for number in range(added)),
            "Kon": tuple(f"k{number}" for number in range(groups)),
            "Tid": tuple(f"{2000 + number}" for number in range(periods)),
        },
        codelists={"Alder": "vs_ett"},
        region="Region",
        time="Tid",
        periods=written,
        group="Kon",
        groups={},
        sums=("Alder",),
    )


def test_a_selection_that_fits_is_one_call() -> None:
    ((request, codes),) = calls(selection(), most_cells=1000)
    assert request.method == "GET"
    assert request.address == (
        "/tables/TAB1/data?valueCodes%5BRegion%5D=0000,0001,0002&valueCodes%5BAlder%5D=a0,a1,a2,a3,a4"
        "&valueCodes%5BKon%5D=k0,k1,k2&valueCodes%5BTid%5D=*&codelist%5BAlder%5D=vs_ett"
        "&lang=sv&outputFormat=json-stat2"
    )
    assert codes == selection().codes


def test_an_address_that_would_be_too_long_is_posted_with_the_same_selection() -> None:
    wide = selection(regions=400)
    ((request, _),) = calls(wide, most_cells=150_000)
    assert request.method == "POST"
    assert request.address == "/tables/TAB1/data?lang=sv&outputFormat=json-stat2"
    assert json.loads(request.body or "") == {
        "selection": [
            {"variableCode": "Region", "valueCodes": list(wide.codes["Region"])},
            {"variableCode": "Alder", "valueCodes": list(wide.codes["Alder"]), "codelist": "vs_ett"},
            {"variableCode": "Kon", "valueCodes": list(wide.codes["Kon"])},
            {"variableCode": "Tid", "valueCodes": ["*"]},
        ]
    }


@pytest.mark.parametrize("regions", range(335, 350))
def test_no_address_is_longer_than_the_service_answers(regions: int) -> None:
    ((request, _),) = calls(selection(regions=regions), most_cells=150_000)
    assert len(request.address) <= LONGEST_GET < 2000
    assert request.method == ("GET" if regions <= 342 else "POST")


def test_a_code_that_holds_a_comma_is_kept_whole() -> None:
    ((request, _),) = calls(selection(written=("range(2000,2002)",)), most_cells=1000)
    assert "&valueCodes%5BTid%5D=%5Brange(2000,2002)%5D&" in request.address


@given(
    regions=st.integers(1, 40),
    groups=st.integers(1, 4),
    added=st.integers(1, 10),
    periods=st.integers(1, 20),
    most=st.integers(20, 3000),
)
def test_no_call_asks_for_more_than_is_given_at_once_and_together_they_ask_for_all(
    regions: int, groups: int, added: int, periods: int, most: int
) -> None:
    whole = selection(regions=regions, groups=groups, added=added, periods=periods)
    parts = [codes for _, codes in calls(whole, most_cells=most)]
    cells: list[tuple[str, ...]] = []
    for codes in parts:
        assert prod(map(len, codes.values())) <= most
        assert codes["Alder"] == whole.codes["Alder"], "a sum is of one answer"
        cells += [(r, k, t) for r in codes["Region"] for k in codes["Kon"] for t in codes["Tid"]]
    assert sorted(cells) == sorted(
        (r, k, t) for r in whole.codes["Region"] for k in whole.codes["Kon"] for t in whole.codes["Tid"]
    )


def test_periods_that_are_split_leave_the_last_part_open_for_newer_ones() -> None:
    sent = [request.address for request, _ in calls(selection(regions=1, groups=1, periods=4), most_cells=15)]
    assert [
        "valueCodes%5BTid%5D=2000,2001&" in sent[0],
        "valueCodes%5BTid%5D=%5Bfrom(2002)%5D&" in sent[1],
    ] == [
        True,
        True,
    ]


def test_a_sum_that_is_too_large_by_itself_is_refused() -> None:
    with pytest.raises(TableRefused, match="larger than the 9 cells given at once"):
        calls(selection(added=10), most_cells=9)


def test_the_same_wish_gives_the_same_calls() -> None:
    once, again = (calls(selection(regions=100), most_cells=500) for _ in range(2))
    assert once == again
    requests: list[Any] = [request for request, _ in once]
    assert len(set(requests)) == len(requests)
