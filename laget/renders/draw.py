"""Charts as SVG: drawn by vl-convert at first view, and kept by the hash of what is to be drawn."""

import json
import logging
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import get_ident
from typing import Any

from laget.core.canonical import canonical_json, sha256
from laget.core.charts.chart import Chart
from laget.core.charts.spec.frame import Spec
from laget.core.words.numbers import MINUS, THIN_SPACE
from laget.core.words.said import Language, Refusal, Said
from laget.data.durable import CannotWrite, make_folder, write_whole
from laget.renders.drawer import Drawer
from laget.ui.tokens import THEMES, Theme

log = logging.getLogger("laget.drawings")
HASH = re.compile(r"[0-9a-f]{64}")
NAMED = re.compile(r"var\(--([a-z-]+)\)")
KEPT_DAYS = 60  # a drawing that no page has shown for so long is cleared
SEEN = 86_400  # seconds between the marks of when a drawing was last shown
NUMBERS: Mapping[Language, dict[str, Any]] = {
    "sv": {
        "decimal": ",",
        "thousands": THIN_SPACE,
        "grouping": [3],
        "currency": ["", "\u00a0kr"],
        "minus": MINUS,
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""], "minus": MINUS},
}
TIMES: Mapping[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
DRAWER = Drawer()


class CannotDraw(Refusal):
    """A spec that the drawing library refuses."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn, as canonical JSON, and the hash that names it."""

    hash: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Drawings:
    """One chart in both widths, each light and dark, with the size in pixels that its page must leave it."""

    wide: Drawing
    wide_dark: Drawing
    narrow: Drawing
    narrow_dark: Drawing
    width: int
    height: int
    narrow_width: int
    narrow_height: int

    @property
    def all(self) -> tuple[Drawing, ...]:
        """The four of them."""
        return self.wide, self.wide_dark, self.narrow, self.narrow_dark


def drawings(chart: Chart) -> Drawings:
    """Return what is to be drawn of a chart."""
    wide, narrow = _text(chart, chart.wide), _text(chart, chart.narrow)
    return Drawings(
        wide=_coloured(wide, "light"),
        wide_dark=_coloured(wide, "dark"),
        narrow=_coloured(narrow, "light"),
        narrow_dark=_coloured(narrow, "dark"),
        width=chart.wide["width"],
        height=chart.wide["height"],
        narrow_width=chart.narrow["width"],
        narrow_height=chart.narrow["height"],
    )


def _text(chart: Chart, spec: Spec) -> str:
    words = {"language": chart.language, "title": chart.title, "description": chart.description}
    return canonical_json({**words, "spec": spec}).decode()


def _coloured(text: str, theme: Theme) -> Drawing:
    """Return a document with the tokens' colours in place of their names."""
    colours = THEMES[theme]
    data = NAMED.sub(lambda found: colours.get(found[1], found[0]), text).encode()
    return Drawing(sha256(data), data)


def keep(wanted: Drawing, *, folder: Path) -> bool:
    """Keep what is to be drawn where it is not kept, so that its address can be asked for; False where the
    disk takes nothing.

    What is there is marked as shown today, so that it is not cleared. The bytes are looked at when they are
    read, so a page need not wait for the disk: what a power cut leaves half is written again.
    """
    path = folder / f"{wanted.hash}.json"
    temporary = folder / f".{wanted.hash}.{os.getpid()}.{get_ident()}.tmp"
    try:
        if not path.exists():
            make_folder(folder)
            temporary.write_bytes(wanted.data)
            temporary.replace(path)
        elif time.time() - path.stat().st_mtime > SEEN:
            os.utime(path)
    except OSError as error:
        log.error("%s: %s", path.name, error)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        return False
    return True


def svg(name: str, *, folder: Path) -> bytes | None:
    """Return the drawing of that hash, drawn now where it has not been; None where no page wants it.

    Whoever is killed half-way leaves nothing, and two who draw at once write the same bytes. Where the disk
    says no it is drawn for whoever asks, and again for the next. Raises CannotDraw.
    """
    if not HASH.fullmatch(name):
        return None
    path = folder / f"{name}.svg"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    try:
        data = (folder / f"{name}.json").read_bytes()
    except FileNotFoundError:
        return None
    if sha256(data) != name:
        (folder / f"{name}.json").unlink(missing_ok=True)  # the next page that wants it writes it whole
        return None
    drawn = draw(data)
    with suppress(CannotWrite):
        write_whole(path, drawn)
    return drawn


def draw(data: bytes) -> bytes:
    """Return a kept document as SVG with its title and description, nothing in it asked for elsewhere."""
    wanted = json.loads(data)
    language: Language = wanted["language"]
    try:
        drawn = DRAWER.svg(
            wanted["spec"], format_locale=NUMBERS[language], time_format_locale=TIMES[language]
        )
    except ValueError as fault:
        raise CannotDraw(
            Said(f"Diagrammet kan inte ritas: {fault}", f"The chart cannot be drawn: {fault}")
        ) from fault
    return _named(drawn, title=wanted["title"], description=wanted["description"], language=language)


def _named(drawn: str, *, title: str, description: str, language: Language) -> bytes:
    """Return an SVG that says what it is to whoever does not see it, the library's own words hidden."""
    head, _, rest = drawn.partition(">")
    head = head.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    said = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return f'{head} role="img" lang="{language}">{said}{rest}'.encode()


def clear_drawings(folder: Path, *, now: float, days: int = KEPT_DAYS) -> int:
    """Remove what no page has shown for so many days, and what killed writers left; return how many files.

    `now` is in seconds since 1970. A drawing that is asked for again is drawn again.
    """
    oldest, removed = now - days * 86_400, 0
    if not folder.is_dir():
        return 0
    for path in folder.iterdir():
        try:
            if path.suffix == ".svg":
                seen = _seen(path.with_suffix(".json"))
                if seen is not None and seen >= oldest:
                    continue
            elif path.stat().st_mtime >= (now - SEEN if path.suffix == ".tmp" else oldest):
                continue
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
    return removed


def _seen(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return None
