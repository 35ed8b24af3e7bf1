"""A strategy of 100 indicators, with figures for 312 areas, kept as a site: two versions and an edition."""

import time
from datetime import UTC, datetime
from typing import Any

import numpy as np

from laget.cli.home import store_at, writing
from laget.cli.site import prepare
from laget.core.areas import ALL
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Said
from laget.data.editions import edition_from
from laget.data.figures import basis_of, key_of, last_year
from laget.data.sources.source import Answer, Tidy

INDICATORS, OUTCOMES, YEARS, ROWS = 100, 50, range(2005, 2026), 5000
WORDS = "Andelen som arbetar, utbildar sig och mår bra ökar i länets alla kommuner. "


def fill() -> None:
    """Fill an empty installation: figures for every area and both sexes, two versions, an edition, search."""
    documents = [StrategyDocument.model_validate(large(version)) for version in (1, 2)]
    start = time.perf_counter()
    _store(documents[1])
    stored = time.perf_counter() - start
    prepare()
    start = time.perf_counter()
    _keep(*documents)
    print(
        f"{INDICATORS} indicators × {len(ALL)} areas × {len(YEARS)} years stored in {stored:.1f} s; "
        f"two versions, a judgement, an edition and search kept in {time.perf_counter() - start:.1f} s"
    )


def _store(document: StrategyDocument) -> None:
    generator = np.random.Generator(np.random.PCG64(1))
    with writing(store_at(None)) as writer:
        for number, indicator in enumerate(document.indicators):
            groups = ("total", "women", "men") if number % 4 == 0 else ("total",)
            rows = []
            for area in ALL:
                for group in groups:
                    level = generator.normal(40, 8)
                    walk = level + np.cumsum(generator.normal(0.3, 0.8, len(YEARS)))
                    rows += [
                        Observation(
                            indicator=indicator.id,
                            area=area.code,
                            period=str(year),
                            group=group,
                            value=float(round(min(max(value, 0.1), 99.9), 1)),
                        )
                        for year, value in zip(YEARS, walk, strict=True)
                    ]
            tidy = Tidy(
                table=table(rows),
                answers=(Answer(request=f"GET /stor/{indicator.id}", body=str(number).encode()),),
                publisher="Kolada",
                source=Said("Källa: påhittad", "Source: invented"),
                worked=Said("Källa: påhittad", "Source: invented"),
            )
            writer.keep(key_of(document, indicator), tidy, at=datetime.now(UTC))


def _keep(first: StrategyDocument, second: StrategyDocument) -> None:
    from django.conf import settings  # these are late: they need Django set up

    from laget.apps.accounts.models import Organisation
    from laget.apps.followup.actions import judge_today
    from laget.apps.followup.actions.editions import keep_edition
    from laget.apps.search.actions import Findable, reindex
    from laget.apps.search.models import Page
    from laget.apps.strategy.actions import adopt_strategy
    from laget.core.followup.account import Written
    from laget.pages.index import index

    organisation = Organisation.objects.create(slug="stor", name="En stor strategi", area="13")
    adopt_strategy(organisation, actor=None, document=first)
    version = adopt_strategy(organisation, actor=None, document=second)
    store = store_at(settings.STORE)
    edition = edition_from(
        store,
        second,
        year=last_year(basis_of(store, second)),
        method="destatis",
        previous=None,
        written=Written.model_validate(written()),
    )
    keep_edition(organisation, actor=None, version=version, edition=edition)
    judge_today(organisation, version=version, store=settings.STORE)
    index(organisation)
    other = Organisation.objects.create(slug="annan", name="En annan region", area="14")
    reindex(
        other,
        rows=[
            Findable(
                kind=Page.Kind.STRATEGY,
                language="sv",
                address=f"element:{number}",
                url=f"/annan/mal/{number}/",
                title=f"Utbildning nummer {number}",
                text=WORDS * 8,
            )
            for number in range(ROWS)
        ],
    )


def written() -> dict[str, Any]:
    """Return a text of some hundred words for every outcome, and an introduction."""
    account = {"text": WORDS * 6, "causes": WORDS * 3, "contribution": WORDS * 3}
    return {"introduction": WORDS * 20, "accounts": {f"effekt-{n}": account for n in range(OUTCOMES)}}


def large(version: int) -> dict[str, Any]:
    """Return a version of the strategy: 5 goals, 10 areas, 50 outcomes, 100 indicators with a target each."""
    elements: list[dict[str, object]] = [
        {"id": f"mal-{n}", "level": "goal", "title": f"Övergripande mål nummer {n}", "text": "Text. " * 40}
        for n in range(5)
    ]
    elements += [
        {"id": f"omrade-{n}", "level": "priority", "title": f"Område {n}", "serves": [f"mal-{n % 5}"]}
        for n in range(10)
    ]
    elements += [
        {
            "id": f"effekt-{n}",
            "level": "outcome",
            "title": f"Effektmål {n}",
            "text": WORDS * (3 if n % 2 else version + 2),
            "serves": [f"omrade-{n % 10}"],
        }
        for n in range(OUTCOMES)
    ]
    return {
        "format": "laget/1",
        "region": {"slug": "stor", "code": "13", "name": "En stor strategi"},
        "strategy": {
            "id": "stor",
            "version": version,
            "title": "Stor strategi",
            "period": {"from": 2024, "to": 2035},
            "decision": {"body": "ingen", "date": f"202{version + 2}-06-12"},
        },
        "elements": elements,
        "indicators": [
            {
                "id": f"i{n}",
                "title": f"Påhittad andel nummer {n}",
                "unit": "percent",
                "better": "higher",
                "source": {"publisher": "kolada", "kpi": f"N{n:05}"},
                "invented": True,
                "follows": [f"effekt-{n % OUTCOMES}"],
            }
            for n in range(INDICATORS)
        ],
        "targets": [
            {
                "id": f"t{n}",
                "element": f"effekt-{n % OUTCOMES}",
                "indicator": f"i{n}",
                "form": "at_least",
                "value": 60 if n % 2 else 54 + 3 * version,
                "year": 2035,
                "base": 2015,
            }
            for n in range(INDICATORS)
        ],
    }
