"""Whether a new version of a file is the old statistic revised, or another one under the same name."""

import pyarrow as pa
import pyarrow.compute as pc

from laget.core.series import FORECAST
from laget.core.words.said import Said

TENTH = 0.1  # a figure that moved by more than this share of itself is another figure
HALF = 0.5  # more such figures than this share of those that both have: another statistic
CELL = ["area", "period", "group"]


def different_statistic(old: pa.Table, new: pa.Table) -> Said | None:
    """Return why `new` cannot follow `old` as one indicator's figures, or None where it may.

    Both are tables of core's SCHEMA. Compared are the figures that both have; forecasts change as a whole
    and tell nothing. More than half of them off by more than a tenth is another statistic (sources.md).
    """
    outcomes = old.filter(pc.field("status") != FORECAST)
    both = (
        outcomes.select([*CELL, "value"])
        .drop_null()
        .join(new.select([*CELL, "value"]).drop_null(), CELL, join_type="inner", right_suffix="_new")
    )
    old_values, new_values = both["value"].to_numpy(), both["value_new"].to_numpy()
    moved = int((abs(new_values - old_values) > TENTH * abs(old_values) * (1 + 1e-9)).sum())
    if moved <= HALF * len(both):
        return None
    return Said(
        sv=f"{moved} av {len(both)} tidigare siffror har ändrats med mer än en tiondel: det ser ut som en "
        "annan statistik under samma namn; lägg tillbaka den rätta filen, eller ge den nya en egen indikator",
        en=f"{moved} of {len(both)} earlier figures changed by more than a tenth: it looks like another "
        "statistic under the same name; put the right file back, or give the new one an indicator of its own",
    )
