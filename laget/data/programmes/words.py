"""The words of a programme as others write them: bytes to text, HTML to Markdown, names of people, kinds."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

from laget.core.forum.brought import KINDS, LONGEST_ADDRESS, LONGEST_NAME, Link
from laget.core.search import folded
from laget.core.words.said import Said
from laget.data.sources.tables.grid import Unreadable
from laget.data.sources.tables.text import decoded

NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TAG = re.compile(
    r"</?(p|br|div|span|a|ul|ol|li|b|i|em|strong|h[1-6]|table|tr|td|th|html|body|script|style|img|font|hr|pre|code"
    r"|blockquote|u|iframe|object|svg)\b[^>]*>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
KEPT = {"p", "br", "div", "li", "ul", "ol", "a", "b", "strong", "i", "em", "h1", "h2", "h3", "h4", "tr"}
BLOCKS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "tr"}
# A line that another follows at once, where neither is Markdown's own: Markdown would make one line of them.
BROKEN_LINE = re.compile(r"(?<=[^\s\\])\n(?=[^\s\-*+#>|`])(?!\d+[.)]\s)")
WRAPPED = 60  # characters of a line that goes on in the next
TAKING = re.compile(
    r"^\s*(medverkande|talare|föreläsare|i panelen|panel|speakers?|presenters?)\s*:\s*(?P<names>\S.*)$",
    re.IGNORECASE,
)
CANCELLED = re.compile(r"^\s*\[?(inställ[dt]|cancell?ed|abgesagt)\]?\s*[:\-–!]\s*(?=\S)", re.IGNORECASE)
WORDS_OF_KINDS = {
    **{kind: kind for kind in KINDS},
    **{folded(word): kind for kind, said in KINDS.items() for word in (said.sv, said.en)},
    **dict.fromkeys(("lunch", "middag", "frukost", "dinner", "breakfast", "lunch break", "mat"), "meal"),
    **dict.fromkeys(
        ("fika", "kaffe", "kaffepaus", "bensträckare", "rast", "coffee", "coffee break"), "break"
    ),
    **dict.fromkeys(("förmiddagsfika", "eftermiddagsfika", "fikapaus", "pause", "mingel"), "break"),
    **dict.fromkeys(("registrering", "registration", "drop-in", "samling", "doors open"), "check_in"),
    **dict.fromkeys(("workshop", "gruppdialog", "dialog", "gruppsamtal", "discussion"), "dialogue"),
    **dict.fromkeys(("panelsamtal", "panel discussion", "podium"), "panel"),
    **dict.fromkeys(("plenum", "plenary session"), "plenary"),
    **dict.fromkeys(("föreläsning", "presentation", "lecture", "keynote", "session", "oral"), "talk"),
    **dict.fromkeys(("event", "contribution", "punkt", "programpunkt", "conference"), "talk"),
}
IN_TITLES = ("meal", "break", "check_in", "check_out")  # what a title alone tells
FIRST_WORDS = re.compile(r"[\s,:;/&+(–-]+")


def text_in(data: bytes) -> tuple[str, Said]:
    """Return the text of any bytes, and how they were read; what no encoding has becomes �.

    UTF-8 where it is, else what Swedish programs of Windows write.
    """
    try:
        return decoded(data)
    except Unreadable:
        pass
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, said = data.decode("utf-16", errors="replace"), Said("UTF-16", "UTF-16")
    else:
        text, said = data.decode(errors="replace"), Said("UTF-8", "UTF-8")
        broken = text.count("\ufffd")
        if broken and sum(one > "\x7f" for one in text) <= 2 * broken:
            text, said = data.decode("latin-1"), Said("ISO-8859-1", "ISO-8859-1")
    return NEVER.sub("", text.removeprefix("\ufeff")), said


def line(value: object) -> str:
    """Return a value as one line of text; what is no text or number is ""."""
    return " ".join(words(value).split())


def words(value: object) -> str:
    """Return a value as text of several lines, without what no page or database can hold."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        text = str(value)
    except ValueError:  # a whole number of thousands of digits
        return ""
    text = NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text).strip()


