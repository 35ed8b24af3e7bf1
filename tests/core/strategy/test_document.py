"""The format's models: nothing is lost on the way out and in, and a row can be asked about itself."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from laget.core.canonical import canonical_bytes
from laget.core.strategy.document import FORMS, LEVELS, StrategyDocument, Translated, said
from laget.core.words.said import Said

DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)
TEXT: st.SearchStrategy[Any] = TEXTS | st.fixed_dictionaries({"sv": TEXTS, "en": TEXTS})
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
YEARS = st.integers(1990, 2050)
NUMBERS = st.integers(-1000, 1000) | st.decimals(-1000, 1000, places=3).map(float)
CODES = st.sampled_from(["00", "13", "19", "1380"])
BY = st.sampled_from(["-60%", "− 2,5", "+3 %", -2.5, 4])
AREAS = st.lists(CODES, min_size=1, max_size=3)
SHARES = st.integers(0, 100).map("{}%".format)


def row(needed: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional or {})


COMMON = {"id": IDS, "element": IDS, "indicator": IDS}
SOMETIMES = {"area": CODES, "year": YEARS, "base": YEARS}
NEEDED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "at_least": ({"value": NUMBERS}, {"steps": st.dictionaries(YEARS, NUMBERS, max_size=3)}),
    "at_most": ({"value": NUMBERS}, {"steps": st.dictionaries(YEARS, NUMBERS, max_size=3)}),
    "hold": ({}, {"value": NUMBERS}),
    "corridor": ({"low": NUMBERS, "high": NUMBERS}, {}),
    "change": ({"by": BY, "base": YEARS}, {}),
    "pace": ({"by": BY, "from": YEARS, "year": YEARS}, {}),
    "direction": ({"way": st.sampled_from(["up", "down"])}, {}),
    "better_than": ({"areas": AREAS}, {"how": st.sampled_from(["each", "mean", "median"])}),
    "change_more_than": (
        {"areas": AREAS, "base": YEARS},
        {"how": st.sampled_from(["each", "mean", "median"])},
    ),
    "smaller_gap": (
        {"groups": st.lists(TEXTS, min_size=2, max_size=2)},
        {"measure": st.sampled_from(["difference", "ratio"]), "to": SHARES, "value": NUMBERS},
    ),
    "smaller_spread": (
        {},
        {
            "measure": st.sampled_from(["range", "ratio", "share_below"]),
            "below": NUMBERS,
            "to": SHARES,
            "value": NUMBERS,
        },
    ),
    "all_at_least": ({"value": NUMBERS}, {}),
    "all_at_most": ({"value": NUMBERS}, {}),
    "rank": ({"at_most": st.integers(1, 21)}, {"of": st.integers(2, 21)}),
    "budget": ({"total": NUMBERS, "from": YEARS, "year": YEARS}, {}),
}
TARGETS = st.sampled_from(list(NEEDED)).flatmap(
    lambda form: row(
        {**COMMON, "form": st.just(form), **NEEDED[form][0]},
        {key: kind for key, kind in {**SOMETIMES, **NEEDED[form][1]}.items() if key not in NEEDED[form][0]},
    )
)
COLUMN = st.integers(1, 9) | TEXTS
CHOICES = st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS, max_size=2), max_size=2)
SOURCES = (
    row({"publisher": st.just("kolada"), "kpi": st.from_regex(r"[NU][0-9]{5}", fullmatch=True)})
    | row(
        {"publisher": st.just("scb"), "table": TEXTS},
        {
            "codelist": st.dictionaries(TEXTS, TEXTS, max_size=2),
            "select": CHOICES,
            "sum": st.lists(TEXTS, max_size=2),
            "area": TEXTS,
            "time": TEXTS,
            "group": TEXTS,
            "groups": st.dictionaries(TEXTS, TEXTS, max_size=2),
        },
    )
    | row(
        {
            "file": TEXTS,
            "columns": row(
                {"period": COLUMN, "value": COLUMN}, {"area": COLUMN, "group": COLUMN, "cases": COLUMN}
            )
            | row({"year": COLUMN, "value": COLUMN}, {"month": COLUMN}),
        },
        {
            "sheet": TEXTS,
            "header": st.integers(1, 9),
            "area": CODES,
            "where": CHOICES,
            "outcomes_to": YEARS,
            "publisher": TEXTS,
        },
    )
)
INDICATORS = row(
    {
        "id": IDS,
        "title": TEXT,
        "unit": st.sampled_from(["percent", "people", "meter"]),
        "better": st.sampled_from(["higher", "lower", "corridor", "none"]),
        "source": SOURCES,
    },
    {
        "decimals": st.integers(0, 3),
        "follows": st.lists(IDS, max_size=2),
        "why": TEXT,
        "areas": st.lists(st.sampled_from(["county", "counties", "13"]), max_size=2),
        "by": st.sampled_from([[], ["sex"]]),
        "people": IDS,
        "noise": NUMBERS,
        "breaks": st.lists(YEARS, max_size=2),
        "months": st.sampled_from(["last", "mean", "sum", 1, 12]),
        "quarters": st.sampled_from(["last", 4]),
        "ages": st.sampled_from(["25-64", "65+", "all"]),
        "counts": TEXTS,
        "invented": st.booleans(),
    },
)
LEVEL = TEXT | row({"title": TEXT}, {"like": st.sampled_from(list(LEVELS))})
ELEMENTS = row(
    {"id": IDS, "level": IDS, "title": TEXT},
    {
        "dimension": st.sampled_from(["social", "economic", "environmental"]),
        "within": IDS,
        "serves": st.lists(IDS, max_size=2),
        "responsible": st.lists(TEXT, max_size=2),
        "text": TEXT,
    },
)
ENDS = IDS | row({"framework": TEXTS, "item": TEXTS}) | row({"plan": IDS}) | row({"element": IDS})
DOCUMENTS = row(
    {
        "format": st.just("laget/1"),
        "region": row({"slug": st.just("halland"), "code": st.just("13"), "name": TEXT}),
        "strategy": row(
            {
                "id": IDS,
                "version": st.integers(1, 9),
                "title": TEXT,
                "period": row({"from": YEARS}, {"to": YEARS}),
            },
            {
                "decision": row({"body": TEXT, "date": DAYS.map(str)}, {"paragraph": TEXTS}),
                "reviewed": DAYS.map(str),
                "process": row(
                    {"state": st.just("draft")}, {"since": st.sampled_from(["2024", "2024-06", 2024])}
                ),
            },
        ),
    },
    {
        "levels": st.dictionaries(IDS, LEVEL, max_size=2),
        "elements": st.lists(ELEMENTS, max_size=2),
        "links": st.lists(
            row({"from": IDS, "to": ENDS, "kind": st.just("guides")}, {"text": TEXT}), max_size=2
        ),
        "indicators": st.lists(INDICATORS, max_size=2),
        "targets": st.lists(TARGETS, max_size=3),
    },
)


@given(DOCUMENTS)
def test_a_document_comes_back_the_same_from_its_canonical_bytes(raw: dict[str, Any]) -> None:
    document = StrategyDocument.model_validate(raw)
    canonical = canonical_bytes(document)
    again = StrategyDocument.model_validate_json(canonical)

    assert again == document
    assert canonical_bytes(again) == canonical


@given(DOCUMENTS)
def test_defaults_that_are_written_out_are_the_same_document(raw: dict[str, Any]) -> None:
    document = StrategyDocument.model_validate(raw)
    whole = document.model_dump(mode="json", by_alias=True, exclude_none=True)

    assert StrategyDocument.model_validate(whole) == document


def test_there_is_a_class_for_each_of_the_fifteen_forms() -> None:
    assert list(FORMS) == list(NEEDED)


def test_a_document_cannot_be_changed(small: dict[str, Any]) -> None:
    document = StrategyDocument.model_validate(small)

    with pytest.raises(ValidationError):
        document.strategy.version = 2  # type: ignore[misc]


def test_rows_are_found_by_id_and_a_target_knows_its_area(small: dict[str, Any]) -> None:
    common = {"element": "liv", "indicator": "utb", "form": "hold"}
    small["targets"] = [{"id": "t1", **common}, {"id": "t2", "area": "1380", **common}]
    small["plans"] = [{"id": "plan", "title": "Plan", "level": "regional"}]
    document = StrategyDocument.model_validate(small)

    assert document.element("liv").title == "Livskvalitet"
    assert document.indicator("utb").better == "higher"
    assert document.plan("plan").level == "regional"
    assert [document.area_of(document.target(name)) for name in ("t1", "t2")] == ["13", "1380"]
    with pytest.raises(KeyError):
        document.element("utb")


def test_a_region_names_its_own_levels(small: dict[str, Any]) -> None:
    small["levels"] = {
        "goal": "Mål",
        "priority": {"sv": "Område", "en": "Area"},
        "delmal": {"title": "Delmål", "like": "outcome"},
    }
    document = StrategyDocument.model_validate(small)

    assert document.level_title("goal") == Said(sv="Mål", en="Mål")
    assert document.level_title("priority") == Said(sv="Område", en="Area")
    assert document.level_title("delmal") == Said(sv="Delmål", en="Delmål")
    assert document.level_title("perspective") == LEVELS["perspective"]
    assert (document.known_level("delmal"), document.known_level("goal")) == ("outcome", "goal")
    with pytest.raises(KeyError):
        document.known_level("annat")


def test_a_plain_text_is_swedish_and_stands_in_both_languages() -> None:
    assert said("Mål") == Said(sv="Mål", en="Mål")
    assert said(Translated(sv="Mål", en="Goal")) == Said(sv="Mål", en="Goal")
