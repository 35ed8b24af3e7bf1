"""`laget verify`: makes an edition again from the store, to the same bytes or with every difference named."""

from pathlib import Path
from typing import Annotated

import typer

from laget.cli.home import store_at
from laget.cli.options import StoreOption
from laget.cli.speech import described, refusing, say, t
from laget.core.canonical import canonical_bytes, differences
from laget.core.words.said import Said
from laget.data.editions import NotReproduced, made_again, read_edition

MOST = 20  # differences shown


@described(
    sv="""Räknar om en upplaga ur lagret och jämför byte för byte.

    Exempel: laget verify uppfoljning-2025/edition.json
    """,
    en="""Make an edition again from the store and compare byte by byte.

    Example: laget verify follow-up-2025/edition.json
    """,
)
@refusing
def verify(
    edition: Annotated[
        Path,
        typer.Argument(
            metavar="EDITION.json", readable=False, help=t("Upplagans fil.", "The edition's file.")
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Recompute an edition."""
    written = read_edition(edition)
    again = made_again(written, store=store_at(store))
    if canonical_bytes(again) != edition.read_bytes():
        different = list(differences(written.model_dump(mode="json"), again.model_dump(mode="json")))
        raise NotReproduced(_told(edition, different))
    print(
        say(
            Said(
                sv=f"{edition} stämmer: {len(again.verdicts)} bedömningar räknade om till samma byte.",
                en=f"{edition} holds: {len(again.verdicts)} verdicts made again to the same bytes.",
            )
        )
    )


def _told(path: Path, found: list[tuple[str, str, str]]) -> Said:
    if not found:
        return Said(
            sv=f"{path} säger samma sak men är inte skriven byte för byte som Läget skriver den.",
            en=f"{path} says the same but is not written byte for byte as Läget writes it.",
        )
    sv = [f"  {place}: {old} i filen, {new} omräknat" for place, old, new in found[:MOST]]
    en = [f"  {place}: {old} in the file, {new} made again" for place, old, new in found[:MOST]]
    more = len(found) - MOST
    if more > 0:
        sv.append(f"  och {more} till")
        en.append(f"  and {more} more")
    return Said(
        sv="\n".join([f"{path} går inte att återskapa:", *sv]),
        en="\n".join([f"{path} cannot be made again:", *en]),
    )
