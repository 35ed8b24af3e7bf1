"""That an edition carries who its gaps touch, and makes it again."""

from collections.abc import Callable
from math import fsum

from laget.core.canonical import canonical_bytes
from laget.core.followup.edition import Edition, Used, compose
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument

Strategy = Callable[..., StrategyDocument]
Rows = Callable[..., list[Observation]]
YEARS = range(2017, 2023)


def edition(strategy: Strategy, rows: Rows) -> Edition:
    """Return an edition with a gap, a met target and a population that ends a year before the figures."""
    levels = {"13": 47.25, "1315": 40.5, "1380": 50.125}
    sizes = {"13": 100_001.0, "1315": 30_000.0, "1380": 70_001.0}
    document = strategy(
        {"form": "at_least", "value": 52, "year": 2030},
        {"form": "at_least", "value": 40, "year": 2030},
        people="folk",
    )
    tables = {
        "i": table(rows("i", {place: dict.fromkeys(YEARS, value) for place, value in levels.items()})),
        "folk": table(
            rows("folk", {place: dict.fromkeys(YEARS[:-1], size) for place, size in sizes.items()})
        ),
    }
    return compose(
        document,
        year=2030,
        method="destatis",
        used={name: Used(figures=name * 8, raw=()) for name in tables},
        tables=tables,
        before={},
    )


def test_an_edition_says_who_each_gap_touches(strategy: Strategy, rows: Rows) -> None:
    found = edition(strategy, rows)

    assert list(found.touches) == ["t0"]
    divided, familiar = found.touches["t0"].contribution, found.touches["t0"].familiar
    assert divided is not None
    assert divided.remainder is not None
    assert familiar is not None
    assert divided.year == 2021
    assert fsum([one.part for one in divided.parts] + [divided.remainder]) == divided.gap == 4.75
    people = found.verdicts[0].gap
    assert people is not None
    assert people.people is not None
    assert people.people.count is not None
    assert round(people.people.count / familiar.size) == familiar.number


def test_what_an_edition_says_of_them_is_read_again_as_it_was_written(strategy: Strategy, rows: Rows) -> None:
    written = canonical_bytes(edition(strategy, rows))

    assert b'"touches":{"t0":{"contribution":' in written
    assert canonical_bytes(Edition.model_validate_json(written)) == written
    assert canonical_bytes(edition(strategy, rows)) == written
