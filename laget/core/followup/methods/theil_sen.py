"""The method that trusts no single year: the median line of all years, and whether its slope is chance.

Sources: Theil (1950) and Sen (1968) for the line, Mann (1945), Kendall (1975), Hamed and Rao (1998) for the
test. See docs/methods/theil_sen.md.
"""

import numpy as np

from laget.core.followup.methods.method import (
    FEWEST,
    Block,
    Judged,
    Kind,
    Method,
    judged,
    nth_last,
    picked,
)
from laget.core.followup.reason import Reason
from laget.core.followup.trend import corrected_p, exact_p, trend

CLASSES = ("met", "reaches", "falls_short", "wrong_way")
MET, REACHES, FALLS_SHORT, WRONG_WAY = range(4)
SIGNIFICANT = 0.05


def judge(block: Block) -> Judged:
    """Judge each row of `block` by the median line through all its values, at least four."""
    found = trend(block.years, block.values)
    exact = exact_p(block.values, found)
    p = np.where(np.isnan(exact), corrected_p(block.years, block.values, found), exact)
    significant = p < SIGNIFICANT
    slope = block.way * found.slope
    towards, away = slope > block.tolerance, slope < -block.tolerance

    directed = block.kind == Kind.DIRECTION
    met = block.met
    projected = found.at(np.where(block.held, block.last_year + 1, block.target_year))
    reaches = np.where(directed, towards & significant, block.reaches(projected))
    return judged(
        block,
        classes=np.select([met, away & significant, reaches], [MET, WRONG_WAY, REACHES], FALLS_SHORT),
        reasons=[
            (block.count < FEWEST, Reason.TOO_FEW_YEARS),
            (~directed & np.isnan(block.threshold), Reason.NO_BASE),
        ],
        progress=found.slope,
        projected=np.where(directed, np.nan, projected),
        base_year_used=picked(block.years, block.values, column=nth_last(block.seen, block.count))[0],
        towards=towards,
        met=met,
    )


THEIL_SEN = Method(name="theil_sen", version=1, classes=CLASSES, needs=FEWEST, judge=judge)
