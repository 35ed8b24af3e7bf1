"""A strategy file, YAML or JSON: core's document out of it, and each fault with its file and line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import Fault, Severity, path_text, warning
from laget.core.strategy.reading import read_document
from laget.core.strategy.values import Path as Place
from laget.core.words.said import Refusal, Said
from laget.data.yaml_text import UnreadableText, plain_values

LARGEST_FILE = 2_000_000
"""Bytes; the largest strategies are some hundred thousand."""

_WARNING = Said(sv="varning: ", en="warning: ")


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault with its file and line (from 1; None where it has none), as it is printed."""

    file: str
    line: int | None
    path: Place
    said: Said
    severity: Severity = "fault"

    @property
    def order(self) -> tuple[int, str]:
        """The key that sorts faults as their file has them; those of one place stay in their own order."""
        return self.line or 0, path_text(self.path)

    @property
    def printed(self) -> Said:
        """The whole line: file:line: path: sentence."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        path = f"{path_text(self.path)}: " if self.path else ""
        kind = _WARNING if self.severity == "warning" else Said(sv="", en="")
        return Said(
            sv=f"{place}: {kind.sv}{path}{self.said.sv}", en=f"{place}: {kind.en}{path}{self.said.en}"
        )


class StrategyRefused(Refusal):
    """A strategy file that cannot be used; `faults` are all that was found, warnings among them."""

    def __init__(self, faults: Iterable[PlacedFault]) -> None:
        self.faults = tuple(faults)
        printed = [fault.printed for fault in self.faults if fault.severity == "fault"]
        super().__init__(
            Said(sv="\n".join(line.sv for line in printed), en="\n".join(line.en for line in printed))
        )


@dataclass(frozen=True, slots=True)
class StrategyFile:
    """A strategy that was read: the document, the line of each place in it, and what was warned of."""

    path: Path
    document: StrategyDocument
    places: Mapping[Place, int]
    warnings: tuple[PlacedFault, ...]

    @property
    def folder(self) -> Path:
        """The folder that the paths in the file start from."""
        return self.path.parent

    @property
    def disk(self) -> Path:
        """All that whoever works with the file at a command line may name: every folder there is."""
        return Path(self.folder.resolve().anchor)


def read_strategy(path: Path) -> StrategyFile:
    """Return the strategy in a YAML or JSON file; raises StrategyRefused with every fault in it."""
    return strategy_in(_bytes(path), path=path)


def strategy_in(data: bytes, *, path: Path) -> StrategyFile:
    """Return the strategy in the bytes of a file that is called `path`; raises StrategyRefused."""
    text = _text(data, path=path)
    try:
        values = plain_values(text)
    except UnreadableText as unreadable:
        raise StrategyRefused([PlacedFault(str(path), unreadable.line, (), unreadable.said)]) from None
    if not isinstance(values.value, dict):
        said = _EMPTY if values.value is None else _NO_KEYS
        raise StrategyRefused([PlacedFault(str(path), 1, (), said)])
    reading = read_document(values.value)
    placed = placed_faults(reading.faults, file=path, places=values.lines)
    if reading.document is None or values.faults:
        keys = [PlacedFault(str(path), line, told.path, told.said) for line, told in values.faults]
        raise StrategyRefused(sorted([*keys, *placed], key=lambda fault: fault.order))
    return StrategyFile(path, reading.document, values.lines, placed)


def placed_faults(
    faults: Iterable[Fault], *, file: Path, places: Mapping[Place, int]
) -> tuple[PlacedFault, ...]:
    """Return faults with their lines, each once, in the order of the file."""
    placed = [
        PlacedFault(str(file), _line(fault.path, places), fault.path, fault.said, fault.severity)
        for fault in faults
    ]
    return tuple(sorted(dict.fromkeys(placed), key=lambda fault: fault.order))


def _line(path: Place, places: Mapping[Place, int]) -> int | None:
    """Return the line of `path`, or of the nearest thing around it that the file has."""
    around = (path[:length] for length in range(len(path), -1, -1))
    return next((places[place] for place in around if place in places), None)


def absent_versions(strategy: StrategyFile) -> tuple[PlacedFault, ...]:
    """Return a warning for each earlier version whose file is not there."""
    faults = [
        warning(
            ("history", place, "file"),
            sv=f"filen {version.file} finns inte bredvid strategin; utan den visas inte vad som är nytt",
            en=f"the file {version.file} is not beside the strategy; without it what is new is not shown",
        )
        for place, version in enumerate(strategy.document.history)
        if version.file is not None and not (strategy.folder / version.file).is_file()
    ]
    return placed_faults(faults, file=strategy.path, places=strategy.places)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise StrategyRefused([PlacedFault(str(path), None, (), _unopened(error))]) from None


def _text(data: bytes, *, path: Path) -> str:
    if len(data) > LARGEST_FILE:
        raise StrategyRefused([PlacedFault(str(path), None, (), _TOO_LARGE)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StrategyRefused([PlacedFault(str(path), line, (), _NO_UTF8)]) from None


def _unopened(error: OSError) -> Said:
    if isinstance(error, FileNotFoundError):
        return Said(sv="filen finns inte; rätta sökvägen", en="there is no such file; correct the path")
    if isinstance(error, IsADirectoryError):
        return Said(
            sv="är en mapp; skriv filens namn också", en="is a folder; write the name of the file too"
        )
    if isinstance(error, PermissionError):
        return Said(
            sv="får inte läsas; ändra filens rättigheter", en="may not be read; change the file's permissions"
        )
    return Said(sv=f"kan inte läsas: {error.strerror}", en=f"cannot be read: {error.strerror}")


_EMPTY = Said(
    sv="filen är tom; börja med format: laget/1", en="the file is empty; begin with format: laget/1"
)
_NO_KEYS = Said(
    sv="en strategi är nycklar med värden, och den första är format: laget/1",
    en="a strategy is keys with values, and the first is format: laget/1",
)
_TOO_LARGE = Said(
    sv=f"filen är större än {LARGEST_FILE // 1_000_000} MB; en strategi är text, inga siffror eller bilder",
    en=f"the file is larger than {LARGEST_FILE // 1_000_000} MB; a strategy is text, no figures or pictures",
)
_NO_UTF8 = Said(
    sv="filen är inte UTF-8, troligen ISO-8859-1 (Latin-1); spara den som UTF-8",
    en="the file is not UTF-8, probably ISO-8859-1 (Latin-1); save it as UTF-8",
)
