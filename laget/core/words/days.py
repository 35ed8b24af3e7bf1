"""A day in words: "12 november 2026"."""

from datetime import date

from laget.core.words.said import Said

_MONTHS = Said(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)


def day_in_words(day: date) -> Said:
    """Return a day as it is written in a sentence."""
    sv, en = (months.split()[day.month - 1] for months in (_MONTHS.sv, _MONTHS.en))
    return Said(f"{day.day} {sv} {day.year}", f"{day.day} {en} {day.year}")
