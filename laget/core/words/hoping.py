"""A hope and what the figure has done, in a sentence that claims no cause."""

from laget.core.hopes import Movement
from laget.core.strategy.document import Indicator, said
from laget.core.words.language import Quantity
from laget.core.words.measure import apart, decimals_of
from laget.core.words.numbers import MINUS, number
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import Text


def hoped(found: Movement, *, indicator: Indicator) -> Said:
    """Return "Hoppas −2,0 procentenheter till 2027; hittills −0,6 sedan 2023 (siffran för 2025)."."""
    return Said(*(_hoped(found, indicator, language) for language in LANGUAGES))


def hoped_by(by: float, *, indicator: Indicator) -> Said:
    """Return how much is hoped for, with its sign and unit."""
    return Said(*(_signed(by, indicator, language) for language in LANGUAGES))


def moved_by(found: Movement, *, indicator: Indicator) -> Said | None:
    """Return how much the figure has moved, with its sign and without its unit; None where it is untold."""
    if found.moved is None:
        return None
    sv, en = (
        signed(found.moved, decimals=indicator.shown_decimals, language=language) for language in LANGUAGES
    )
    return Said(sv, en)


def signed(value: float, *, decimals: int, language: Language) -> str:
    """Return a number with its sign: +1,5 and −2,0; what is rounded to nothing has none."""
    shown = number(value, decimals=decimals, language=language)
    is_zero = not any(digit in "123456789" for digit in shown)
    return shown if is_zero or shown.startswith(MINUS) else f"+{shown}"


def _hoped(found: Movement, indicator: Indicator, language: Language) -> str:
    hope, wanted = found.hope, _signed(found.hope.by, indicator, language)
    moved = moved_by(found, indicator=indicator)
    if moved is None:
        reason = (found.reason or said("")).to(language)
        return Said(
            f"Hoppas {wanted} till {hope.until}; hur det har gått kan inte sägas: {reason}.",
            f"Hopes for {wanted} by {hope.until}; how it has gone cannot be told: {reason}.",
        ).to(language)
    shown = moved.to(language)
    if found.is_over:
        return Said(
            f"Hoppades {wanted} till {hope.until}; det blev {shown} sedan {hope.since}.",
            f"Hoped for {wanted} by {hope.until}; it became {shown} since {hope.since}.",
        ).to(language)
    return Said(
        f"Hoppas {wanted} till {hope.until}; hittills {shown} sedan {hope.since} (siffran för {found.year}).",
        f"Hopes for {wanted} by {hope.until}; so far {shown} since {hope.since} (figure of {found.year}).",
    ).to(language)


def _signed(by: float, indicator: Indicator, language: Language) -> str:
    decimals = max(indicator.shown_decimals, decimals_of(by))
    shown = signed(by, decimals=decimals, language=language)
    bare = shown.lstrip("+" + MINUS)
    quantity = Quantity(shown, apart(indicator.unit), one=bare == "1")
    return Text(GRAMMARS[language].apart(quantity)).text
