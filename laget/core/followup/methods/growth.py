"""Compound annual growth, and the base it is counted from."""

import numpy as np

from laget.core.followup.methods.method import Block, Bools, Floats, Ints, first_from, picked

BASE_YEAR = 2015  # where none is asked for


def growth(first: Floats, last: Floats, *, years: Floats) -> Floats:
    """Return (last/first)^(1/years) - 1; NaN where `first` is 0, the signs differ or `years` is not above 0.

    Formed in extended precision: powers in double precision differ in the last digits between processors.
    """
    formed = (first != 0) & (first * last >= 0) & (years > 0)
    ratio = np.where(formed, last, 1).astype(np.longdouble) / np.where(formed, first, 1)
    rate = ratio ** (1 / np.where(formed, years, 1).astype(np.longdouble)) - 1
    with np.errstate(over="ignore"):
        return np.where(formed, rate.astype(np.float64), np.nan)


def base(block: Block) -> tuple[Ints, Floats]:
    """Return the base year as asked (2015 where none is), or the next with a value, and its value.

    A base value that is given stands in for the found year's. -1 and NaN where no figure is so late.
    """
    asked = np.where(np.isnan(block.base_year), BASE_YEAR, block.base_year)
    year, value = picked(block.years, block.values, column=first_from(block.years, block.seen, asked))
    given = ~np.isnan(block.base_value) & (year >= 0)
    return year, np.where(given, block.base_value, value)


def without_base(block: Block, base_year: Ints) -> Bools:
    """Return whether there is no base, or none that comes before the latest figure."""
    missing: Bools = (base_year < 0) | (base_year > block.last_year)
    return missing
