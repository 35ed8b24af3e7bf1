"""The components of a calendar, line by line, whatever of them is broken."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from laget.core.words.said import Said
from laget.data.programmes.gathering import Gathering, on_line, quoted
from laget.data.programmes.words import text_in

PROPERTY = re.compile(r"^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)?[;:]")
BREAK = re.compile(rb"\r\n|\n|\r")


@dataclass(slots=True)
class Block:
    """The lines of a component, those of components within it left out, and where it begins."""

    name: str
    number: int
    lines: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the value of its first property of that name, as it is written; "" for none."""
        found = next((one for one in self.lines if re.match(rf"{name}[;:]", one, re.IGNORECASE)), "")
        return found.partition(":")[2].strip()


def unfolded(data: bytes) -> tuple[list[tuple[int, str]], Said]:
    """Return whole lines with the number of each; folding is undone in bytes: it may cut a character."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = text_in(data)[0].encode()
    numbers: list[int] = []
    whole: list[bytearray] = []
    for number, one in enumerate(BREAK.split(data.removeprefix(codecs.BOM_UTF8)), start=1):
        if one[:1] in {b" ", b"\t"} and whole:
            whole[-1] += one[1:]
        else:
            numbers.append(number)
            whole.append(bytearray(one))
    text, encoding = text_in(b"\n".join(bytes(one) for one in whole))
    return list(zip(numbers, text.split("\n"), strict=False)), encoding


def components(lines: Sequence[tuple[int, str]], gathered: Gathering) -> Iterator[Block]:
    """Yield each component as it ends; one that never does ends where the next event begins."""
    open_: list[Block] = []
    stray = 0
    for number, text in lines:
        bare = text.strip().strip("\ufeff")
        upper = bare.upper()
        if not bare:
            continue
        if upper.startswith("BEGIN:"):
            name = upper[6:].strip()
            if name == "VEVENT" or name == "VCALENDAR":
                while open_ and not (name == "VEVENT" and open_[-1].name == "VCALENDAR"):
                    yield _unended(gathered, open_.pop())
            open_.append(Block(name, number))
        elif upper.startswith("END:"):
            name = upper[4:].strip()
            if name not in [one.name for one in open_]:
                gathered.tell(
                    f"END:{quoted(name)} utan början.",
                    f"END:{quoted(name)} has no beginning.",
                    where=on_line(number),
                )
                continue
            while open_[-1].name != name:
                yield _unended(gathered, open_.pop())
            yield open_.pop()
        elif not open_:
            stray += 1
            if stray <= 3:
                gathered.tell(
                    f"”{quoted(bare)}” står utanför kalendern och används inte.",
                    f"“{quoted(bare)}” stands outside the calendar and is not used.",
                    where=on_line(number),
                )
        elif PROPERTY.match(bare):
            open_[-1].lines.append(bare)
        elif open_[-1].lines and open_[-1].name in {"VEVENT", "VTODO"}:
            open_[-1].lines[-1] += f"\\n{bare}"
            gathered.tell(
                "en rad som inte är indragen är läst som fortsättning på raden före.",
                "a line that is not indented is read as the end of the line before.",
                where=on_line(number),
            )
        else:
            gathered.tell(
                f"”{quoted(bare)}” går inte att läsa.",
                f"“{quoted(bare)}” cannot be read.",
                where=on_line(number),
            )
    if stray > 3:
        gathered.tell(
            f"{stray} rader i allt står utanför kalendern.",
            f"{stray} lines in all stand outside the calendar.",
        )
    while open_:
        yield _unended(gathered, open_.pop())


def _unended(gathered: Gathering, block: Block) -> Block:
    gathered.tell(
        f"{quoted(block.name)} har inget slut; läst så långt det går.",
        f"{quoted(block.name)} has no end; read as far as it goes.",
        where=on_line(block.number),
    )
    return block
