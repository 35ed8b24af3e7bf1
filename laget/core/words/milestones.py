"""How many of the milestones that were due are reached, in a sentence with its numbers marked."""

from laget.core.words.numbers import number
from laget.core.words.said import Language, Said
from laget.core.words.text import Text, marked


def milestones_told(reached: int, *, due: int, year: int, language: Language) -> Text:
    """Return how many of `due` milestones, at least one, were reached by the end of a year."""
    if due == 1:
        sv, en = ("", "") if reached else ("inte ", "not ")
        only = Said(
            f"Den enda milstolpe som skulle vara nådd vid slutet av {year} var {sv}nådd.",
            f"The only milestone due by the end of {year} was {en}reached.",
        )
        return Text(only.to(language))
    all_, some = (marked(number(one, decimals=0, language=language)) for one in (due, reached))
    sv, en = f"{some} nådda", f"{some} were reached"
    if reached < 2:
        sv, en = (f"{some} nådd", f"{some} was reached") if reached else ("ingen nådd", "none was reached")
    told = Said(
        f"Av {all_} milstolpar som skulle vara nådda vid slutet av {year} var {sv}.",
        f"Of {all_} milestones due by the end of {year}, {en}.",
    )
    return Text(told.to(language))
