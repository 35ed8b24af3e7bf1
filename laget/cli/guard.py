"""`laget guard`: holds the numbers and the words of a text against an edition."""

import json
from pathlib import Path
from typing import Annotated

import typer

from laget.cli.home import store_at
from laget.cli.options import JsonOption
from laget.cli.speech import described, refusing, say, t
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.register import guarded
from laget.core.words.said import Refusal, Said
from laget.data.editions import read_edition


class UnreadableText(Refusal):
    """A text that is not there, or that is not written in UTF-8."""


@described(
    sv="""Granskar siffrorna i en text mot en upplaga och stoppar det som de inte bär.

    Exempel: laget guard rapport.md --edition uppfoljning-2025/edition.json
    """,
    en="""Check the numbers in a text against an edition, and stop what they do not bear.

    Example: laget guard report.md --edition follow-up-2025/edition.json
    """,
)
@refusing
def guard(
    text: Annotated[
        Path, typer.Argument(metavar="TEXT.md", help=t("Texten, i Markdown.", "The text, in Markdown."))
    ],
    edition: Annotated[
        Path,
        typer.Option(
            metavar="EDITION.json", help=t("Upplagan som texten gäller.", "The edition it is about.")
        ),
    ],
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=t(
                "Lagret, om texten talar om siffror som upplagan inte bär med sig.",
                "The store, where the text speaks of figures that the edition does not carry.",
            ),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a text."""
    written = read_text(text)
    against = read_edition(edition)
    tables = None
    if store is not None:
        kept = store_at(store)
        tables = {name: kept.table(used.figures) for name, used in against.indicators.items()}
    ground, cells = ground_of(against, tables=tables)
    faults = guarded(written, ground=ground, cells=cells)
    if as_json:
        print(json.dumps([_record(text, one) for one in faults], ensure_ascii=False, indent=1))
    else:
        for one in faults:
            print(f"{text}:{one.line}: {_line(one)}")
        if not faults:
            print(say(Said(sv=f"{text} håller.", en=f"{text} holds.")))
    if faults:
        raise typer.Exit(1)


def read_text(path: Path) -> str:
    """Return the text in a file; raises UnreadableText."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise UnreadableText(Said(f"Filen {path} finns inte.", f"There is no file {path}.")) from None
    except UnicodeDecodeError:
        raise UnreadableText(
            Said(f"{path} är inte skriven i UTF-8; spara om den så.", f"{path} is not UTF-8; save it so.")
        ) from None
    except OSError as error:
        raise UnreadableText(
            Said(
                f"{path} går inte att läsa ({error.strerror}).", f"{path} cannot be read ({error.strerror})."
            )
        ) from None


def _line(fault: Fault) -> str:
    number = f" [{fault.number}]" if fault.number else ""
    return f"”{fault.sentence}”{number} {say(fault.said)}"


def _record(path: Path, fault: Fault) -> dict[str, str | int]:
    return {
        "file": str(path),
        "line": fault.line,
        "rule": fault.rule,
        "sentence": fault.sentence,
        "number": fault.number,
        "should_be": say(fault.said),
    }
