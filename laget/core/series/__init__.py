"""Figures as one table shape, checked at the door, and the yearly series read from it."""

from laget.core.series.door import FiguresRefused, RowFault, checked
from laget.core.series.figures import Figures, Reading, Rule
from laget.core.series.table import FORECAST, PRELIMINARY, SCHEMA, TOTAL, Observation, table
from laget.core.series.yearly import CERTAIN_CASES, FEWEST_CASES, Series

__all__ = [
    "CERTAIN_CASES",
    "FEWEST_CASES",
    "FORECAST",
    "PRELIMINARY",
    "SCHEMA",
    "TOTAL",
    "Figures",
    "FiguresRefused",
    "Observation",
    "Reading",
    "RowFault",
    "Rule",
    "Series",
    "checked",
    "table",
]
