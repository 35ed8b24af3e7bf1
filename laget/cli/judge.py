"""`laget judge`: any series against any target, by one method."""

from pathlib import Path
from typing import Annotated

import typer

from laget.cli.speech import described, refusing, t
from laget.core.followup.batch import judged_targets
from laget.core.followup.methods import METHODS, method_named
from laget.data.durable import write_whole, writing_to
from laget.data.judge_files import read_judge_files
from laget.renders.judged_csv import judged_csv


@described(
    sv="""Bedömer valfria serier mot valfria mål med en metod.

    F.csv har kolumnerna series, period, value. T.csv har target, series, kind (value, hold, corridor,
    direction), value, low, high, base_year, base_value, year, better (higher, lower), as_of, limit. Svaret
    har en rad för varje mål, i samma ordning.

    Exempel: laget judge --figures serier.csv --targets mal.csv --method destatis --out bedomt.csv
    """,
    en="""Judge any series against any targets by one method.

    F.csv has the columns series, period, value. T.csv has target, series, kind (value, hold, corridor,
    direction), value, low, high, base_year, base_value, year, better (higher, lower), as_of, limit. The
    answer has one row for each target, in the same order.

    Example: laget judge --figures series.csv --targets targets.csv --method destatis --out judged.csv
    """,
)
@refusing
def judge(
    figures: Annotated[Path, typer.Option(metavar="F.csv", help=t("Serierna.", "The series."))],
    targets: Annotated[Path, typer.Option(metavar="T.csv", help=t("Målen.", "The targets."))],
    method: Annotated[
        str, typer.Option(metavar="M", help=t("Metoden: ", "The method: ") + ", ".join(METHODS))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="V.csv",
            help=t("Filen för svaret; annars skrivs det ut.", "The file for the answer; else it is printed."),
        ),
    ] = None,
) -> None:
    """Write one verdict for each target; nothing is written where a file is refused."""
    chosen = method_named(method)
    read = read_judge_files(figures=figures, targets=targets)
    judged = judged_targets(read.targets, panel=read.panel, method=chosen)
    answer = judged_csv(read.names, judged, method=chosen)
    if out is None:
        typer.echo(answer, nl=False)
    elif out.exists() and not out.is_file():  # a pipe or a device is written to, never replaced
        with writing_to(out):
            out.write_bytes(answer)
    else:
        write_whole(out.resolve(), answer)
