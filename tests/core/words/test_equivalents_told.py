"""Something familiar inside a told sentence: every unit, in both languages, gets past the guard."""

from typing import get_args

import pytest

from laget.core.followup.edition import Edition, Used, compose
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.equivalents import UNITS, Equivalent, Unit
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.register import guarded
from laget.core.words.said import Language, Said
from laget.core.words.sentences import tell

SOURCE = {"publisher": "kolada", "kpi": "N00000"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    """An edition with one gap: 47 per cent of 100,000 people, and 52 wanted."""
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
            "indicators": [
                {"id": "andel", "title": "Andel som deltar", "unit": "percent", "better": "higher"}
                | {"source": SOURCE, "people": "folk"},
                {"id": "folk", "title": "Folkmängd", "unit": "people", "better": "none", "source": SOURCE},
            ],
            "targets": [
                {
                    "id": "t",
                    "element": "e",
                    "indicator": "andel",
                    "form": "at_least",
                    "value": 52,
                    "year": 2030,
                }
            ],
        }
    )
    years = range(2017, 2023)
    tables = {
        "andel": table([Observation("andel", "13", str(y), value=41.0 + y - 2017) for y in years]),
        "folk": table([Observation("folk", "13", str(y), value=100_000.0) for y in years]),
    }
    used = {name: Used(figures=name * 8, raw=()) for name in tables}
    return compose(document, year=2030, method="destatis", used=used, tables=tables, before={})


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("unit", UNITS.values(), ids=list(UNITS))
def test_a_unit_in_a_sentence_passes_the_guard(edition: Edition, unit: Unit, language: Language) -> None:
    told = Equivalent(148.0, unit).said
    (verdict,) = edition.verdicts
    document = edition.strategy
    ground, cells = ground_of(edition)

    telling = tell(
        verdict,
        target=document.target("t"),
        indicator=document.indicator("andel"),
        cells=edition,
        language=language,
        equivalent=Said(f"ungefär {told.sv}", f"about {told.en}"),
    )

    assert told.to(language) in telling.long.text
    assert guarded(telling.long.source, ground=ground, cells=cells, language=language) == ()
