"""A strategy's figures from one bundled file, whoever publishes them: the example runs without a network."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from laget.core.strategy.source import Columns, FileSource
from laget.core.words.said import Refusal, Said
from laget.data.sources.source import Kept, Progress, Tidy, Wanted
from laget.data.sources.tables.files import Files

COLUMNS = Columns(area="regionkod", period="period", group="grupp", value="värde")
GROUPS = {
    "totalt": "total",
    "kvinnor": "women",
    "män": "men",
    "inrikes född": "born_in_sweden",
    "utrikes född": "born_abroad",
}


class Bundled:
    """Reads what each indicator's rows say in the file, by the indicator's id (laget/demo/README.md)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with its bundled figures; see sources.source.Source."""
        asked = [
            replace(one, indicator=one.indicator.model_copy(update={"source": self._mapping(one)}))
            for one in wanted
        ]
        ended, origins = self._told()
        for indicator, tidy in Files(self.path.parent).fetch(asked, kept=kept, progress=progress):
            if isinstance(tidy, Refusal):
                yield indicator, tidy
                continue
            origin = origins.get(indicator, self.path.name)
            yield (
                indicator,
                replace(
                    tidy,
                    publisher=origin,
                    ended=ended.get(indicator),
                    source=Said(f"Källa: {origin}", f"Source: {origin}"),
                    worked=Said(f"Källa: {origin}, egen bearbetning", f"Source: {origin}, worked on by us"),
                ),
            )

    def _mapping(self, wanted: Wanted) -> FileSource:
        own = wanted.indicator.source
        if isinstance(own, FileSource):
            return own
        where = {"indikator": wanted.indicator.id}
        return FileSource(file=self.path.name, columns=COLUMNS, groups=GROUPS, where=where)

    def _told(self) -> tuple[dict[str, int], dict[str, str]]:
        """Return the last year of each ended series, and where each indicator's figures come from."""
        ended: dict[str, int] = {}
        origins: dict[str, str] = {}
        for row in csv.DictReader(io.StringIO(self.path.read_text(encoding="utf-8"))):
            origins.setdefault(row["indikator"], row["källa"])
            if row["upphörde"]:
                ended[row["indikator"]] = int(row["upphörde"])
        return ended, origins
