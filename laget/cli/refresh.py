"""`laget refresh`: fetches what a strategy needs, and says what came."""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from laget.cli.home import StoreOption, store_at, writing
from laget.cli.progress import progress_bar
from laget.cli.speech import described, refusing, say, t
from laget.core.areas import area
from laget.core.words.said import Said
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.refresh import Came, Outcome, Refreshed
from laget.data.refresh import refresh as fetched
from laget.data.snapshot import Snapshot
from laget.data.sources.registry import sources
from laget.data.sources.tables.files import Files
from laget.data.store import SHORT, Store
from laget.data.strategy_file import StrategyFile, read_strategy
from laget.data.wanted import wanted

NAMED = 4  # areas that are named before the rest are counted
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
    strategy: Annotated[
        Path, typer.Argument(metavar="STRATEGY.yaml", help=t("Strategifilen.", "The strategy file."))
    ],
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("Som JSON.", "As JSON."))] = False,
) -> None:
    """Fetch, and say what came; exit 1 where something did not."""
    try:
        file = read_strategy(strategy)
        for warning in file.warnings:
            print(say(warning.printed), file=sys.stderr)
        result = refreshed(file, store=store_at(store), now=datetime.now(UTC))
    except KeyboardInterrupt:
        print(say(INTERRUPTED), file=sys.stderr, flush=True)
        os._exit(1)  # calls under way may last for as long as a publisher is silent: they are left behind
    if as_json:
        print(json.dumps(_report(result), ensure_ascii=False, indent=1))
    else:
        for line in _summary(result):
            print(say(line))
    for line in _faults(result.failed):
        print(say(line), file=sys.stderr)
    if result.failed:
        raise typer.Exit(1)


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
            files=Files(file.folder),
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
    lines += _missing([one.snapshot for one in result.outcomes if one.snapshot is not None])
    if result.lacking:
        listed = ", ".join(result.lacking)
        lines.append(Said(f"Utan siffror i lagret: {listed}.", f"Without figures in the store: {listed}."))
    if result.vintage is not None:
        name = result.vintage.hash[:SHORT]
        lines.append(Said(f"Version av statistiken: {name}.", f"Vintage: {name}."))
    return lines


def _missing(snapshots: Sequence[Snapshot]) -> list[Said]:
    """Return which areas their sources lack, one line for all indicators that lack the same."""
    together: dict[tuple[str, ...], list[str]] = {}
    for snapshot in snapshots:
        if snapshot.record.missing:
            together.setdefault(snapshot.record.missing, []).append(snapshot.key.indicator)
    lines = []
    for codes, indicators in together.items():
        places = [area(code).name for code in codes[:NAMED]]
        more = len(codes) - NAMED
        sv = ", ".join(place.sv for place in places) + (f" och {more} till" if more > 0 else "")
        en = ", ".join(place.en for place in places) + (f" and {more} more" if more > 0 else "")
        listed = ", ".join(indicators)
        lines.append(
            Said(f"{listed}: källan har inga siffror för {sv}.", f"{listed}: the source lacks {en}.")
        )
    return lines


def _faults(failed: Sequence[Outcome]) -> list[Said]:
    """Return why indicators failed, one line for all that failed for the same reason."""
    together: dict[Said, list[str]] = {}
    for one in failed:
        if one.fault is not None:
            together.setdefault(one.fault, []).append(one.indicator)
    return [
        Said(f"{', '.join(indicators)}: {fault.sv}", f"{', '.join(indicators)}: {fault.en}")
        for fault, indicators in together.items()
    ]


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
    record = snapshot.record
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
