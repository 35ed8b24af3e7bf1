"""The method of Germany's Federal Statistical Office: does the pace of the last years reach the target?

Source: Statistisches Bundesamt, Indicator report on the German Sustainable Development Strategy, the
definition of status. See docs/methods/destatis.md.
"""

import numpy as np

from laget.core.followup.methods.method import (
    FEWEST,
    TOLERANCE,
    Block,
    Judged,
    Kind,
    Method,
    judged,
    nth_last,
    pace,
    picked,
)
from laget.core.followup.reason import Reason

CLASSES = ("sun", "slightly_cloudy", "cloudy", "thunderstorm")
SUN, SLIGHTLY_CLOUDY, CLOUDY, THUNDERSTORM = range(4)


def judge(block: Block) -> Judged:
    """Judge each row of `block` by the mean yearly change of its last six observed values, at least four."""
    window = pace(block)
    change = block.way * window.yearly
    towards, away = change > block.tolerance, change < -block.tolerance
    met = block.met
    directed = block.kind == Kind.DIRECTION
    holds = (block.held | met) & ~directed

    years_left = block.target_year - block.last_year
    projected = block.last_value + window.yearly * years_left
    gap = np.abs(block.threshold - block.last_value)
    shared = ~directed & ~holds & (gap > block.tolerance)
    miss = block.way * (block.threshold - projected) / np.where(shared, gap, np.nan)
    # A threshold that must be passed may be touched; then there is no gap to miss a share of.
    passes = np.where(shared, miss < 0.05 - TOLERANCE, years_left > 0)
    level = np.select(
        [~towards, passes, miss <= 0.20 + TOLERANCE],
        [THUNDERSTORM, SUN, SLIGHTLY_CLOUDY],
        CLOUDY,
    )
    hold = np.select([met & ~away, met, towards], [SUN, SLIGHTLY_CLOUDY, CLOUDY], THUNDERSTORM)

    previous = picked(block.years, block.values, column=nth_last(block.seen, 2))[1]
    right = block.way * (block.last_value - previous) > block.tolerance
    direction = np.select([towards & right, towards, right], [SUN, SLIGHTLY_CLOUDY, CLOUDY], THUNDERSTORM)

    return judged(
        block,
        classes=np.select([directed, holds], [direction, hold], level),
        reasons=[
            (block.count < FEWEST, Reason.TOO_FEW_YEARS),
            (~directed & np.isnan(block.threshold), Reason.NO_BASE),
        ],
        progress=np.where(shared, miss, window.yearly),
        projected=np.where(directed | block.held, np.nan, projected),
        base_year_used=window.first_year,
        towards=towards,
        met=met,
    )


DESTATIS = Method(name="destatis", version=1, classes=CLASSES, needs=FEWEST, judge=judge)
