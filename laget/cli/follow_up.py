"""`laget follow-up`: judges a strategy's targets, prints the table, writes the edition."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from laget.cli.explanations import explanation_lines
from laget.cli.home import store_at, writing
from laget.cli.options import StoreOption, StrategyArgument
from laget.cli.speech import described, language, refusing, say, t
from laget.cli.touches import touch_lines
from laget.cli.verdicts import alarm_lines, counts, sureness, verdict_table
from laget.core.canonical import canonical_bytes
from laget.core.followup.edition import Edition, alarms, compose, vintage_hash
from laget.core.followup.methods import METHODS, method_named
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.editions import followed_on, read_edition
from laget.data.figures import Basis, basis_of
from laget.data.store import Store
from laget.data.strategy_file import read_strategy
from laget.renders.verdicts_csv import verdicts_csv

WIDE = 180  # columns where the output is no terminal


class AlarmWaits(Refusal):
    """Old figures were changed so much that a person must say yes first."""


class CannotWriteEdition(Refusal):
    """The folder for the edition cannot be written."""


@described(
    sv="""Bedömer strategins mål mot statistiken i lagret och skriver upplagan.

    Exempel: laget follow-up strategi.yaml --year 2025 --out uppfoljning-2025
    """,
    en="""Judge the strategy's targets against the figures in the store, and write the edition.

    Example: laget follow-up strategy.yaml --year 2025 --out follow-up-2025
    """,
)
@refusing
def follow_up(
    strategy: StrategyArgument,
    year: Annotated[
        int,
        typer.Option(
            help=t(
                "Upplagans år; perioder efter det syns inte.",
                "The edition's year; periods after it are not seen.",
            ),
            min=1900,
            max=2199,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help=t(
                "Mappen för edition.json och verdicts.csv.", "The folder for edition.json and verdicts.csv."
            ),
        ),
    ],
    store: StoreOption = None,
    method: Annotated[
        str, typer.Option(help=t("Metoden: ", "The method: ") + ", ".join(METHODS))
    ] = "destatis",
    vintage: Annotated[
        str | None,
        typer.Option(
            help=t(
                "Versionen av statistiken (hash, minst åtta tecken); annars den senaste.",
                "The vintage (hash, at least eight characters); else the latest.",
            )
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="EDITION.json",
            help=t(
                "Förra upplagan: revideringar räknas från den, och varje ändrad bedömning förklaras.",
                "The previous edition: revisions are counted from it, and each changed verdict is explained.",
            ),
        ),
    ] = None,
) -> None:
    """Judge a strategy's targets, print the table, write the edition."""
    edition = followed_up(
        read_strategy(strategy).document,
        store=store_at(store),
        year=year,
        method=method,
        vintage=vintage,
        previous=previous,
    )
    write_edition(edition, out=out)
    show(edition, out=out)


def followed_up(
    document: StrategyDocument,
    *,
    store: Store,
    year: int,
    method: str,
    vintage: str | None = None,
    previous: Path | None = None,
) -> Edition:
    """Return the edition of a strategy; raises AlarmWaits, UnknownMethod and the readers' own refusals."""
    method_named(method)
    last = read_edition(previous) if previous is not None else None
    before, earlier = (
        followed_on(last, document=document, year=year, store=store) if last is not None else (None, {})
    )
    basis = basis_of(
        store,
        document,
        vintage=store.vintage(vintage) if vintage is not None else None,
        since={name: one.figures for name, one in last.indicators.items()} if last is not None else None,
    )
    if basis.lacking:
        listed = ", ".join(basis.lacking)
        lacking = Said(sv=f"Utan siffror i lagret: {listed}.", en=f"Without figures in the store: {listed}.")
        print(say(lacking), file=sys.stderr)
    waiting = alarms(
        document,
        states=basis.states,
        tables=basis.tables,
        used=basis.used,
        accepted=store.accepted(),
        year=year,
        method=method,
    )
    if waiting:
        with writing(store) as writer:
            writer.keep_alarms(waiting)
        raise AlarmWaits(
            Said(
                sv="Ingen upplaga skrevs, eftersom gamla siffror har ändrats:\n"
                + "\n".join(alarm_lines(document, waiting, language="sv")),
                en="No edition was written, since old figures have changed:\n"
                + "\n".join(alarm_lines(document, waiting, language="en")),
            )
        )
    _keep_vintage(store, basis)
    return compose(
        document,
        year=year,
        method=method,
        used=basis.used,
        tables=basis.tables,
        before=basis.before,
        previous=before,
        earlier=earlier,
    )


def show(edition: Edition, *, out: Path) -> None:
    """Print the table of an edition, the counts of each reach, and where the files are."""
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    console.print(verdict_table(edition, language=language(), width=console.width))
    print(say(counts(edition)))
    if (unsure := sureness(edition)) is not None:
        print(say(unsure))
    if told := explanation_lines(edition, language=language()):
        print("\n".join(told))
    if touched := touch_lines(edition, language=language()):
        print("\n".join(touched))
    print(
        say(
            Said(
                sv=f"Upplagan: {out / 'edition.json'}  Tabellen: {out / 'verdicts.csv'}",
                en=f"The edition: {out / 'edition.json'}  The table: {out / 'verdicts.csv'}",
            )
        )
    )


def _keep_vintage(store: Store, basis: Basis) -> None:
    """Keep the vintage that is judged, where another strategy or none has: so that it can be named again."""
    hashes = {name: one.figures for name, one in basis.used.items()}
    if not store.has_vintage(vintage_hash(hashes.values())):
        with writing(store) as writer:
            writer.keep_vintage(hashes, at=datetime.now(UTC))


def write_edition(edition: Edition, *, out: Path) -> None:
    """Write edition.json and verdicts.csv into `out`, each whole or not at all; raises CannotWriteEdition."""
    files = {"edition.json": canonical_bytes(edition), "verdicts.csv": verdicts_csv(edition)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".writing-") as folder:
            for name, data in files.items():
                (Path(folder) / name).write_bytes(data)
            for name in files:
                (Path(folder) / name).replace(out / name)
    except OSError as error:
        said = os.strerror(error.errno) if error.errno else str(error)
        raise CannotWriteEdition(
            Said(
                sv=f"Upplagan kunde inte skrivas till {out}: {said}. Välj en annan mapp med --out.",
                en=f"The edition could not be written to {out}: {said}. Choose another folder by --out.",
            )
        ) from None
