"""Numbers as they are written in each language."""

from laget.core.words.said import Language, Said

THIN_SPACE = "\u202f"  # the narrow one at which no line ends: "1 647" is one number
MINUS = "\u2212"

UNITS = {
    "percent": Said("%", "%"),
    "percent_free": Said("%", "%"),
    "points": Said("p.e.", "pp"),
    "per_1000": Said("per 1 000 invånare", "per 1,000 inhabitants"),
    "per_100000": Said("per 100 000 invånare", "per 100,000 inhabitants"),
    "people": Said("personer", "people"),
    "firms": Said("företag", "firms"),
    "tonnes": Said("ton", "tonnes"),
    "greenhouse_gases": Said("ton", "tonnes"),
    "kg": Said("kg", "kg"),
    "tonnes_per_person": Said("ton per person", "tonnes per person"),
    "kg_per_person": Said("kg per person", "kg per person"),
    "kr": Said("kr", "SEK"),
    "days": Said("dagar", "days"),
    "index": Said("index", "index"),
    "ratio": Said("kvot", "ratio"),
}


def number(value: float, *, decimals: int, language: Language) -> str:
    """Return `value` with so many decimals: "1 234,5" in Swedish, a thin space in thousands; "1,234.5"."""
    text = f"{abs(value):,.{decimals}f}"
    if language == "sv":
        text = text.replace(",", THIN_SPACE).replace(".", ",")
    is_zero = not any(digit in "123456789" for digit in text)
    return text if value >= 0 or is_zero else MINUS + text


def unit(word: str) -> Said:
    """Return what a unit is called; a region's own word stands as it is written."""
    return UNITS.get(word, Said(word, word))
