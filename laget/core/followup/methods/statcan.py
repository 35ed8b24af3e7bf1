"""The method of Statistics Canada: the growth there has been over the growth the target requires.

Source: Statistics Canada, Sustainable Development Goals progress measure; the same in Open SDG 2.4. See
docs/methods/statcan.md.
"""

import numpy as np

from laget.core.followup.methods.growth import base, growth, without_base
from laget.core.followup.methods.method import (
    TOLERANCE,
    Block,
    Bools,
    Floats,
    Judged,
    Kind,
    Method,
    judged,
    tolerance,
)
from laget.core.followup.reason import Reason

CLASSES = (
    "target_achieved",
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
)
ACHIEVED, SUBSTANTIAL, MODERATE, LIMITED, DETERIORATION = range(5)
NEAR_ZERO = 0.001  # stands in for a target or a base value of zero
NARROWING = 4.44  # how fast the thresholds narrow towards a limit


def judge(block: Block) -> Judged:
    """Judge each row of `block` by its compound annual growth since the base year."""
    directed = block.kind == Kind.DIRECTION
    threshold = np.where(block.threshold == 0, NEAR_ZERO, block.threshold)
    met = (block.kind == Kind.VALUE) & block.reaches(block.last_value, threshold=threshold)

    base_year, found = base(block)
    base_value = np.where(found == 0, NEAR_ZERO, found)
    elapsed = (block.last_year - base_year).astype(np.float64)
    available = block.target_year - base_year
    equal = np.abs(threshold - base_value) <= tolerance(threshold)
    way = np.where(base_value < 0, -block.way, block.way)
    rate = way * growth(base_value, block.last_value, years=elapsed)
    required = np.abs(growth(base_value, threshold, years=np.where(equal, np.nan, available)))
    ratio = rate / required
    coefficient = _coefficient(np.abs(found), np.abs(block.limit))

    progress = np.where(directed, rate, ratio)
    high, middle = _thresholds(directed, coefficient)
    return judged(
        block,
        classes=np.select(
            [met, progress >= high - TOLERANCE, progress >= middle - TOLERANCE, progress >= -TOLERANCE],
            [ACHIEVED, SUBSTANTIAL, MODERATE, LIMITED],
            DETERIORATION,
        ),
        reasons=[
            ((block.kind == Kind.HOLD) | (block.kind == Kind.CORRIDOR), Reason.NO_RULE),
            (~met & ~directed & np.isnan(block.target_year), Reason.NO_YEAR),
            (~met & without_base(block, base_year), Reason.NO_BASE),
            (~met & (elapsed == 0), Reason.ONE_YEAR_ONLY),
            (~met & (base_value * block.last_value < 0), Reason.SIGN_CHANGE),
            (~met & ~directed & (base_value * threshold < 0), Reason.SIGN_CHANGE),
            (~met & ~directed & equal, Reason.TARGET_EQUALS_BASE),
            (~met & ~directed & (available <= 0), Reason.TARGET_BEFORE_BASE),
        ],
        progress=progress,
        score=np.where(
            met, 5.0, np.where(directed, _score_of_rate(rate, coefficient), _score_of_ratio(ratio))
        ),
        base_year_used=base_year,
        towards=progress > TOLERANCE,
        met=met,
    )


def _coefficient(size: Floats, limit: Floats) -> Floats:
    """Return C, by which the thresholds shrink near a limit; 0 where the base value lies on it."""
    near = np.abs(size - limit) <= tolerance(limit)
    share = np.where(size <= limit, size, 2 * limit - size) / np.where(limit > 0, limit, 1)
    narrowed = 1 - np.where(share > 0, share, 0).astype(np.longdouble) ** NARROWING
    return np.select([np.isnan(limit) | (size >= 2 * limit), near], [1.0, 0.0], narrowed.astype(np.float64))


def _thresholds(directed: Bools, coefficient: Floats) -> tuple[Floats, Floats]:
    """Return from where progress is substantial, and from where it is moderate."""
    return np.where(directed, 0.015 * coefficient, 0.95), np.where(directed, 0.005 * coefficient, 0.60)


def _score_of_ratio(ratio: Floats) -> Floats:
    return np.where(
        ratio >= 0.60 - TOLERANCE,
        np.minimum(7.1429 * ratio - 4.2857, 5),
        np.maximum(4.1667 * ratio - 2.5, -5),
    )


def _score_of_rate(rate: Floats, coefficient: Floats) -> Floats:
    on_limit = coefficient == 0
    part = rate / np.where(on_limit, 1, coefficient)
    return np.select(
        [rate < -TOLERANCE, on_limit, part < 0.005, part < 0.015],
        [np.maximum(125 * rate - 2.5, -5), 5.0, 500 * part - 2.5, 250 * part - 1.25],
        np.minimum(500 * part - 5, 5),
    )


STATCAN = Method(name="statcan", version=1, classes=CLASSES, needs=2, judge=judge)
