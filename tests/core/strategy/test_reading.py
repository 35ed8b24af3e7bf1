"""Plain values become a document, or every fault at once."""

from typing import Any

from laget.core.strategy.faults import known_keys, path_text
from laget.core.strategy.reading import read_document


def said_of(raw: dict[str, Any]) -> list[tuple[str, str]]:
    return [(path_text(fault.path), fault.said.en) for fault in read_document(raw).faults]


def test_a_strategy_without_faults_is_a_document(small: dict[str, Any]) -> None:
    reading = read_document(small)

    assert reading.faults == ()
    assert reading.document is not None


def test_a_warning_stops_nothing(small: dict[str, Any]) -> None:
    small["region"]["code"] = 13
    reading = read_document(small)

    assert [fault.severity for fault in reading.faults] == ["warning"]
    assert reading.document is not None
    assert reading.document.region.code == "13"


def test_a_row_that_cannot_be_read_is_still_there_to_be_pointed_at(small: dict[str, Any]) -> None:
    small["elements"][0]["title"] = 0.5j
    small["indicators"][0]["follows"] = ["liv", "lif"]

    assert said_of(small) == [
        ("elements[0].title", "must be text"),
        ("indicators[0].follows[1]", "no element has the id “lif”; did you mean “liv”?"),
    ]


def test_a_row_without_an_id_may_be_the_one_that_is_pointed_at(small: dict[str, Any]) -> None:
    small["elements"].append({"level": "goal", "title": "?"})
    small["indicators"][0]["follows"] = ["annat"]

    assert said_of(small) == [("elements[1].id", "is missing; add the key with a value")]


def test_rows_after_one_that_cannot_be_read_keep_their_places(small: dict[str, Any]) -> None:
    target = {"element": "liv", "indicator": "nej", "form": "hold"}
    small["targets"] = [{"id": "t1"}, {"id": "t2", **target}, {"id": "t3"}, {"id": "t4", **target}]
    small["indicators"][0]["id"] = "utbildning"

    assert [path for path, _ in said_of(small) if path.endswith("indicator")] == [
        "targets[1].indicator",
        "targets[3].indicator",
    ]


def test_a_region_that_cannot_be_read_gives_no_faults_elsewhere(small: dict[str, Any]) -> None:
    small["region"] = {"slug": "halland", "code": "Halland", "name": "x"}
    common = {"element": "liv", "indicator": "utb"}
    small["targets"] = [
        {"id": "t1", "form": "rank", "at_most": 3, **common},
        {"id": "t2", "form": "hold", "area": "1380", **common},
    ]

    assert [path for path, _ in said_of(small)] == ["region.code"]


def test_a_level_that_cannot_be_read_is_still_a_level(small: dict[str, Any]) -> None:
    small["levels"] = {"delmal": {"title": "Delmål", "like": "outcom"}}
    small["elements"].append({"id": "mer", "level": "delmal", "title": "Mer"})

    assert said_of(small) == [
        ("levels.delmal.like", "“outcom” is no known word here; did you mean “outcome”?")
    ]


def test_the_known_keys_of_a_place_are_those_of_the_branch_taken() -> None:
    assert known_keys(("indicators", 0, "source", "<kolada>")) == ["publisher", "kpi"]
    assert "codelist" in known_keys(("indicators", 0, "source", "<pxweb>"))
    assert "outcomes_to" in known_keys(("indicators", 0, "source", "<file>"))
    assert known_keys(("strategy", "period")) == ["from", "to"]
    assert known_keys(("strategy", "title", "<translated>")) == ["sv", "en"]
    assert "total" in known_keys(("targets", 3, "<budget>"))
    assert known_keys(())[:3] == ["format", "region", "strategy"]
