"""The method of the UN Progress Chart: how far towards the target will the growth since the base year lead?

Source: United Nations Statistics Division, Sustainable Development Goals Progress Chart 2023, technical note.
See docs/methods/un_progress.md.
"""

import numpy as np

from laget.core.followup.methods.growth import base, growth, without_base
from laget.core.followup.methods.method import TOLERANCE, Block, Judged, Kind, Method, judged, tolerance
from laget.core.followup.reason import Reason

CLASSES = ("met", "on_track", "insufficient", "off_track")
MET, ON_TRACK, INSUFFICIENT, OFF_TRACK = range(4)


def judge(block: Block) -> Judged:
    """Judge each row of `block` by the value its compound annual growth since the base year leads to."""
    directed = block.kind == Kind.DIRECTION
    met = (block.kind == Kind.VALUE) & block.reaches(block.last_value)

    base_year, base_value = base(block)
    elapsed = (block.last_year - base_year).astype(np.float64)
    equal = np.abs(block.threshold - base_value) <= tolerance(block.threshold)
    positive = (base_value > 0) & (block.last_value > 0)
    rate = growth(base_value, block.last_value, years=np.where(positive, elapsed, np.nan))
    left = (block.target_year - block.last_year).astype(np.longdouble)
    with np.errstate(over="ignore"):
        projected = (block.last_value * (1 + rate.astype(np.longdouble)) ** left).astype(np.float64)
    projected[np.isnan(rate)] = np.nan  # whatever to the power of 0 is 1, also what is not formed
    # The size of the way to go, not its sign: who starts beyond the target and falls back is not on track.
    way_to_go = np.where(equal | (block.threshold <= 0), np.nan, np.abs(block.threshold - base_value))
    progress = np.where(directed, block.way * rate, block.way * (projected - base_value) / way_to_go)
    return judged(
        block,
        classes=np.select(
            [
                met,
                progress >= np.where(directed, 0.02, 0.95) - TOLERANCE,
                progress >= np.where(directed, 0.005, 0.10) - TOLERANCE,
            ],
            [MET, ON_TRACK, INSUFFICIENT],
            OFF_TRACK,
        ),
        reasons=[
            ((block.kind == Kind.HOLD) | (block.kind == Kind.CORRIDOR), Reason.NO_RULE),
            (~met & ~directed & np.isnan(block.target_year), Reason.NO_YEAR),
            (~met & without_base(block, base_year), Reason.NO_BASE),
            (~met & (elapsed == 0), Reason.ONE_YEAR_ONLY),
            (~met & (base_value == 0), Reason.ZERO_BASE),
            (~met & ~positive, Reason.NOT_POSITIVE),
            (~met & (block.threshold <= 0), Reason.TOWARDS_ZERO),
            (~met & equal, Reason.TARGET_EQUALS_BASE),
        ],
        progress=progress,
        projected=np.where(directed, np.nan, projected),
        base_year_used=base_year,
        towards=progress > TOLERANCE,
        met=met,
    )


UN_PROGRESS = Method(name="un_progress", version=1, classes=CLASSES, needs=2, judge=judge)
