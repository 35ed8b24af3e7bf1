"""A whole edition told: what each of its targets says, the largest gaps first."""

from laget.core.followup.edition import Edition
from laget.core.words.said import Language
from laget.core.words.sentences import Telling, tell


def tellings(edition: Edition, *, language: Language) -> dict[str, Telling]:
    """Return what is told of each target by its id, largest gaps first, from the edition alone."""
    verdicts = {verdict.target: verdict for verdict in edition.verdicts}
    told = {}
    for id_ in edition.largest_gaps:
        touch = edition.touches.get(id_)
        familiar = touch.familiar if touch is not None else None
        told[id_] = tell(
            verdicts[id_],
            target=edition.strategy.target(id_),
            indicator=edition.strategy.indicator(verdicts[id_].indicator),
            cells=edition,
            language=language,
            equivalent=familiar.said if familiar is not None else None,
        )
    return told
