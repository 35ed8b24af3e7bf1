"""Outlines that a new event begins from: its form, its days, and a programme that is then worked over."""

from dataclasses import dataclass
from datetime import time

from laget.core.words.said import Said


@dataclass(frozen=True, slots=True)
class Part:
    """An item of an outline; `day` counts from 0, `within` is the title of the item that holds it."""

    title: str
    kind: str
    starts: time
    ends: time
    day: int = 0
    is_pinned: bool = False
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What an event begins from. `days` are when each starts and ends; titles are content, in Swedish."""

    key: str
    said: Said
    kind: str
    form: str
    days: tuple[tuple[time, time], ...]
    parts: tuple[Part, ...]


def _at(clock: str) -> time:
    hour, _dot, minute = clock.partition(".")
    return time(int(hour), int(minute))


def _part(span: str, title: str, kind: str, *, day: int = 0, pinned: bool = False, within: str = "") -> Part:
    starts, _dash, ends = span.partition("–")
    return Part(title, kind, _at(starts), _at(ends), day, pinned, within)


FORUM_DAY = (
    _part("08.30–09.00", "Incheckning och kaffe", "check_in"),
    _part("09.00–09.15", "Välkommen", "plenary"),
    _part("09.15–10.00", "Läget i länet: så går det för strategins mål", "talk"),
    _part("10.00–10.20", "Paus", "break"),
    _part("10.20–11.10", "De största gapen", "talk"),
    _part("11.10–12.00", "Panelsamtal", "panel"),
    _part("12.00–13.00", "Lunch", "meal", pinned=True),
    _part("13.00–14.00", "Dialog i grupper", "dialogue"),
    _part("14.00–14.20", "Paus", "break"),
    _part("14.20–15.00", "Det här tar vi med oss", "plenary"),
)
DIGITAL_FORUM = (
    _part("08.45–09.00", "Inloggning", "check_in"),
    _part("09.00–09.10", "Välkommen", "plenary"),
    _part("09.10–09.45", "Läget i länet: så går det för strategins mål", "talk"),
    _part("09.45–10.15", "De största gapen", "talk"),
    _part("10.15–10.30", "Paus", "break"),
    _part("10.30–11.15", "Panelsamtal med frågor", "panel"),
    _part("11.15–11.40", "Omröstning: vad går vi vidare med?", "vote"),
    _part("11.40–12.00", "Avslutning", "plenary"),
)
NETWORK_MEETING = (
    _part("10.00–10.30", "Incheckning", "check_in"),
    _part("10.30–12.00", "Läget i regionerna", "plenary"),
    _part("12.00–13.00", "Lunch", "meal", pinned=True),
    _part("13.00–14.30", "Dialog i grupper", "dialogue"),
    _part("14.30–15.00", "Paus", "break"),
    _part("15.00–16.30", "Grupperna berättar", "plenary"),
    _part("18.30–20.30", "Gemensam middag", "meal", pinned=True),
    _part("08.30–10.00", "Dialog i grupper", "dialogue", day=1),
    _part("10.00–10.20", "Paus", "break", day=1),
    _part("10.20–11.20", "Nätverkets plan för året", "plenary", day=1),
    _part("11.20–12.00", "Utcheckning", "check_out", day=1),
    _part("12.00–13.00", "Lunch", "meal", day=1, pinned=True),
)
OUTLINES = (
    Outline(
        key="forum-day",
        said=Said("Forumdag på plats", "Forum day on site"),
        kind="forum",
        form="on_site",
        days=((_at("09.00"), _at("15.00")),),
        parts=FORUM_DAY,
    ),
    Outline(
        key="digital-forum",
        said=Said("Digitalt forum", "Digital forum"),
        kind="forum",
        form="digital",
        days=((_at("09.00"), _at("12.00")),),
        parts=DIGITAL_FORUM,
    ),
    Outline(
        key="hybrid-forum",
        said=Said("Forumdag på plats och digitalt", "Forum day on site and digital"),
        kind="forum",
        form="both",
        days=((_at("09.00"), _at("15.00")),),
        parts=FORUM_DAY,
    ),
    Outline(
        key="network-meeting",
        said=Said("Nätverksträff över två dagar", "Network meeting over two days"),
        kind="network",
        form="on_site",
        days=((_at("10.00"), _at("16.30")), (_at("08.30"), _at("13.00"))),
        parts=NETWORK_MEETING,
    ),
    Outline(
        key="empty",
        said=Said("En dag med tomt program", "A day with an empty programme"),
        kind="forum",
        form="on_site",
        days=((_at("09.00"), _at("15.00")),),
        parts=(),
    ),
)
