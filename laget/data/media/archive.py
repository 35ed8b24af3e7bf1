"""What a zip is: an office document without macros, not locked, whole, of a size that a document has."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

MOST_UNPACKED = 250_000_000  # bytes, as of a workbook of figures
MOST_PARTS = 10_000
MOST_TYPES = 1_000_000  # bytes of the list of what the parts are
OOXML = {
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "vnd.openxmlformats-officedocument.presentationml.presentation",
}
ODT = b"application/vnd.oasis.opendocument.text"
TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
MACROS = re.compile(r"(vbaproject\.bin|vbadata\.xml)$|(^|/)(macrosheets|activex)/|^(basic|scripts)/")
PROGRAM = re.compile(r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jar|hta|lnk)$")

WITH_MACROS, LOCKED, BROKEN, UNKNOWN = "macros", "locked", "broken", "unknown"


class Wanting(Exception):
    """A zip that is no document that is taken, and why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TooMuchInside(Exception):
    """A zip that says it unpacks to more than a document can be."""


def look_inside(data: bytes) -> str:
    """Return the kind of office document that a zip is; raises Wanting, TooMuchInside.

    Every part is unpacked and held against its check value, and none further than the size that it states.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TooMuchInside
            if any(part.flag_bits & 1 for part in parts):
                raise Wanting(LOCKED)
            kind = _kind(archive, parts)
            if archive.testzip() is not None:
                raise Wanting(BROKEN)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Wanting(BROKEN) from error


def _kind(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> str:
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if any(MACROS.search(name) or PROGRAM.search(name) for name in names):
        raise Wanting(WITH_MACROS)
    if parts and parts[0].filename == MIMETYPE and archive.read(parts[0]).strip() == ODT:
        return "odt"
    if names.count(TYPES.lower()) != 1 or archive.getinfo(_types(parts)).file_size > MOST_TYPES:
        raise Wanting(UNKNOWN)
    listed = archive.read(_types(parts)).lower()
    if b"macroenabled" in listed:
        raise Wanting(WITH_MACROS)
    found = [kind for kind, described in OOXML.items() if f"{described}.main+xml".encode() in listed]
    if len(found) != 1:
        raise Wanting(UNKNOWN)
    return found[0]


def _types(parts: Sequence[zipfile.ZipInfo]) -> str:
    return next(part.filename for part in parts if part.filename.lower() == TYPES.lower())
