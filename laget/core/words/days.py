"""A day in words: "12 november 2026"; and a month, or a year."""

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


def time_in_words(when: str) -> Said:
    """Return a year, a month or a day of the strategy format ("2024", "2024-06", "2024-06-12") in words."""
    year, month, day = (*when.split("-"), "", "")[:3]
    if day:
        return day_in_words(date(int(year), int(month), int(day)))
    if month:
        return Said(*(f"{months.split()[int(month) - 1]} {year}" for months in (_MONTHS.sv, _MONTHS.en)))
    return Said(year, year)
