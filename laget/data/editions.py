"""Reading an edition from its file, making it again from the store, and saying yes to what was revised."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from pydantic import ValidationError

from laget.core.followup.account import NOTHING_WRITTEN, Written
from laget.core.followup.edition import Edition, alarms, compose, previous_of
from laget.core.followup.explanation import Previous
from laget.core.followup.methods import METHODS
from laget.core.followup.revision import Revision
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.figures import basis_of
from laget.data.limits import number
from laget.data.lock import holder_name
from laget.data.snapshot import Acceptance
from laget.data.store import Store

LOCK_WAIT = 5.0  # seconds for another writer, while a person waits for the page


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
        tables=tables_of(edition, store=store),
        before={name: store.table(one.before) for name, one in used.items() if one.before},
        previous=edition.previous,
        earlier=_tables(edition.previous, store=store) if edition.previous else {},
        written=edition,
    )


def edition_from(
    store: Store,
    document: StrategyDocument,
    *,
    year: int,
    method: str,
    previous: Edition | None = None,
    written: Written = NOTHING_WRITTEN,
) -> Edition:
    """Return the edition of a strategy on the latest figures in a store, whatever alarms stand.

    Raises NotFetched where there are no figures at all, CannotFollowOn, UnknownMethod.
    """
    before, earlier = (
        followed_on(previous, document=document, year=year, store=store)
        if previous is not None
        else (None, {})
    )
    basis = basis_of(store, document, since=_figures_of(previous))
    return compose(
        document,
        year=year,
        method=method,
        used=basis.used,
        tables=basis.tables,
        before=basis.before,
        previous=before,
        earlier=earlier,
        written=written,
    )


def alarms_from(store: Store, edition: Edition, *, since: Edition | None) -> tuple[Revision, ...]:
    """Return every revision since an edition (else since the first fetch) that waits for a person's yes."""
    basis = basis_of(store, edition.strategy, since=_figures_of(since))
    return alarms(
        edition.strategy,
        states=basis.states,
        tables=basis.tables,
        used=basis.used,
        accepted=store.accepted(),
        year=edition.year,
        method=edition.method,
    )


def accept_revision(
    folder: Path, revision: Revision, *, by: str, reason: str, at: datetime, environ: Mapping[str, str]
) -> Acceptance:
    """Keep a person's yes to an alarm in the store in `folder`; the first one given stands.

    Raises StoreBusy, CannotWrite.
    """
    if revision.alarm is None:
        raise ValueError("a revision without an alarm needs no yes")
    with Store(folder).writing(
        holder=holder_name(),
        since=at,
        wait=number(environ, "LAGET_LOCK_SECONDS", otherwise=LOCK_WAIT, least=0, most=86_400),
        waiting=lambda _: None,
    ) as writer:
        writer.keep_alarms([revision])
        return writer.accept(Acceptance(alarm=revision.alarm, by=by, reason=reason, at=at))


def tables_of(edition: Edition, *, store: Store) -> Mapping[str, pa.Table]:
    """Return the figures that an edition rests on, by indicator."""
    return {name: store.table(one.figures) for name, one in edition.indicators.items()}


def _figures_of(edition: Edition | None) -> Mapping[str, str] | None:
    return {name: one.figures for name, one in edition.indicators.items()} if edition is not None else None


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
