"""How many targets stand where, in a sentence or two."""

from collections.abc import Mapping

from laget.core.followup.reach import Reach
from laget.core.words.said import Language, Said

OF_MANY = {  # the words as they are said of several targets
    Reach.MET: Said("nådda", "met"),
    Reach.ON_TRACK: Said("på väg", "on track"),
    Reach.TOO_SLOW: Said("för långsamt", "too slow"),
    Reach.WRONG_WAY: Said("åt fel håll", "the wrong way"),
    Reach.NOT_JUDGED: Said("kan inte bedömas", "cannot be judged"),
}
WORST = {
    Reach.WRONG_WAY: Said("{n} går åt fel håll", "{n} {go} the wrong way"),
    Reach.TOO_SLOW: Said("{n} går för långsamt", "{n} {go} too slowly"),
    Reach.NOT_JUDGED: Said("{n} kan inte bedömas", "{n} cannot be judged"),
}


def summary(tally: Mapping[Reach, int]) -> Said:
    """Return how many targets are met or on track, and how many are not."""
    total = sum(tally.values())
    well = tally.get(Reach.MET, 0) + tally.get(Reach.ON_TRACK, 0)
    sv = f"{well} av {total} mål är {'nått' if well == 1 else 'nådda'} eller på väg."
    en = (
        f"{well} of {total} target{'' if total == 1 else 's'} {'is' if well == 1 else 'are'} met or on track."
    )
    if not well:
        sv = f"Inget av {total} mål är nått eller på väg."
        en = f"None of {total} target{'' if total == 1 else 's'} is met or on track."
    worse = [(reach, tally[reach]) for reach in WORST if tally.get(reach)]
    if not worse:
        return Said(sv, en)
    return Said(f"{sv} {_listed(worse, 'sv')}.", f"{en} {_listed(worse, 'en')}.")


def _listed(worse: list[tuple[Reach, int]], language: Language) -> str:
    told = [WORST[reach].to(language).format(n=n, go="goes" if n == 1 else "go") for reach, n in worse]
    *most, last = told
    joined = Said(" och ", " and ").to(language)
    return f"{', '.join(most)}{joined}{last}" if most else last
