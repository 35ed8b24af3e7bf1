"""Why a verdict changed since the edition before, in words."""

from collections.abc import Sequence

from laget.core.followup.explanation import Explanation
from laget.core.words.said import Language, Said


def explained(one: Explanation) -> Said:
    """Return what changed and why, and which of the causes would have done it alone."""
    sv, en = _changed(one, "sv"), _changed(one, "en")
    causes = [found.cause.said for found in one.causes]
    if not causes:
        return Said(sv, en)
    sv += f" – {_listed([cause.sv for cause in causes], 'och')}"
    en += f" – {_listed([cause.en for cause in causes], 'and')}"
    decisive = [found.cause.said for found in one.causes if found.decisive]
    if len(causes) > 1 and decisive:
        sv += f"; ensam hade {_listed([cause.sv for cause in decisive], 'eller')} ändrat bedömningen"
        en += f"; alone {_listed([cause.en for cause in decisive], 'or')} would have changed the verdict"
    elif len(causes) > 1 and all(found.alone is not None for found in one.causes):
        sv += "; ingen av dem hade ensam ändrat bedömningen"
        en += "; none of them alone would have changed the verdict"
    return Said(sv, en)


def _changed(one: Explanation, language: Language) -> str:
    """Return the answers that changed, each with its word before and after."""
    told, was, now = [], one.was, one.now
    if was is not None and now is not None:
        if was.reach is not now.reach:
            told.append(f"{was.reach.said.to(language)} → {now.reach.said.to(language)}")
        if was.travel is not now.travel:
            told.append(f"{was.travel.said.to(language)} → {now.travel.said.to(language)}")
    return ", ".join(told)


def _listed(words: Sequence[str], joined: str) -> str:
    *most, last = words
    return f"{', '.join(most)} {joined} {last}" if most else last
