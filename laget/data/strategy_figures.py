"""A strategy against its figures: files that give none, and base years that they do not reach."""

from collections.abc import Iterator

import pyarrow as pa

from laget.core.followup.edition import figures
from laget.core.strategy.consistency import base_year_faults
from laget.core.strategy.document import FileSource
from laget.core.strategy.faults import Fault
from laget.core.words.said import Refusal, Said
from laget.data.figures import key_of
from laget.data.sources.source import Anew
from laget.data.sources.tables.files import Files
from laget.data.store import Store
from laget.data.strategy_file import PlacedFault, StrategyFile, placed_faults
from laget.data.wanted import wanted


def figure_faults(strategy: StrategyFile, *, store: Store) -> tuple[PlacedFault, ...]:
    """Return what the strategy's files and the figures in the store show to be wrong in it.

    Files are read as they lie there now; of the publishers' figures only those that are in the store are
    looked at. Raises NotInStore and DamagedStore.
    """
    document = strategy.document
    found: list[Fault] = []
    tables: dict[str, pa.Table] = {
        indicator.id: store.table(latest.hash)
        for indicator in document.indicators
        if (latest := store.latest(key_of(document, indicator))) is not None
    }
    places = {indicator.id: place for place, indicator in enumerate(document.indicators)}
    from_files = [one for one in wanted(document) if isinstance(one.indicator.source, FileSource)]
    files = Files(strategy.folder, root=strategy.disk)
    for name, tidy in files.fetch(from_files, kept=Anew(), progress=lambda *_: None):
        if isinstance(tidy, Refusal):
            tables.pop(name, None)
            path = ("indicators", places[name], "source", "file")
            found.extend(Fault(path, said) for said in _lines(tidy.said))
        else:
            tables[name] = tidy.table
    found.extend(base_year_faults(document, figures(document, tables)))
    return placed_faults(found, file=strategy.path, places=strategy.places)


def _lines(said: Said) -> Iterator[Said]:
    """Yield each line of a refusal that has several, as a file with many faults has."""
    for sv, en in zip(said.sv.splitlines(), said.en.splitlines(), strict=True):
        yield Said(sv=sv, en=en)
