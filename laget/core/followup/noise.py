"""The noise band: how large a change must be before it is more than chance."""

from math import sqrt

Z95 = 1.959963984540054


def wilson(share: float, size: float) -> tuple[float, float]:
    """Return the 95 % score interval of a share (0 to 1) in a sample of `size` (Wilson 1927)."""
    z = Z95
    centre = share + z * z / (2 * size)
    half = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    return (centre - half) / scale, (centre + half) / scale


def newcombe(first: float, first_size: float, last: float, last_size: float) -> tuple[float, float]:
    """Return the 95 % interval of last − first for two shares (0 to 1), from two Wilson intervals.

    Newcombe 1998, method 10: the hybrid score interval without continuity correction.
    """
    low_first, high_first = wilson(first, first_size)
    low_last, high_last = wilson(last, last_size)
    difference = last - first
    return (
        difference - sqrt((last - low_last) ** 2 + (high_first - first) ** 2),
        difference + sqrt((high_last - last) ** 2 + (first - low_first) ** 2),
    )


def poisson_half_width(first: float, first_cases: float, last: float, last_cases: float) -> float:
    """Return half the 95 % interval of the difference of two rates (or counts) resting on counted cases.

    A rate r on x cases has the variance r²/x, as a Poisson count has the variance x.
    """
    return Z95 * sqrt(first * first / first_cases + last * last / last_cases)


def is_noise(
    first: float,
    last: float,
    *,
    unit: str,
    stated: float | None = None,
    cases: tuple[float | None, float | None] = (None, None),
    slack: float = 1e-9,
) -> bool:
    """Tell whether last − first lies within the noise band.

    `stated` is the indicator's own band in its unit: smaller changes are no change. `cases` are the cases
    counted behind each value (the numerator of a share or a rate, or the count itself); where both are known
    the 95 % interval of the difference must not hold zero. A percentage's sample is its cases over its share.
    A change within `slack` is none.
    """
    change = abs(last - first)
    if change <= slack or change < (stated or 0.0) - slack:
        return True
    first_cases, last_cases = cases
    if not first_cases or not last_cases:
        return False
    if unit == "percent":
        one, two = first / 100, last / 100
        if not (0 < one <= 1 and 0 < two <= 1):
            return False
        low, high = newcombe(one, first_cases / one, two, last_cases / two)
        return low <= 0 <= high
    if unit in {"per_1000", "per_100000", "people", "firms"}:
        return abs(last - first) <= poisson_half_width(first, first_cases, last, last_cases)
    return False
