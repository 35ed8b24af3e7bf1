"""Mails to many: the places in braces that are filled in for each, and texts to begin from, for each purpose.

A text is Markdown in which `{namn}` or `{länk}` stands for what is another for each event or addressee.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from laget.core.words.said import Said

WORDS: Mapping[str, Said] = {
    "namn": Said("namnet på den som får mejlet", "the name of who gets the mail"),
    "evenemang": Said("vad evenemanget heter", "what the event is called"),
    "dag": Said("dag och tid", "day and time"),
    "plats": Said("var det är", "where it is"),
    "anslutning": Said("vad mer som behövs för att ansluta", "what more is needed to join"),
}
"""What is filled in as words, and what it is."""

ADDRESSES: Mapping[str, Said] = {
    "program": Said("sidan med programmet", "the page with the programme"),
    "anmälan": Said("sidan med den egna anmälan", "the page of one's own registration"),
    "länk": Said("länken för att delta digitalt", "the link to take part digitally"),
    "enkät": Said("frågorna efteråt", "the questions afterwards"),
}
"""What is filled in as an address of a page."""

PLACES = {**WORDS, **ADDRESSES}
OF_LINK = ("länk", "anslutning")
PLACE = re.compile(r"\{([^{}\n]*)\}")
_ORDER = tuple(PLACES)
_MARK = re.compile(r"(https://plats\.invalid/(\d+)x|plats0invalid(\d+)x)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LINKED = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_EMPTY = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A text to begin from, for one purpose, in both languages; `intro` leads to a text of the organiser's.

    The organiser writes in Swedish; who reads English gets the intro in English before it.
    """

    subject: Said
    text: Said
    intro: Said


def default_of(kind: str, *, has_questions: bool = False) -> Default:
    """Return the text to begin from of a purpose: link, reminder, change, thanks or message; or cancelled."""
    return Default(
        subject=_SUBJECTS.get(kind, Said("", "")),
        text=_thanks(has_questions=has_questions) if kind == "thanks" else _TEXTS.get(kind, Said("", "")),
        intro=_INTROS.get(kind, _INTROS["message"]),
    )


GREETING = Said("Hej {namn}!", "Hello {namn},")
CLOSING = Said(
    "Din anmälan, där du kan se, ändra och avboka den: {anmälan}",
    "Your registration, where you can see, change and cancel it: {anmälan}",
)
_SUBJECTS = {
    "link": Said("Länk till {evenemang}", "Link to {evenemang}"),
    "reminder": Said("Snart är det dags: {evenemang}", "Soon: {evenemang}"),
    "change": Said("Ändrat program: {evenemang}", "Changed programme: {evenemang}"),
    "thanks": Said("Tack för att du var med: {evenemang}", "Thank you for taking part: {evenemang}"),
    "cancelled": Said("Inställt: {evenemang}", "Cancelled: {evenemang}"),
}
_TEXTS = {
    "link": Said(
        "Med den här länken deltar du digitalt i {evenemang}, {dag}:\n\n{länk}\n\n{anslutning}\n\n"
        "Länken är till dig. Skicka den inte vidare. Den finns också i din anmälan och i din kalender.\n\n"
        "Programmet: {program}",
        "By this link you take part digitally in {evenemang}, {dag}:\n\n{länk}\n\n{anslutning}\n\n"
        "The link is for you. Do not pass it on. It also stands in your registration and your calendar.\n\n"
        "The programme: {program}",
    ),
    "reminder": Said(
        "Snart är det dags för {evenemang}: {dag}, {plats}.\n\nProgrammet: {program}\n\n"
        "Kan du inte vara med? Avboka din anmälan, så får någon annan platsen.",
        "Soon it is time for {evenemang}: {dag}, {plats}.\n\nThe programme: {program}\n\n"
        "Can you not take part? Cancel your registration, and somebody else gets the seat.",
    ),
    "change": Said(
        "Programmet för {evenemang} har ändrats. Så här är det nu: {program}",
        "The programme of {evenemang} has changed. This is how it is now: {program}",
    ),
    "cancelled": Said(
        "{evenemang}, {dag}, är inställt. Du behöver inte avboka din anmälan.",
        "{evenemang}, {dag}, is cancelled. You need not cancel your registration.",
    ),
}
_INTROS = {
    "link": Said("", "This is about how to take part digitally. The organiser writes in Swedish:"),
    "reminder": Said("", "This is a reminder of {evenemang}, {dag}. The organiser writes in Swedish:"),
    "change": Said("", "The programme of {evenemang} has changed. The organiser writes in Swedish:"),
    "thanks": Said("", "Thank you for taking part in {evenemang}. The organiser writes in Swedish:"),
    "message": Said("", "This is a message about {evenemang}, {dag}. The organiser writes in Swedish:"),
}


def _thanks(*, has_questions: bool) -> Said:
    asked = Said(
        "\n\nVad tyckte du? Svara på några frågor, utan att säga vem du är: {enkät}",
        "\n\nWhat did you think? Answer a few questions, without saying who you are: {enkät}",
    )
    return Said(
        "Tack för att du var med på {evenemang}!\n\nFilmer, bilder och sammanfattningar finns här: {program}"
        + (asked.sv if has_questions else ""),
        "Thank you for taking part in {evenemang}!\n\nFilms, slides and summaries are here: {program}"
        + (asked.en if has_questions else ""),
    )


def places_in(text: str) -> list[str]:
    """Return the words in braces of a text, in order; those that mean nothing here among them."""
    return [one.strip().lower() for one in PLACE.findall(text)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its places filled in; one that has no value is empty, other braces stay."""

    def fill(found: re.Match[str]) -> str:
        word = found[1].strip().lower()
        return values.get(word, "") if word in PLACES else found[0]

    return _EMPTY.sub("\n\n", PLACE.sub(fill, text)).strip()


def plain(text: str) -> str:
    """Return Markdown as it is read in a mail of text alone: a link is its words and its address."""
    return _LINKED.sub(r"\1: \2", _STRONG.sub(r"\1", text))


def marked(text: str) -> str:
    """Return Markdown whose places are marks that pass through a reader of Markdown, for `unmarked`."""

    def mark(found: re.Match[str]) -> str:
        word = found[1].strip().lower()
        if word not in PLACES:
            return found[0]
        number = _ORDER.index(word)
        if word in WORDS:
            return f"plats0invalid{number}x"
        address = f"https://plats.invalid/{number}x"
        inside = text[: found.start()].endswith("](") and text[found.end() :].startswith(")")
        return address if inside else f"<{address}>"

    return PLACE.sub(mark, text)


def unmarked(html: str, values: Mapping[str, str]) -> str:
    """Return HTML that was made of `marked` text with its places filled in and escaped.

    Within a tag only addresses are filled in: what somebody calls themselves is never a link.
    """

    def fill(found: re.Match[str]) -> str:
        word = _ORDER[int(found[2] or found[3])]
        is_in_tag = html.rfind("<", 0, found.start()) > html.rfind(">", 0, found.start())
        if is_in_tag and word in WORDS:
            return ""
        return escape(values.get(word, "")).replace("\n", "<br>")

    return _MARK.sub(fill, html)
