"""Why each changed verdict changed, as it is printed in a terminal."""

from collections.abc import Sequence

from laget.core.followup.edition import Edition
from laget.core.followup.explanation import Explanation
from laget.core.words.said import Language, Said


def explanation_lines(edition: Edition, *, language: Language) -> list[str]:
    """Return a line for each verdict that changed; nothing where there is no previous edition."""
    if edition.previous is None:
        return []
    year = edition.previous.year
    if not edition.explanations:
        same = Said(
            f"Ingen bedömning är en annan än i upplagan för {year}.",
            f"No verdict is another than in the edition of {year}.",
        )
        return [same.to(language)]
    changed = [one for one in edition.explanations if one.was is not None and one.now is not None]
    lines = [f"  {_told(one).to(language)}" for one in changed]
    if came := [one.target for one in edition.explanations if one.was is None]:
        lines.append(f"  {Said('Nya mål', 'New targets').to(language)}: {', '.join(came)}")
    if went := [one.target for one in edition.explanations if one.now is None]:
        lines.append(f"  {Said('Mål som är borta', 'Targets that are gone').to(language)}: {', '.join(went)}")
    head = Said(f"Ändrat sedan upplagan för {year}:", f"Changed since the edition of {year}:")
    return [head.to(language), *lines]


def _told(one: Explanation) -> Said:
    """Return what changed and why, and which of the causes would have done it alone."""
    sv, en = _changed(one, "sv"), _changed(one, "en")
    causes = [found.cause.said for found in one.causes]
    if not causes:
        return Said(f"{one.target}: {sv}", f"{one.target}: {en}")
    sv += f" – {_listed([cause.sv for cause in causes], 'och')}"
    en += f" – {_listed([cause.en for cause in causes], 'and')}"
    decisive = [found.cause.said for found in one.causes if found.decisive]
    if len(causes) > 1 and decisive:
        sv += f"; ensam hade {_listed([cause.sv for cause in decisive], 'eller')} ändrat bedömningen"
        en += f"; alone {_listed([cause.en for cause in decisive], 'or')} would have changed the verdict"
    elif len(causes) > 1 and all(found.alone is not None for found in one.causes):
        sv += "; ingen av dem hade ensam ändrat bedömningen"
        en += "; none of them alone would have changed the verdict"
    return Said(f"{one.target}: {sv}", f"{one.target}: {en}")


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
