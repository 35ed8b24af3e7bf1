"""Which source each indicator's figures come from, and what it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from laget.core.strategy.source import FileSource
from laget.core.words.said import Refusal
from laget.data.http import Client
from laget.data.limits import UnfitSetting
from laget.data.sources import kolada
from laget.data.sources.kolada import Kolada
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.pxweb import Pxweb
from laget.data.sources.source import Kept, Progress, Source, Tidy, Wanted
from laget.data.sources.tables.files import Files


def sources(
    wanted: Sequence[Wanted], *, files: Files, client: Client, environ: Mapping[str, str], today: date
) -> list[tuple[Source, list[Wanted]]]:
    """Return each source that is needed, with all it is to be asked for at once.

    `environ` says where publishers answer and how often they may be called; one whose settings cannot be used
    refuses its indicators. `today` tells which stated publication days have come.
    """
    shares: dict[str | None, list[Wanted]] = {}
    for one in wanted:
        where = one.indicator.source
        shares.setdefault(None if isinstance(where, FileSource) else where.publisher, []).append(one)

    def source(name: str | None) -> Source:
        match name:
            case None:
                return files
            case "kolada":
                return Kolada(client, publisher=kolada.publisher(environ), today=today)
        return Pxweb(client, publisher=pxweb.publisher(name, environ))

    asked: list[tuple[Source, list[Wanted]]] = []
    for name, share in shares.items():
        try:
            asked.append((source(name), share))
        except UnfitSetting as unfit:
            asked.append((_Unset(unfit), share))
    return asked


class _Unset:
    """A publisher that cannot be asked before its settings are mended."""

    def __init__(self, unfit: UnfitSetting) -> None:
        self._unfit = unfit

    def fetch(
        self,
        wanted: Sequence[Wanted],
        *,
        kept: Kept,  # noqa: ARG002 - nothing is asked
        progress: Progress,  # noqa: ARG002
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with the setting to mend."""
        yield from ((one.indicator.id, self._unfit) for one in wanted)
