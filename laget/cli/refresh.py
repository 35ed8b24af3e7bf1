"""`laget refresh`: fetches what a strategy needs, and says what came."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import typer

from laget.cli.home import store_at, writing
from laget.cli.options import JsonOption, StoreOption, StrategyArgument
from laget.cli.progress import progress_bar
from laget.cli.speech import described, refusing, say
from laget.core.words.places import places
from laget.core.words.said import Said
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.refresh import Came, Refreshed
from laget.data.refresh import refresh as fetched
from laget.data.snapshot import Snapshot
from laget.data.sources.registry import sources
from laget.data.sources.tables.files import Files
from laget.data.store import SHORT, Store
from laget.data.strategy_file import StrategyFile, read_strategy
from laget.data.wanted import wanted

FETCHING = Said("Hämtar", "Fetching")
INTERRUPTED = Said(
    "Avbruten. Det som hann komma är sparat; kör samma kommando igen inom ett dygn, så fortsätter det där.",
    "Interrupted. What had come is kept; run the same command again within a day, and it goes on from there.",
)
CAME = {
    Came.NEW: (Said("ny", "new"), Said("nya", "new")),
    Came.MORE: (Said("med nya siffror", "with new figures"),) * 2,
    Came.REVISED: (Said("reviderad", "revised"), Said("reviderade", "revised")),
    Came.UNCHANGED: (Said("oförändrad", "unchanged"), Said("oförändrade", "unchanged")),
    Came.FAILED: (Said("misslyckad", "failed"), Said("misslyckade", "failed")),
}


@described(
    sv="""Hämtar siffrorna som strategin behöver och lägger dem i lagret. Inget som fanns där skrivs över.

    Exempel: laget refresh strategi.yaml
    """,
    en="""Fetch the figures that the strategy needs and keep them in the store. Nothing there is overwritten.

    Example: laget refresh strategy.yaml
    """,
)
@refusing
def refresh(
    strategy: StrategyArgument,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch, and say what came; exit 1 where something did not."""
    try:
        file = read_strategy(strategy)
        warn_of(file)
        result = refreshed(file, store=store_at(store), now=datetime.now(UTC))
    except KeyboardInterrupt:
        print(say(INTERRUPTED), file=sys.stderr, flush=True)
        os._exit(1)  # calls under way may last for as long as a publisher is silent: they are left behind
    if as_json:
        print(json.dumps(_report(result), ensure_ascii=False, indent=1))
    else:
        for line in _summary(result):
            print(say(line))
    for line in told_together((one.indicator, one.fault) for one in result.failed if one.fault is not None):
        print(say(line), file=sys.stderr)
    if result.failed:
        raise typer.Exit(1)


def warn_of(file: StrategyFile) -> None:
    """Print what was warned of when the strategy was read."""
    for warning in file.warnings:
        print(say(warning.printed), file=sys.stderr)


def refreshed(file: StrategyFile, *, store: Store, now: datetime) -> Refreshed:
    """Refresh a strategy from where the environment says that publishers answer, and files lie."""
    limits = Limits.from_environment(os.environ)
    with (
        writing(store) as writer,
        Client(folder=store.root / "catalogue", limits=limits) as client,
        progress_bar(FETCHING) as told,
    ):
        asked = sources(
            wanted(file.document),
            files=Files(file.folder, root=file.disk),
            client=client,
            environ=os.environ,
            today=now.date(),
        )
        return fetched(file.document, asked=asked, writer=writer, at=now, progress=told)


def _summary(result: Refreshed) -> list[Said]:
    """Return what came, a line each."""
    if not result.outcomes:
        return [Said("Strategin har inga indikatorer.", "The strategy has no indicators.")]
    counts = Counter(one.came for one in result.outcomes)
    parts = [(counts[came], CAME[came][counts[came] > 1]) for came in Came if counts[came]]
    sv = ", ".join(f"{count} {word.sv}" for count, word in parts)
    en = ", ".join(f"{count} {word.en}" for count, word in parts)
    lines = []
    if result.continued is not None:
        since = f"{result.continued:%Y-%m-%d %H:%M} UTC"
        lines.append(
            Said(
                f"Fortsatte hämtningen som avbröts, påbörjad {since}.",
                f"Went on with the fetch that was interrupted, begun {since}.",
            )
        )
    total = len(result.outcomes)
    lines.append(
        Said(
            f"{total} {'indikator' if total == 1 else 'indikatorer'}: {sv}.",
            f"{total} {'indicator' if total == 1 else 'indicators'}: {en}.",
        )
    )
    for one in result.outcomes:
        if one.came is Came.REVISED:
            changed = len(one.revised)
            lines.append(
                Said(
                    f"{one.indicator}: {changed} {'äldre siffra' if changed == 1 else 'äldre siffror'} "
                    "har ändrats (laget revisions visar vilka).",
                    f"{one.indicator}: {changed} old {'figure has' if changed == 1 else 'figures have'} "
                    "changed (laget revisions shows which).",
                )
            )
    lines += told_together(
        (one.indicator, _lacks(one.snapshot.latest.missing))
        for one in result.outcomes
        if one.snapshot is not None and one.snapshot.latest.missing
    )
    if result.lacking:
        listed = ", ".join(result.lacking)
        lines.append(Said(f"Utan siffror i lagret: {listed}.", f"Without figures in the store: {listed}."))
    if result.vintage is not None:
        name = result.vintage.hash[:SHORT]
        lines.append(Said(f"Version av statistiken: {name}.", f"Vintage: {name}."))
    return lines


def _lacks(areas: Sequence[str]) -> Said:
    where = places(areas)
    return Said(f"källan har inga siffror för {where.sv}.", f"the source has no figures for {where.en}.")


def told_together(told: Iterable[tuple[str, Said]]) -> list[Said]:
    """Return what is said of indicators, one line for all of which the same is said."""
    together: dict[Said, list[str]] = {}
    for indicator, said in told:
        together.setdefault(said, []).append(indicator)
    listed = [(said, ", ".join(indicators)) for said, indicators in together.items()]
    return [Said(f"{indicators}: {said.sv}", f"{indicators}: {said.en}") for said, indicators in listed]


def _report(result: Refreshed) -> dict[str, Any]:
    return {
        "vintage": None if result.vintage is None else result.vintage.hash,
        "lacking": list(result.lacking),
        "continued": None if result.continued is None else result.continued.isoformat(),
        "indicators": [
            {
                "indicator": one.indicator,
                "came": one.came,
                "fault": None if one.fault is None else say(one.fault),
                "added": one.added,
                "revised": [change.model_dump(mode="json", exclude={"large"}) for change in one.revised],
                "snapshot": None if one.snapshot is None else _snapshot(one.snapshot),
            }
            for one in result.outcomes
        ],
    }


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    record = snapshot.latest
    return {
        "hash": snapshot.hash,
        "rows": record.rows,
        "fetched": [when.isoformat() for when in snapshot.fetched],
        "publisher": record.publisher,
        "publisher_updated": record.publisher_updated,
        "licence": record.licence,
        "source": say(record.source),
        "notes": [say(note) for note in record.notes],
        "missing": list(record.missing),
        "ended": record.ended,
    }
