"""Whether a strategy hangs together: each link has its other end, each target can be judged."""

from laget.core.strategy.consistency.figures import base_year_faults
from laget.core.strategy.consistency.indicators import indicator_faults
from laget.core.strategy.consistency.links import link_faults
from laget.core.strategy.consistency.register import Register, Unread
from laget.core.strategy.consistency.strategy import strategy_faults
from laget.core.strategy.consistency.targets import target_faults
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import Fault

__all__ = ["Unread", "base_year_faults", "consistency_faults"]


def consistency_faults(document: StrategyDocument, *, unread: Unread | None = None) -> list[Fault]:
    """Return what does not hang together in `document`; `unread` is what its file says beyond it."""
    register = Register(document, unread or Unread())
    return [
        *strategy_faults(register),
        *link_faults(register),
        *indicator_faults(register),
        *target_faults(register),
    ]
