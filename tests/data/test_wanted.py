"""What a strategy needs fetched: the areas its indicators name, and those its targets cannot do without."""

from typing import Any

import pytest

from laget.core.areas import COUNTIES, MUNICIPALITIES, municipalities_of
from laget.core.strategy.document import StrategyDocument
from laget.data.wanted import wanted

HALLAND = [one.code for one in municipalities_of("13")]
ALL_COUNTIES = [one.code for one in COUNTIES]


def areas(*, of: str = "a", targets: list[dict[str, Any]] | None = None, **indicator: Any) -> list[str]:
    common = {"unit": "percent", "better": "higher", "source": {"publisher": "kolada", "kpi": "N01982"}}
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "elements": [{"id": "e", "level": "goal", "title": "E"}],
            "indicators": [
                common | {"id": "a", "title": "A", "areas": ["county"]} | indicator,
                common | {"id": "folk", "title": "Folkmängd", "areas": ["county"]},
            ],
            "targets": [
                {"id": f"t{number}", "element": "e", "indicator": "a"} | target
                for number, target in enumerate(targets or [])
            ],
        }
    )
    found = {one.indicator.id: one.areas for one in wanted(document)}
    assert set(found) == {"a", "folk"}
    return list(found[of])


def test_the_words_for_areas_are_read() -> None:
    assert areas(areas=["county"]) == ["13"]
    assert areas(areas=["country"]) == ["00"]
    assert areas(areas=["municipalities"]) == sorted(HALLAND)
    assert areas(areas=["counties"]) == ALL_COUNTIES
    assert areas(areas=["1480", "country", "20"]) == ["00", "1480", "20"]


def test_an_indicator_that_says_nothing_is_wanted_for_all_four() -> None:
    everywhere = sorted({"00", *ALL_COUNTIES, *HALLAND})
    assert areas(areas=["county", "municipalities", "counties", "country"]) == everywhere


LEVEL = {"form": "at_least", "value": 50, "year": 2030}


@pytest.mark.parametrize(
    ("target", "more"),
    [
        (LEVEL, []),
        (LEVEL | {"area": "1380"}, ["1380"]),
        ({"form": "better_than", "areas": ["19", "07"], "how": "mean"}, ["07", "19"]),
        ({"form": "change_more_than", "areas": ["00"], "how": "mean", "base": 2018}, ["00"]),
        ({"form": "rank", "at_most": 5}, ALL_COUNTIES),
        ({"form": "all_at_least", "value": 70, "year": 2030}, HALLAND),
        ({"form": "smaller_spread", "measure": "range", "value": 10, "area": "00"}, None),
    ],
)
def test_the_areas_a_target_needs_are_wanted_too(target: dict[str, Any], more: list[str] | None) -> None:
    needed = [one.code for one in MUNICIPALITIES] if more is None else more
    assert areas(targets=[target]) == sorted({"13", *needed})


def test_the_people_behind_a_share_are_wanted_where_the_target_is() -> None:
    target = LEVEL | {"area": "1480"}
    assert areas(of="folk", people="folk", targets=[target]) == ["13", "1480"]
    assert areas(of="folk", targets=[target]) == ["13"]
