"""How a strategy's elements hang together."""

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.tree import elements_like, serving, targets_of, under, within

DOCUMENT = StrategyDocument.model_validate(
    {
        "format": "laget/1",
        "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
        "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2024}},
        "levels": {"insatsområde": {"title": "Insatsområde", "like": "priority"}},
        "elements": [
            {"id": "liv", "level": "goal", "title": "Ett gott liv"},
            {"id": "jobb", "level": "goal", "title": "Jobb"},
            {"id": "kunskap", "level": "insatsområde", "title": "Kunskap", "serves": ["liv"]},
            {"id": "laser", "level": "direction", "title": "Fler läser vidare", "within": "kunskap"},
            {"id": "hogre", "level": "outcome", "title": "Högre utbildning", "serves": ["laser", "jobb"]},
        ],
        "indicators": [
            {
                "id": "i",
                "title": "Eftergymnasial utbildning",
                "unit": "percent",
                "better": "higher",
                "source": {"publisher": "kolada", "kpi": "N01982"},
            }
        ],
        "targets": [
            {"id": "a", "element": "hogre", "indicator": "i", "form": "at_least", "value": 50, "year": 2030},
            {"id": "b", "element": "liv", "indicator": "i", "form": "direction", "way": "up"},
        ],
    }
)


def test_a_regions_own_level_is_found_by_the_known_word_it_is_like() -> None:
    assert [one.id for one in elements_like(DOCUMENT, "priority")] == ["kunskap"]
    assert [one.id for one in elements_like(DOCUMENT, "goal")] == ["liv", "jobb"]


def test_what_lies_within_and_what_serves_are_two_things() -> None:
    assert [one.id for one in within(DOCUMENT, "kunskap")] == ["laser"]
    assert [one.id for one in serving(DOCUMENT, "jobb")] == ["hogre"]
    assert within(DOCUMENT, "jobb") == ()


def test_under_a_goal_is_all_that_leads_to_it_in_any_number_of_steps() -> None:
    assert under(DOCUMENT, "liv") == {"liv", "kunskap", "laser", "hogre"}
    assert under(DOCUMENT, "jobb") == {"jobb", "hogre"}


def test_the_targets_under_a_goal_are_those_of_all_that_leads_to_it() -> None:
    assert [one.id for one in targets_of(DOCUMENT, under(DOCUMENT, "liv"))] == ["a", "b"]
    assert [one.id for one in targets_of(DOCUMENT, under(DOCUMENT, "jobb"))] == ["a"]
    assert targets_of(DOCUMENT, ()) == ()
