"""The example strategy: whole, plainly an example, and in two versions that tell something."""

import re
from collections import Counter
from pathlib import Path

from laget.core.strategy.document import FORMS, Indicator, StrategyDocument, Translated, said
from laget.data.strategy_file import read_strategy

TOLD = {"goal", "outcome", "priority", "direction"}


def test_it_is_read_without_a_fault_and_warned_of_only_what_it_means_to_show(version: Path) -> None:
    read = read_strategy(version)
    other_ages = [
        ("indicators", place, "people")
        for place, indicator in enumerate(read.document.indicators)
        if (people := _population(read.document, indicator)) and people.age_range != indicator.age_range
    ]

    assert [warning.path for warning in read.warnings] == other_ages
    assert len(other_ages) == (version.name == "strategy.yaml")


def test_it_says_plainly_that_it_is_an_example(version: Path) -> None:
    strategy = read_strategy(version).document.strategy

    assert strategy.text is not None
    assert strategy.decision is not None
    assert said(strategy.title).sv.startswith("Exempelstrategi")
    assert said(strategy.text).sv.startswith("Det här är ett exempel.")
    assert "påhittat" in said(strategy.decision.body).sv


def test_goals_stand_in_three_dimensions(current: StrategyDocument) -> None:
    goals = [element for element in current.elements if element.level == "goal"]

    assert {goal.dimension for goal in goals} == {"social", "economic", "environmental"}


def test_each_of_at_least_five_areas_has_two_or_three_directions(current: StrategyDocument) -> None:
    directions = Counter(element.within for element in current.elements if element.level == "direction")
    priorities = {element.id for element in current.elements if element.level == "priority"}

    assert len(priorities) >= 5
    assert directions.keys() == priorities
    assert set(directions.values()) <= {2, 3}


def test_every_element_tells_what_it_is_where_it_leads_and_why(version: Path) -> None:
    lacking = [
        element.id
        for element in read_strategy(version).document.elements
        if element.level in TOLD and not (element.text and element.desired and element.why)
    ]

    assert lacking == []


def test_titles_stand_in_both_languages(version: Path) -> None:
    document = read_strategy(version).document
    titles = [element.title for element in document.elements]
    titles += [indicator.title for indicator in document.indicators]

    assert [title for title in titles if not isinstance(title, Translated)] == []


def test_every_form_of_target_is_used(current: StrategyDocument) -> None:
    assert {target.form for target in current.targets} == FORMS.keys()


def test_there_are_enough_indicators_and_targets(current: StrategyDocument) -> None:
    assert len(current.indicators) >= 22
    assert len(current.targets) >= 25


def test_every_direction_and_outcome_is_followed(current: StrategyDocument) -> None:
    followed = {id_ for indicator in current.indicators for id_ in indicator.follows}
    wanted = {element.id for element in current.elements if element.level == "outcome"}

    assert wanted - followed == set()
    assert wanted - {target.element for target in current.targets} == set()


def _population(document: StrategyDocument, indicator: Indicator) -> Indicator | None:
    return document.indicator(indicator.people) if indicator.people is not None else None


def test_gaps_can_be_counted_for_at_least_five_indicators_with_targets(current: StrategyDocument) -> None:
    counted = {
        target.indicator
        for target in current.targets
        if (indicator := current.indicator(target.indicator))
        and (people := _population(current, indicator))
        and people.age_range == indicator.age_range
    }

    assert len(counted) >= 5


def test_a_gap_in_a_municipality_can_be_counted_too(current: StrategyDocument) -> None:
    areas = {target.area for target in current.targets if current.indicator(target.indicator).people}

    assert {"1380", "1382"} <= areas


def test_educations_population_is_of_other_ages(current: StrategyDocument) -> None:
    measured = current.indicator("eftergymnasial")
    people = _population(current, measured)

    assert people is not None
    assert people.age_range != measured.age_range


def test_what_is_kept_between_the_versions_keeps_its_id(
    current: StrategyDocument, previous: StrategyDocument
) -> None:
    before = {element.id: element for element in previous.elements}
    kept = [element for element in current.elements if element.id in before]

    assert len(kept) > len(before) / 2
    assert [element.id for element in kept if element.level != before[element.id].level] == []


def test_a_kept_indicator_measures_the_same(current: StrategyDocument, previous: StrategyDocument) -> None:
    before = {indicator.id: indicator for indicator in previous.indicators}
    kept = [indicator for indicator in current.indicators if indicator.id in before]

    assert kept
    for indicator in kept:
        same = before[indicator.id]
        assert (indicator.source, indicator.unit, indicator.better) == (same.source, same.unit, same.better)


def test_a_kept_target_is_about_the_same_place_and_figure(
    current: StrategyDocument, previous: StrategyDocument
) -> None:
    before = {target.id: target for target in previous.targets}
    kept = [target for target in current.targets if target.id in before]

    assert kept
    for target in kept:
        same = before[target.id]
        assert (target.indicator, target.area) == (same.indicator, same.area)


def test_the_versions_differ_in_every_telling_way(
    current: StrategyDocument, previous: StrategyDocument
) -> None:
    before = {element.id: element for element in previous.elements}
    after = {element.id: element for element in current.elements}
    both = before.keys() & after.keys()
    targets = {target.id: target for target in previous.targets}

    assert after.keys() - before.keys()
    assert before.keys() - after.keys()
    assert [id_ for id_ in both if after[id_].title != before[id_].title]
    assert [id_ for id_ in both if after[id_].within != before[id_].within]
    assert targets.keys() - {target.id for target in current.targets}
    assert [
        target.id
        for target in current.targets
        if target.id in targets and target.form == targets[target.id].form and target != targets[target.id]
    ]
    assert [
        target.id
        for target in current.targets
        if target.id in targets and target.form != targets[target.id].form
    ]
    assert [target.id for target in current.targets if target == targets.get(target.id)]


def test_the_history_leads_to_the_version_before(
    folder: Path, current: StrategyDocument, previous: StrategyDocument
) -> None:
    [version] = current.history

    assert version.file is not None
    assert read_strategy(folder / version.file).document == previous
    assert version.id == previous.strategy.id
    assert version.decision == previous.strategy.decision
    assert current.strategy.version == previous.strategy.version + 1


def test_nobody_is_named_and_nobody_can_be_called(version: Path) -> None:
    text = version.read_text(encoding="utf-8")
    domains = re.findall(r"(?:@|://)([a-z0-9.-]+)", text)

    assert re.findall(r"\b0\d{1,3}-\d{2,3} ?\d{2} ?\d{2}\b|\+46", text) == []
    assert set(domains) == {"example.se"}


def test_no_sentence_is_taken_from_a_published_page(version: Path, real: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in (real.parent / "documents").glob("*.txt")]
    assert pages

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-zåäöé0-9]+", text.lower())
        return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}

    published = set().union(*map(runs, pages))

    assert runs(version.read_text(encoding="utf-8")) & published == set()
