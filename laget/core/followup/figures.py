"""The figures of several indicators under a strategy's rules for parts of a year."""

from collections.abc import Mapping
from typing import cast

import pyarrow as pa

from laget.core import series
from laget.core.series import Figures, Rule
from laget.core.strategy.document import StrategyDocument


def figures(document: StrategyDocument, tables: Mapping[str, pa.Table]) -> Figures:
    """Return the figures of several indicators under the strategy's rules for parts of a year."""
    rows = pa.concat_tables([tables[name] for name in sorted(tables)]) if tables else series.table([])
    return Figures(
        rows,
        months={one.id: cast(Rule, one.months) for one in document.indicators if one.months is not None},
        quarters={
            one.id: cast(Rule, one.quarters) for one in document.indicators if one.quarters is not None
        },
    )
