"""Why each changed verdict changed, as it is printed in a terminal."""

from laget.core.followup.edition import Edition
from laget.core.words.explaining import explained
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
    lines = [f"  {one.target}: {explained(one).to(language)}" for one in changed]
    if came := [one.target for one in edition.explanations if one.was is None]:
        lines.append(f"  {Said('Nya mål', 'New targets').to(language)}: {', '.join(came)}")
    if went := [one.target for one in edition.explanations if one.now is None]:
        lines.append(f"  {Said('Mål som är borta', 'Targets that are gone').to(language)}: {', '.join(went)}")
    head = Said(f"Ändrat sedan upplagan för {year}:", f"Changed since the edition of {year}:")
    return [head.to(language), *lines]
