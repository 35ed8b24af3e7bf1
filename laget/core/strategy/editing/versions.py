"""The next version of a strategy as it begins."""

from laget.core.strategy.document import Process, StrategyDocument, Version


def next_version(document: StrategyDocument) -> StrategyDocument:
    """Return what the version after `document` begins as: undecided, the last decision in history."""
    strategy = document.strategy
    earlier = (
        (*document.history, Version(id=_version_id(document), decision=strategy.decision))
        if strategy.decision is not None
        else document.history
    )
    begun = strategy.model_copy(
        update={
            "version": strategy.version + 1,
            "decision": None,
            "reviewed": None,
            "process": Process(state="draft"),
            "news": (),
        }
    )
    return document.model_copy(update={"strategy": begun, "history": earlier})


def _version_id(document: StrategyDocument) -> str:
    made = f"{document.strategy.id}-{document.strategy.version}"[-80:].lstrip("-_")
    taken = {version.id for version in document.history}
    return next(one for one in (made, *(f"{made[:70]}-{n}" for n in range(2, 1000))) if one not in taken)
