"""The frameworks that strategies point at: their counts, codes, titles and sources."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.areas import NUTS2
from laget.core.frameworks import FRAMEWORKS, Framework, Item, UnknownItem, item

ROOT = Path(__file__).resolve().parents[2]
frameworks = pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
listed = st.sampled_from(
    [(framework, code) for framework, all_of in FRAMEWORKS.items() for code in all_of.items]
)


def tops(framework: str) -> list[str]:
    return [each.code for each in FRAMEWORKS[framework].items.values() if each.within is None]


def under(framework: str, code: str) -> list[str]:
    return [each.code for each in FRAMEWORKS[framework].items.values() if each.within == code]


def test_the_frameworks_are_those_of_the_strategy_format() -> None:
    assert list(FRAMEWORKS) == [
        "agenda-2030",
        "nationell-2021-2030",
        "miljomal",
        "eruf-2021-2027",
        "folkhalsomal",
    ]
    assert all(framework.id == key for key, framework in FRAMEWORKS.items())


def test_the_generator_makes_the_modules_again_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tools" / "frameworks.py"), str(tmp_path)], check=True)
    made = sorted(tmp_path.iterdir())
    assert len(made) == len(FRAMEWORKS)
    for module in made:
        assert module.read_bytes() == (ROOT / "laget" / "core" / "frameworks" / module.name).read_bytes()


def test_agenda_2030_has_17_goals_with_169_targets() -> None:
    counts = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]
    assert tops("agenda-2030") == [str(goal) for goal in range(1, 18)]
    assert [len(under("agenda-2030", goal)) for goal in tops("agenda-2030")] == counts
    assert sum(counts) == 169
    assert len(FRAMEWORKS["agenda-2030"].items) == 17 + 169


def test_every_target_of_agenda_2030_stands_within_its_goal_in_order() -> None:
    for goal in tops("agenda-2030"):
        targets = [code.removeprefix(f"{goal}.") for code in under("agenda-2030", goal)]
        numbered = [target for target in targets if target.isdigit()]
        lettered = targets[len(numbered) :]
        assert numbered == [str(number) for number in range(1, len(numbered) + 1)]
        assert lettered == list("abcd"[: len(lettered)])


def test_the_other_frameworks_have_as_many_items_as_were_adopted() -> None:
    assert tops("nationell-2021-2030") == ["a", "b", "c", "d", "klimat", "demografi", "klyftor"]
    assert tops("miljomal") == [str(number) for number in range(1, 17)]
    assert len(under("folkhalsomal", "mal")) == 8
    assert tops("folkhalsomal") == ["mal"]


def test_the_regional_fund_has_three_policy_objectives_and_nine_programmes() -> None:
    programmes = tops("eruf-2021-2027")[3:]
    assert tops("eruf-2021-2027")[:3] == ["1", "2", "3"]
    assert [len(under("eruf-2021-2027", objective)) for objective in "123"] == [5, 8, 2]
    assert len(programmes) == 9
    assert len(programmes) - 1 == len(NUTS2)  # one for each NUTS 2 group, and the national one
    for programme in programmes:
        objectives = 3 if programme in ("mellersta-norrland", "ovre-norrland") else 2
        assert under("eruf-2021-2027", programme) == [f"{programme}.{n}" for n in range(1, objectives + 1)]


@frameworks
def test_every_item_has_its_own_code_a_title_in_both_languages_and_a_place(framework: Framework) -> None:
    for code, each in framework.items.items():
        assert each.code == code == code.casefold().strip()
        assert each.within is None or each.within in framework.items
        for title in (each.title.sv, each.title.en):
            assert title == title.strip()
            assert len(title) > 2
            assert not title.endswith(".")


@frameworks
def test_no_two_items_side_by_side_have_the_same_title(framework: Framework) -> None:
    for language in ("sv", "en"):
        titles = Counter((each.within, getattr(each.title, language)) for each in framework.items.values())
        assert [title for title, times in titles.items() if times > 1] == []


@frameworks
def test_every_framework_names_its_source_and_date(framework: Framework) -> None:
    assert framework.source
    assert framework.address.startswith("https://")
    year, month, day = [*map(int, framework.date.split("-")), 1][:3]
    assert date(1999, 1, 1) < date(year, month, day)
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", framework.date)
    assert "Läget" in framework.note.sv or "riksdagens" in framework.note.sv


@given(listed)
def test_every_item_is_found_by_framework_and_code(each: tuple[str, str]) -> None:
    framework, code = each
    assert item(framework, code) is FRAMEWORKS[framework].items[code]
    assert item(framework, code.upper()).code == code


def test_a_well_known_target_is_where_it_should_be() -> None:
    found = item("agenda-2030", "4.4")
    assert isinstance(found, Item)
    assert found.within == "4"
    assert item("agenda-2030", found.within).title.sv == "God utbildning för alla"
    assert item("nationell-2021-2030", "b").title.sv.startswith("Kompetensförsörjning")
    assert item("miljomal", "14").title.en == "A Magnificent Mountain Landscape"


def test_a_code_that_is_not_there_is_refused_with_those_near_it() -> None:
    with pytest.raises(UnknownItem) as refusal:
        item("agenda-2030", "4.44")
    assert "4.4" in refusal.value.said.sv
    with pytest.raises(UnknownItem) as refusal:
        item("nationell-2021-2030", "e")
    assert "a, b, c, d" in refusal.value.said.sv


def test_a_framework_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownItem) as refusal:
        item("agenda-2063", "1")
    assert "agenda-2030" in refusal.value.said.en


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_framework_cannot_be_changed(framework: str) -> None:
    with pytest.raises(TypeError):
        FRAMEWORKS[framework].items["new"] = item("miljomal", "1")  # type: ignore[index]
