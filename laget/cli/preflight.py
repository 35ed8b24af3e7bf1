"""`laget preflight`: which of a strategy's figures have ended, gone, moved or grown stale."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime

import typer

from laget.cli.home import store_at
from laget.cli.options import JsonOption, StoreOption, StrategyArgument
from laget.cli.progress import progress_bar
from laget.cli.refresh import told_together
from laget.cli.speech import described, refusing, say
from laget.core.words.said import Said
from laget.data.catalogue import listings
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.preflight import Finding
from laget.data.preflight import preflight as found_in
from laget.data.store import Store
from laget.data.strategy_figures import figure_faults
from laget.data.strategy_file import PlacedFault, StrategyFile, read_strategy

ASKING = Said("Frågar utgivarna", "Asking the publishers")
NOTHING = Said(
    "Allt som strategin följer finns kvar och är färskt.",
    "All that the strategy follows is there, and fresh.",
)
REMEDY = Said("kör laget refresh", "run laget refresh")
WARNING = Said("varning: ", "warning: ")


@described(
    sv="""Säger vad som har upphört, försvunnit, flyttat eller blivit gammalt av det strategin följer.

    Exempel: laget preflight strategi.yaml
    """,
    en="""Tell what has ended, gone, moved or grown stale of what the strategy follows.

    Example: laget preflight strategy.yaml
    """,
)
@refusing
def preflight(
    strategy: StrategyArgument,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what was found; exit 1 where it is more than warnings."""
    file = read_strategy(strategy)
    kept = store_at(store)
    placed = [*file.warnings, *figure_faults(file, store=kept)]
    findings = _findings(file, store=kept, today=datetime.now(UTC).date())
    if as_json:
        print(json.dumps(_report(placed, findings), ensure_ascii=False, indent=1))
    else:
        for line in _lines(placed, findings):
            print(say(line))
    if not _is_well(placed, findings):
        raise typer.Exit(1)


def _findings(file: StrategyFile, *, store: Store, today: date) -> tuple[Finding, ...]:
    limits = Limits.from_environment(os.environ)
    indicators = file.document.indicators
    with Client(folder=store.root / "catalogue", limits=limits) as client, progress_bar(ASKING) as told:
        listed = {}
        for name, one in listings(indicators, client=client, environ=os.environ, today=today):
            listed[name] = one
            told(len(listed), len(indicators))
    return found_in(file.document, listings=listed, store=store, today=today, remedy=REMEDY)


def _is_well(placed: Sequence[PlacedFault], findings: Sequence[Finding]) -> bool:
    severities = [one.severity for one in placed] + [one.severity for one in findings]
    return "fault" not in severities


def _lines(placed: Sequence[PlacedFault], findings: Sequence[Finding]) -> list[Said]:
    """Return what was found, a line each: faults before warnings."""
    faults = [one.printed for one in placed if one.severity == "fault"]
    warnings = [one.printed for one in placed if one.severity == "warning"]
    faults += told_together((one.indicator, one.said) for one in findings if one.severity == "fault")
    warnings += [
        Said(WARNING.sv + line.sv, WARNING.en + line.en)
        for line in told_together((one.indicator, one.said) for one in findings if one.severity == "warning")
    ]
    return [*faults, *warnings] or [NOTHING]


def _report(placed: Sequence[PlacedFault], findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "well": _is_well(placed, findings),
        "strategy": [
            {"severity": one.severity, "file": one.file, "line": one.line, "said": say(one.said)}
            for one in placed
        ],
        "indicators": [
            {
                "severity": one.severity,
                "indicator": one.indicator,
                "kind": one.kind,
                "said": say(one.said),
            }
            for one in findings
        ],
    }
