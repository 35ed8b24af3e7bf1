"""What several commands are given: the strategy, the store, and that a program will read the answer."""

from pathlib import Path
from typing import Annotated

import typer

from laget.cli.speech import t

StrategyArgument = Annotated[
    Path,
    # What cannot be read is said with its reason by the one who reads it.
    typer.Argument(metavar="STRATEGY.yaml", readable=False, help=t("Strategifilen.", "The strategy file.")),
]
StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        readable=False,
        help=t(sv="Lagret; annars $LAGET_HOME/store.", en="The store; else $LAGET_HOME/store."),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=t("Som JSON.", "As JSON."))]
