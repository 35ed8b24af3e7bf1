"""The method of Eurostat: the growth of the last five years over the growth the target requires.

Source: Eurostat, Sustainable development in the European Union, monitoring report, annex on method. See
docs/methods/eurostat.md.
"""

from functools import partial

import numpy as np

from laget.core.followup.methods.growth import growth
from laget.core.followup.methods.method import (
    TOLERANCE,
    Block,
    Judged,
    Kind,
    Method,
    first_from,
    judged,
    picked,
    tolerance,
)
from laget.core.followup.reason import Reason

CLASSES = ("met", "significant", "moderate", "insufficient", "away")
MET, SIGNIFICANT, MODERATE, INSUFFICIENT, AWAY = range(5)


def judge(block: Block, *, length: int, fewest: int) -> Judged:
    """Judge each row of `block` by its growth from `length` years back, or the next, `fewest` or more."""
    directed = block.kind == Kind.DIRECTION
    met = (block.kind == Kind.VALUE) & block.reaches(block.last_value)

    start = first_from(block.years, block.seen, (block.last_year - length).astype(np.float64))
    base_year, base_value = picked(block.years, block.values, column=start)
    elapsed = block.last_year - base_year
    window = (base_year >= 0) & (elapsed >= fewest)
    base_year, base_value = np.where(window, base_year, -1), np.where(window, base_value, np.nan)
    given = ~np.isnan(block.base_value) & (base_year == block.base_year)
    base_value = np.where(given, block.base_value, base_value)

    equal = np.abs(block.threshold - base_value) <= tolerance(block.threshold)
    positive = (base_value > 0) & (block.last_value > 0)
    rate = growth(base_value, block.last_value, years=np.where(positive, elapsed, np.nan))
    # Its size, not its sign: who starts beyond the target and falls back is not moving towards it.
    formed = ~equal & (block.threshold > 0)
    required = np.abs(
        growth(base_value, block.threshold, years=np.where(formed, block.target_year - base_year, np.nan))
    )
    progress = block.way * rate / np.where(directed, 1.0, required)
    without_target = np.where(progress >= 0.01 - TOLERANCE, SIGNIFICANT, MODERATE)
    with_target = np.select(
        [progress >= 0.95 - TOLERANCE, progress >= 0.60 - TOLERANCE], [SIGNIFICANT, MODERATE], INSUFFICIENT
    )
    return judged(
        block,
        classes=np.select([met, progress < -TOLERANCE, directed], [MET, AWAY, without_target], with_target),
        reasons=[
            ((block.kind == Kind.HOLD) | (block.kind == Kind.CORRIDOR), Reason.NO_RULE),
            (~met & ~directed & np.isnan(block.target_year), Reason.NO_YEAR),
            (~met & ~window, Reason.NO_WINDOW),
            (~met & (base_value == 0), Reason.ZERO_BASE),
            (~met & ~positive, Reason.NOT_POSITIVE),
            (~met & (block.threshold <= 0), Reason.TOWARDS_ZERO),
            (~met & equal, Reason.TARGET_EQUALS_BASE),
        ],
        progress=progress,
        base_year_used=base_year,
        towards=progress > TOLERANCE,
        met=met,
    )


EUROSTAT = Method(
    name="eurostat",
    version=1,
    classes=CLASSES,
    needs=2,
    judge=partial(judge, length=5, fewest=3),
    beside=partial(judge, length=15, fewest=10),
)
