"""Who the gaps touch, as it is printed: a line for each target, its clauses one after another."""

from laget.core.followup.edition import Edition
from laget.core.words.said import Language, Said
from laget.core.words.touching import touching


def touch_lines(edition: Edition, *, language: Language) -> list[str]:
    """Return a line for each target whose gap is counted, divided or of groups, largest gap first."""
    verdicts = {one.target: one for one in edition.verdicts}
    lines = []
    for target in edition.largest_gaps:
        if target not in edition.touches:
            continue
        clauses = touching(
            edition.touches[target],
            verdict=verdicts[target],
            indicator=edition.strategy.indicator(verdicts[target].indicator),
            cells=edition,
            language=language,
        )
        if clauses:
            lines.append(f"  {target}: {'; '.join(clause.text for clause in clauses)}")
    head = Said("Vem gapen rör:", "Who the gaps touch:")
    return [head.to(language), *lines] if lines else []