def markdown_of(text: str) -> str:
    """Return a text without its HTML: paragraphs, lists and links as Markdown, the rest as words."""
    if TAG.search(text):
        reader = _Html()
        reader.feed(nh3.clean(text, tags=KEPT, attributes={"a": {"href"}}, link_rel=None))
        reader.close()
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.parts))
        text = re.sub(r"\n{3,}", "\n\n", text)
    elif ENTITY.search(text):
        text = unescape(text)
    return words(text)


def with_breaks(text: str) -> str:
    """Return a plain text with the ends of its lines kept; one that is broken at a width is left as it is."""
    parts = text.split("\n\n")
    return "\n\n".join(
        part if all(len(each) > WRAPPED for each in part.split("\n")[:-1]) else BROKEN_LINE.sub("  \n", part)
        for part in parts
    )


def titled(value: object) -> tuple[str, bool]:
    """Return a title as one line without HTML, and whether it says that the item is cancelled."""
    title = line(markdown_of(words(value)))
    plain = CANCELLED.sub("", title)
    return plain, plain != title


def names_in(text: str) -> list[str]:
    """Return the names in a text: with semicolons, lines, or else commas, "and" or "&" between them."""
    text = words(text)
    if re.search(r"[;\n|]", text):
        parts = re.split(r"[;\n|]", text)
    elif "," in text and not re.search(r"\(.*,.*\)", text):
        parts = re.split(r",| och | & | and ", text)
    else:
        parts = re.split(r" och | & | and ", text)
    return [name for part in parts if (name := line(part).strip("-–•* "))]


def people_of(names: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return each name once, and those that are too long to be one."""
    known: dict[str, None] = dict.fromkeys(name for name in map(line, names) if name)
    return (
        tuple(one for one in known if len(one) <= LONGEST_NAME),
        [one for one in known if len(one) > LONGEST_NAME],
    )


def without_people(text: str) -> tuple[str, list[str]]:
    """Return a text without a last line that only says who takes part, and the names in that line."""
    lines = text.rstrip().split("\n")
    found = TAKING.match(lines[-1]) if lines else None
    if found is None:
        return text, []
    return "\n".join(lines[:-1]).strip(), names_in(found["names"])


def kind_of(said: str, title: str) -> str:
    """Return the kind that a file says an item is of, or that its title tells; else it is a talk."""
    known = WORDS_OF_KINDS.get(folded(line(said)))
    if known is not None:
        return known
    told = folded(title)
    whole = WORDS_OF_KINDS.get(told) or WORDS_OF_KINDS.get(FIRST_WORDS.split(told, maxsplit=1)[0])
    return whole if whole in IN_TITLES else "talk"


def is_kind(said: str) -> bool:
    """Tell whether a kind that a file says is one that items have here."""
    return folded(line(said)) in WORDS_OF_KINDS


def links_of(found: Sequence[tuple[object, object]]) -> tuple[tuple[Link, ...], list[str]]:
    """Return the web addresses among pairs of address and title, each once, and what is none."""
    links: dict[str, Link] = {}
    odd = []
    for address, title in found:
        url, called = line(address), line(title)
        if not any(sign.isalnum() for sign in url):  # "#" or "-": none
            continue
        if is_address(url):
            links.setdefault(url, Link(address=url, title="" if called == url else called[:200]))
        else:
            odd.append(url)
    return tuple(links.values()), odd


def is_address(text: str) -> bool:
    """Tell whether a text is a web address that can be kept."""
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return whole and len(text) <= LONGEST_ADDRESS and not re.search(r"[\s<>\"\\]", text)


class _Html(HTMLParser):
    """Writes cleaned HTML as Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
            self.parts.append("[" if self.link else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link:
            self.parts.append(f"]({self.link})")
            self.link = ""
        elif tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))
