"""What a publisher's title suggests of an indicator: shown to whoever chooses, never chosen by itself."""

import re
from typing import Literal

from laget.core.search import folded

_UNITS = (
    ("per_100000", r"/ ?100[ \u00a0]?000\b|per 100[ \u00a0]?000\b"),
    ("per_1000", r"/ ?1[ \u00a0]?000\b|per 1[ \u00a0]?000\b"),
    ("tonnes_per_person", r"\bton\b.*/ ?(?:inv|person)"),
    ("kg_per_person", r"\bkg\b ?/ ?(?:inv|person)"),
    ("percent", r"%|\bprocent\b|\bandel(?:en)?\b"),
    ("kr", r"\bkr\b|\bkronor\b"),
    ("index", r"\bindex\b"),
    ("days", r"\bdagar\b"),
    ("people", r"\bfolkmangd|\bfolkmängd|\bantal (?:invånare|personer|elever|barn|anställda)|\bbefolkning"),
)
_LOWER = (
    r"arbetslös|långtidsarbetslös|ohälso|sjukskriv|sjukpenning|utsläpp|skuld|brott|döda|dödlighet|döds|självmord"
    r"|suicid|fattig|otrygg|frånvaro|bistånd|nedskräp|skadad|fallskad|kassera|avfall|trångbodd|utsatt|konkurs"
)
_HIGHER = (
    r"behörig|sysselsatt|förvärvsarbet|eftergymnasial|examen|nöjd|trygg|tillit|förtroende|förnybar|bredband"
    r"|återvinn|valdeltag|självförsörj|tillgång till|god hälsa"
    r"|etabler|nyföretag|vaccin|ekologisk|kollektivtrafik"
)


def guessed_unit(title: str) -> str | None:
    """Return the unit word that a title suggests, None where it says nothing."""
    text = folded(title)
    return next((word for word, form in _UNITS if re.search(form, text)), None)


def guessed_better(title: str) -> Literal["higher", "lower"] | None:
    """Return the way that a title suggests is better, None where it says nothing or speaks of both."""
    text = folded(title)
    lower, higher = re.search(_LOWER, text), re.search(_HIGHER, text.replace("otrygg", ""))
    if (lower is None) == (higher is None):
        return None
    return "lower" if lower is not None else "higher"
