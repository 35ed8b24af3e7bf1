"""Reading an edition from its file, and making it again from the store."""

from pathlib import Path

from pydantic import ValidationError

from laget.core.followup.edition import Edition, compose
from laget.core.followup.methods import METHODS
from laget.core.words.said import Refusal, Said
from laget.data.store import Store


class NoEdition(Refusal):
    """A file that is not an edition, or cannot be read."""


class NotReproduced(Refusal):
    """An edition that cannot be made again to the same bytes."""


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
    )
