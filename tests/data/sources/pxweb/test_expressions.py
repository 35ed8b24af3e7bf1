"""PxWeb's expressions, as its documentation says and as the real service answers them."""

import pytest

from laget.data.sources.pxweb.expressions import expanded

YEARS = ("2019", "2020", "2021", "2022", "2023")


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("2020", ["2020"]),
        ("*", ["2019", "2020", "2021", "2022", "2023"]),
        ("202*", ["2020", "2021", "2022", "2023"]),
        ("20?9", ["2019"]),
        ("top(2)", ["2022", "2023"]),
        ("TOP(2, 1)", ["2021", "2022"]),
        ("bottom(2)", ["2019", "2020"]),
        ("bottom(2,1)", ["2020", "2021"]),
        ("top(9)", ["2019", "2020", "2021", "2022", "2023"]),
        ("from(2022)", ["2022", "2023"]),
        ("to(2020)", ["2019", "2020"]),
        ("range(2020,2022)", ["2020", "2021", "2022"]),
        ("2018", []),
        ("19*", []),
        ("from(2018)", []),
        ("range(2022,2020)", []),
        ("range(2020)", []),
        ("from(2020,2021)", []),
        ("top(x)", []),
        ("top(1,2,3)", []),
        ("first(2)", []),
    ],
)
def test_an_expression_stands_for_its_codes(expression: str, codes: list[str]) -> None:
    assert expanded(expression, YEARS) == tuple(codes)


def test_a_code_that_looks_like_an_expression_is_a_code() -> None:
    assert expanded("*", ("*", "1")) == ("*",)


def test_a_point_in_a_code_stands_for_itself() -> None:
    assert expanded("1.?", ("1.2", "132")) == ("1.2",)
