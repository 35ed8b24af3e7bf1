"""Reading an edition from its file, and making it again from the store."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from pydantic import ValidationError

from laget.core.followup.edition import Edition, compose, previous_of
from laget.core.followup.explanation import Previous
from laget.core.followup.methods import METHODS
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.store import Store


class NoEdition(Refusal):
    """A file that is not an edition, or cannot be read."""


class NotReproduced(Refusal):
    """An edition that cannot be made again to the same bytes."""


class CannotFollowOn(Refusal):
    """An edition that this one cannot be compared with: another region's, a later one, or figures gone."""


def read_edition(path: Path) -> Edition:
    """Return the edition in `path`; raises NoEdition, saying what is wrong."""
    try:
        return Edition.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NoEdition(
            Said(sv=f"Filen {path} finns inte.", en=f"There is no file {path}."),
        ) from None
    except OSError as error:
        raise NoEdition(
            Said(
                sv=f"{path} går inte att läsa ({error.strerror}).",
                en=f"{path} cannot be read ({error.strerror}).",
            )
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "1"
        raise NoEdition(
            Said(
                sv=f"{path} är ingen upplaga som Läget har skrivit: det brister vid {where}.",
                en=f"{path} is not an edition that Läget wrote: it fails at {where}.",
            )
        ) from None


def made_again(edition: Edition, *, store: Store) -> Edition:
    """Return an edition composed anew from the bytes it names; raises NotReproduced where they are gone."""
    used = edition.indicators
    hashes = {one.figures for one in used.values()} | {one.before for one in used.values() if one.before}
    hashes |= set(edition.previous.figures.values()) if edition.previous else set()
    damage = store.damage(
        figures=sorted(hashes), raw=sorted({name for one in used.values() for name in one.raw})
    )
    if damage:
        raise NotReproduced(
            Said(sv="\n".join(one.sv for one in damage), en="\n".join(one.en for one in damage))
        )
    if edition.method not in METHODS:
        raise NotReproduced(
            Said(
                sv=f"Metoden ”{edition.method}” finns inte i den här versionen av Läget.",
                en=f'There is no method "{edition.method}" in this version of Läget.',
            )
        )
    return compose(
        edition.strategy,
        year=edition.year,
        method=edition.method,
        used=used,
        tables={name: store.table(one.figures) for name, one in used.items()},
        before={name: store.table(one.before) for name, one in used.items() if one.before},
        previous=edition.previous,
        earlier=_tables(edition.previous, store=store) if edition.previous else {},
        written=edition,
    )


def followed_on(
    edition: Edition, *, document: StrategyDocument, year: int, store: Store
) -> tuple[Previous, Mapping[str, pa.Table]]:
    """Return what must be known of an edition to explain what changed since, and the figures it rests on.

    `document` and `year` are those of the edition that follows on it. Raises CannotFollowOn.
    """
    slug, own = edition.strategy.region.slug, document.region.slug
    if slug != own:
        raise CannotFollowOn(
            Said(
                sv=f"Förra upplagan är en annan regions ({slug}), inte {own}; ange den egna med --previous.",
                en=f"The previous edition is another region's ({slug}), not {own}; give its own.",
            )
        )
    if edition.year > year:
        raise CannotFollowOn(
            Said(
                sv=f"Förra upplagan är för {edition.year} och kan inte föregå den för {year}.",
                en=f"The previous edition is of {edition.year} and cannot come before the one of {year}.",
            )
        )
    previous = previous_of(edition, document=document)
    if damage := store.damage(figures=sorted(set(previous.figures.values())), raw=()):
        raise CannotFollowOn(
            Said(
                sv=f"Siffrorna som förra upplagan vilar på finns inte i lagret {store.root}, så det går inte "
                "att säga varför något har ändrats. Ange det lager den gjordes ur med --store.\n"
                + "\n".join(one.sv for one in damage),
                en=f"The figures that the previous edition rests on are not in the store {store.root}, so it "
                "cannot be said why anything changed. Give the store it was made from by --store.\n"
                + "\n".join(one.en for one in damage),
            )
        )
    return previous, _tables(previous, store=store)


def _tables(previous: Previous, *, store: Store) -> Mapping[str, pa.Table]:
    return {name: store.table(figures) for name, figures in previous.figures.items()}
