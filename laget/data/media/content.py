"""What a file is, told by its bytes: those that are taken, and a sentence on why another is not."""

from pathlib import PurePath

from laget.core.words.said import Refusal, Said
from laget.data.media.archive import (
    BROKEN,
    LOCKED,
    OOXML,
    UNKNOWN,
    WITH_MACROS,
    TooMuchInside,
    Wanting,
    look_inside,
)

TYPES = {
    "pdf": "application/pdf",
    **{kind: f"application/{described}" for kind, described in OOXML.items()},
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
"""The kinds of file that are taken, and what a browser is told that each is."""
SUFFIXES = {**{f".{kind}": kind for kind in TYPES}, ".jpg": "jpeg"}
MACRO_SUFFIXES = frozenset(
    f".{name}" for name in ("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm")
)
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    *(bytes.fromhex(one) for one in ("feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe")),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PNG, PNG_END = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x00IEND\xae\x42\x60\x82"
JPEG, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
PDF, PDF_END = b"%PDF-", b"%%EOF"
TAIL = 2048  # bytes at the end of a PDF that its end is looked for in
BEGINNING = 4096  # characters of a text that markup is looked for in
MARKUP = ("<!doctype", "<?xml", *(f"<{tag}" for tag in ("html", "head", "body", "script", "svg", "iframe")))
LINES = {9, 10, 12, 13}  # the control characters that a text has
LISTED = "PDF, DOCX, XLSX, PPTX, ODT, CSV, TXT, PNG, JPEG"


class UnfitFile(Refusal):
    """A file that is not taken: what it is, how large it is, or what is in it."""


def kind_of(data: bytes, *, name: str, most: int) -> str:
    """Return the kind in TYPES that a file's content is, where its name says the same; raises UnfitFile.

    `most` is the most bytes that are taken.
    """
    if len(data) > most:
        raise _unfit(
            f"Filen är större än {most // 1_000_000} MB. Gör den mindre, eller länka till den i stället.",
            f"The file is larger than {most // 1_000_000} MB. Make it smaller, or link to it instead.",
        )
    if not data.strip():
        raise _unfit("Filen är tom.", "The file is empty.")
    found = _found(data)
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    if suffix in MACRO_SUFFIXES:
        raise _macros()
    if found == "text":
        found = suffix.lstrip(".") if suffix in {".csv", ".txt"} else "txt"
    if SUFFIXES.get(suffix) != found:
        called = f"heter {suffix}" if suffix else "saknar filändelse"
        named = f"is called {suffix}" if suffix else "has no suffix"
        raise _unfit(
            f"Filens namn och innehåll stämmer inte: den {called} men innehåller {found.upper()}. "
            "Spara den på nytt med rätt filändelse.",
            f"The file's name and content do not agree: it {named} but holds {found.upper()}. "
            "Save it anew with the right suffix.",
        )
    return found


def _found(data: bytes) -> str:
    """Return what bytes are: a kind, or `text`, which its name alone can tell more of."""
    if data.startswith(PROGRAMS):
        raise _unfit(
            "Filen är ett program, och program tas inte emot.",
            "The file is a program, and programs are not taken.",
        )
    if data.startswith(OLE):
        raise _unfit(
            "Filen är i ett äldre format (DOC, XLS, PPT) eller låst. Spara den olåst som DOCX, XLSX, PPTX "
            "eller PDF.",
            "The file is in an older format (DOC, XLS, PPT) or locked. Save it unlocked as DOCX, XLSX, PPTX "
            "or PDF.",
        )
    if data.startswith(PDF):
        return _whole("pdf", is_whole=PDF_END in data[-TAIL:])
    if data.startswith(PNG):
        return _whole("png", is_whole=data.endswith(PNG_END))
    if data.startswith(JPEG):
        return _whole("jpeg", is_whole=JPEG_END in data)
    if data.startswith(ZIP):
        return _zipped(data)
    text = _text(data)
    if text is None:
        raise _unknown()
    if any(mark in text[:BEGINNING].casefold() for mark in MARKUP):
        raise _unfit(
            "Filen är en webbsida, SVG eller XML, som kan bära program. Spara den som PDF eller en bild.",
            "The file is a web page, SVG or XML, which can carry programs. Save it as PDF or a picture.",
        )
    return "text"


def _whole(kind: str, *, is_whole: bool) -> str:
    if not is_whole:
        raise _broken()
    return kind


def _zipped(data: bytes) -> str:
    try:
        return look_inside(data)
    except TooMuchInside:
        raise _unfit(
            "Filen packar upp sig till mer än ett dokument kan vara och tas inte emot.",
            "The file unpacks to more than a document can be and is not taken.",
        ) from None
    except Wanting as wanting:
        match wanting.why:
            case why if why == WITH_MACROS:
                raise _macros() from None
            case why if why == LOCKED:
                raise _unfit(
                    "Filen är låst med lösenord; spara den utan.",
                    "The file is locked with a password; save it without one.",
                ) from None
            case why if why == BROKEN:
                raise _broken() from None
            case why:
                assert why == UNKNOWN  # noqa: S101 - there are four
                raise _unknown() from None


def _text(data: bytes) -> str | None:
    """Return bytes as text, None where they are none: UTF-16 where it says so, else UTF-8, else Windows'."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_wide and any(byte < 32 and byte not in LINES for byte in data[:BEGINNING]):
        return None
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _unfit(sv: str, en: str) -> UnfitFile:
    return UnfitFile(Said(sv, en))


def _macros() -> UnfitFile:
    return _unfit(
        "Filen innehåller makron eller är en fil för makron (som DOCM), och sådana tas inte emot. Spara den "
        "utan makron.",
        "The file holds macros or is a file for macros (such as DOCM), and those are not taken. Save it "
        "without macros.",
    )


def _broken() -> UnfitFile:
    return _unfit(
        "Filen är trasig eller inte hel. Öppna den, spara den igen och försök på nytt.",
        "The file is broken or cut. Open it, save it again and try once more.",
    )


def _unknown() -> UnfitFile:
    return _unfit(
        f"Filens innehåll är inget av det som tas emot: {LISTED}.",
        f"The file's content is none of what is taken: {LISTED}.",
    )
