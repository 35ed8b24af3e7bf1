"""A source that answers as a test tells it, and refreshes from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.figures import key_of
from laget.data.refresh import Outcome, Refreshed, refresh
from laget.data.sources.source import Answer, Kept, Progress, Tidy, Wanted
from laget.data.store import Store, Writer
from laget.data.wanted import wanted

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
Cells = Mapping[tuple[str, str], float | None]  # area, period
A: Cells = {("13", "2020"): 1.0, ("13", "2021"): 2.0, ("00", "2020"): 9.0}


def strategy(*indicators: str, file: str | None = None) -> StrategyDocument:
    def source(number: int) -> dict[str, Any]:
        if file is not None:
            return {"file": file, "columns": {"area": "län", "period": "år", "value": "antal"}}
        return {"publisher": "kolada", "kpi": f"N{number:05}"}

    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "indicators": [
                {
                    "id": name,
                    "title": name,
                    "unit": "people",
                    "better": "higher",
                    "source": source(number),
                    "areas": ["county", "country"],
                }
                for number, name in enumerate(indicators)
            ],
        }
    )


class Script:
    """A source that answers as it is told: figures or a refusal for each indicator, in one call each."""

    def __init__(self, **answers: Cells | Refusal) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.before_answer: Callable[[str], None] = lambda _: None
        self.silent: tuple[str, ...] = ()

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        for done, one in enumerate(wanted, start=1):
            name = one.indicator.id
            told = self.answers[name]
            request = f"GET /{name}"
            found = kept.answer(request)
            if found is None:
                self.before_answer(name)
                self.asked.append(name)
            body = found[0] if found else repr(told).encode()
            if found is None:
                kept.keep(request, body)
            progress(done, len(wanted))
            if isinstance(told, Refusal):
                yield name, told
                continue
            rows = [Observation(name, area, period, value=value) for (area, period), value in told.items()]
            there = {area for area, _ in told}
            yield (
                name,
                Tidy(
                    table=table(rows),
                    answers=(Answer(request, body, found[1] if found else None),),
                    publisher="Utgivaren",
                    source=Said("Källa", "Source"),
                    worked=Said("Bearbetat", "Worked on"),
                    missing=tuple(area for area in one.areas if area not in there),
                    silent=self.silent,
                ),
            )


def quiet(_: int, __: int) -> None:
    """Hear of progress, and do nothing."""


def writing(store: Store) -> AbstractContextManager[Writer]:
    return store.writing(holder="the test", since=NOON, wait=0, waiting=lambda said: pytest.fail(said.en))


def refreshed(
    store: Store,
    document: StrategyDocument,
    source: Script,
    *,
    at: datetime = NOON,
    progress: Progress = quiet,
) -> Refreshed:
    with writing(store) as writer:
        return refresh(document, asked=[(source, wanted(document))], writer=writer, at=at, progress=progress)


def outcome(result: Refreshed, name: str) -> Outcome:
    return next(one for one in result.outcomes if one.indicator == name)


def values(store: Store, document: StrategyDocument, name: str) -> list[float | None]:
    latest = store.latest(key_of(document, document.indicator(name)))
    assert latest is not None
    found: list[float | None] = store.table(latest.hash)["value"].to_pylist()
    return found
