"""`laget check`: a strategy file against the format, its files and the figures that are there."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from laget.cli.home import store_at
from laget.cli.options import JsonOption, StoreOption
from laget.cli.speech import described, refusing, say, t
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import path_text
from laget.core.strategy.schema import schema_text
from laget.core.words.said import Said
from laget.data.strategy_figures import figure_faults
from laget.data.strategy_file import PlacedFault, StrategyRefused, absent_versions, read_strategy


@described(
    sv="""Prövar en strategifil mot formatet; varje fel sägs med fil, rad, plats och bot.

    Exempel: laget check strategi.yaml
    """,
    en="""Check a strategy file against the format; each fault is told with file, line, place and remedy.

    Example: laget check strategy.yaml
    """,
)
@refusing
def check(
    strategy: Annotated[
        Path | None,
        typer.Argument(
            metavar="STRATEGY.yaml", readable=False, help=t("Strategifilen.", "The strategy file.")
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help=t(
                "Skriv formatets JSON Schema och inget annat.", "Print the format's JSON Schema, no more."
            ),
        ),
    ] = False,
) -> None:
    """Print what is wrong; exit 1 where something is."""
    if as_schema:
        print(schema_text(), end="")
        return
    if strategy is None:
        raise typer.BadParameter(t("STRATEGY.yaml saknas", "STRATEGY.yaml is missing"))
    document: StrategyDocument | None = None
    try:
        read = read_strategy(strategy)
        document = read.document
        found = [*read.warnings, *absent_versions(read), *figure_faults(read, store=store_at(store))]
    except StrategyRefused as refused:
        found = [*refused.faults]
    found.sort(key=lambda fault: fault.order)
    is_well = all(fault.severity == "warning" for fault in found)
    if as_json:
        print(json.dumps(_report(strategy, found, document), ensure_ascii=False, indent=1))
    else:
        for fault in found:
            print(say(fault.printed), file=sys.stderr)
        if is_well and document is not None:
            print(say(_summary(strategy, document)))
    if not is_well:
        raise typer.Exit(1)


def _report(
    strategy: Path, found: Sequence[PlacedFault], document: StrategyDocument | None
) -> dict[str, Any]:
    return {
        "file": str(strategy),
        "well": all(fault.severity == "warning" for fault in found),
        "faults": [
            {
                "severity": fault.severity,
                "line": fault.line,
                "path": path_text(fault.path),
                "sv": fault.said.sv,
                "en": fault.said.en,
            }
            for fault in found
        ],
        "counts": {} if document is None else _counts(document),
    }


_COUNTED = {
    "elements": (Said(sv="element", en="element"), Said(sv="element", en="elements")),
    "indicators": (Said(sv="indikator", en="indicator"), Said(sv="indikatorer", en="indicators")),
    "targets": (Said(sv="mål", en="target"), Said(sv="mål", en="targets")),
    "links": (Said(sv="länk", en="link"), Said(sv="länkar", en="links")),
}


def _counts(document: StrategyDocument) -> dict[str, int]:
    return {section: len(getattr(document, section)) for section in _COUNTED}


def _summary(strategy: Path, document: StrategyDocument) -> Said:
    counts = [(count, _COUNTED[section][count != 1]) for section, count in _counts(document).items()]
    return Said(
        sv=f"{strategy}: följer formatet; {', '.join(f'{count} {word.sv}' for count, word in counts)}.",
        en=f"{strategy}: follows the format; {', '.join(f'{count} {word.en}' for count, word in counts)}.",
    )
