"""Whether a strategy hangs together: each link has its other end, each target can be judged."""

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import Fault
from laget.core.words.said import Said


def consistency_faults(document: StrategyDocument) -> list[Fault]:
    """Return what does not hang together in `document`, in no particular order."""
    seen: set[str] = set()
    faults = []
    for place, element in enumerate(document.elements):
        if element.id in seen:
            faults.append(Fault(("elements", place, "id"), Said(sv="finns redan", en="is there already")))
        seen.add(element.id)
    return faults
