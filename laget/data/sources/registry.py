"""Which source an indicator's figures come from; asked as one source, all of them answer side by side."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from queue import SimpleQueue
from threading import Lock

from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import FileSource, KoladaSource
from laget.core.words.said import Refusal
from laget.data.http import Client
from laget.data.limits import UnfitSetting
from laget.data.sources import kolada
from laget.data.sources.kolada import Kolada
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.pxweb import Pxweb
from laget.data.sources.source import Kept, Progress, Source, Tidy, Wanted
from laget.data.sources.tables.files import Files

FILES = ""


class Registry:
    """Every source as one; `environ` says where publishers answer, `today` is the day that is asked on."""

    def __init__(self, client: Client, *, files: Files, environ: Mapping[str, str], today: date) -> None:
        self._client, self._files, self._environ, self._today = client, files, environ, today

    def source(self, name: str) -> Source:
        """Return the source of a publisher's short name, of files for FILES; raises UnfitSetting."""
        if name == FILES:
            return self._files
        if name == "kolada":
            return Kolada(self._client, publisher=kolada.publisher(self._environ), today=self._today)
        return Pxweb(self._client, publisher=pxweb.publisher(name, self._environ))

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with its figures, or why there are none (see Source.fetch)."""
        groups: dict[str, list[Wanted]] = {}
        for one in wanted:
            groups.setdefault(publisher_of(one.indicator), []).append(one)
        came: SimpleQueue[tuple[str, Tidy | Refusal] | str] = SimpleQueue()
        told = _Together(progress)

        def ask(name: str) -> None:
            try:
                for outcome in self._answers(name, groups[name], kept=kept, progress=told.of(name)):
                    came.put(outcome)
            finally:
                came.put(name)

        pool = ThreadPoolExecutor(max_workers=len(groups) or 1)
        asked = {name: pool.submit(ask, name) for name in groups}
        try:
            while asked:
                outcome = came.get()
                if isinstance(outcome, str):
                    asked.pop(outcome).result()
                else:
                    yield outcome
        except BaseException:
            self._client.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _answers(
        self, name: str, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        try:
            source = self.source(name)
        except UnfitSetting as unfit:
            yield from ((one.indicator.id, unfit) for one in wanted)
        else:
            yield from source.fetch(wanted, kept=kept, progress=progress)


class _Together:
    """The progress of several sources as one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lock = Lock()
        self._steps: dict[str, tuple[int, int]] = {}

    def of(self, name: str) -> Progress:
        def tell(done: int, planned: int) -> None:
            with self._lock:
                self._steps[name] = (done, planned)
                counts = tuple(self._steps.values())
                self._progress(sum(each for each, _ in counts), sum(each for _, each in counts))

        return tell


def publisher_of(indicator: Indicator) -> str:
    """Return the short name of the publisher whose figures an indicator has; FILES for a file's."""
    match indicator.source:
        case FileSource():
            return FILES
        case KoladaSource():
            return "kolada"
        case where:
            return where.publisher
