"""`laget tell`: an edition's targets told in whole sentences, for a report to be written from."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from laget.cli.options import JsonOption
from laget.cli.speech import described, language, refusing, say, t
from laget.core.followup.edition import Edition
from laget.core.words.said import Refusal, Said
from laget.core.words.sentences import Telling
from laget.core.words.tellings import tellings
from laget.core.words.text import Text
from laget.data.editions import read_edition


class Length(StrEnum):
    """What is told of a target."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"
    TITLE = "title"
    ALTERNATIVE = "alternative"
    ALL = "all"


NAMES = {
    Length.SHORT: Said("Kort", "Short"),
    Length.MIDDLE: Said("Mellan", "Middle"),
    Length.LONG: Said("Lång", "Long"),
    Length.TITLE: Said("Diagrammets rubrik", "The chart's title"),
    Length.ALTERNATIVE: Said("Diagrammets alternativtext", "The chart's alternative text"),
}


class UnknownTarget(Refusal):
    """A target that the edition does not have."""


@described(
    sv="""Berättar målen i en upplaga i hela meningar, med de största gapen först.

    Med --source står varje tal som sin bindning: klistra in texten i en rapport, och laget guard håller den
    mot siffrorna.

    Exempel: laget tell uppfoljning-2025/edition.json --length long --source
    """,
    en="""Tell the targets of an edition in whole sentences, the largest gaps first.

    With --source each number stands as its binding: paste the text in a report, and laget guard holds it
    against the figures.

    Example: laget tell follow-up-2025/edition.json --length long --source
    """,
)
@refusing
def tell(
    edition: Annotated[
        Path,
        typer.Argument(
            metavar="EDITION.json", help=t("Upplagan som ska berättas.", "The edition that is told.")
        ),
    ],
    target: Annotated[
        str | None, typer.Option(metavar="ID", help=t("Bara det målet.", "That target only."))
    ] = None,
    length: Annotated[
        Length, typer.Option(help=t("Hur mycket som sägs.", "How much is said."))
    ] = Length.MIDDLE,
    source: Annotated[
        bool,
        typer.Option("--source", help=t("Talen som bindningar {{…}}.", "The numbers as bindings {{…}}.")),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Tell an edition."""
    read = read_edition(edition)
    told = _chosen(read, target)
    lengths: list[Length] = list(NAMES) if length is Length.ALL else [length]
    texts = {
        id_: {one: _written(_text(telling, one), source=source) for one in [Length.TITLE, *lengths]}
        for id_, telling in told.items()
    }
    if as_json:
        records = [
            {"target": id_} | {one.value: text for one, text in by.items()} for id_, by in texts.items()
        ]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return
    print("\n\n".join(_section(id_, by, lengths) for id_, by in texts.items()))


def _chosen(edition: Edition, target: str | None) -> dict[str, Telling]:
    """Return what is told, of one target where one is asked for; raises UnknownTarget."""
    told = tellings(edition, language=language())
    if target is None:
        return told
    if target not in told:
        known = ", ".join(told)
        raise UnknownTarget(
            Said(
                f"Upplagan har inget mål {target}; den har {known}.",
                f"The edition has no target {target}; it has {known}.",
            )
        )
    return {target: told[target]}


def _text(telling: Telling, length: Length) -> Text:
    match length:
        case Length.SHORT:
            return telling.short
        case Length.MIDDLE:
            return telling.middle
        case Length.LONG:
            return telling.long
        case Length.ALTERNATIVE:
            return telling.alternative
    return telling.title


def _written(text: Text, *, source: bool) -> str:
    return text.source if source else text.text


def _section(id_: str, texts: dict[Length, str], lengths: list[Length]) -> str:
    """Return a target's texts under their title, in Markdown; its id as code, which the guard passes by."""
    head = f"## `{id_}` {texts[Length.TITLE]}"
    match lengths:
        case [Length.TITLE]:
            return head
        case [one]:
            return f"{head}\n\n{texts[one]}"
    return "\n\n".join([head, *(f"{say(NAMES[one])}: {texts[one]}" for one in lengths)])
