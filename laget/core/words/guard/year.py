"""Rule: a year shown as a value ("ungefär 2024 procent av invånarna"), and a span of years turned round."""

import re
from collections.abc import Iterator

from laget.core.words.guard import lexicon
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.numbers import Kind
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

MEASURED = frozenset([
    "percent", "points", "times", "kronor", "kr", "invånare", "personer", "elever", "barn", "kvinnor",
    "män", "ton", "företag", "jobb", "sysselsatta", "people", "inhabitants", "persons", "firms", "tonnes",
])  # fmt: skip
OF = re.compile(
    r"^\s*av\s+(?:invånar|befolkning|elev|kvinn|män|barn|dem|de |länets|alla|företag|hushåll)", re.IGNORECASE
)
BY = re.compile(rf"\b(?:{lexicon.UP}|{lexicon.DOWN})\s+(?:med|by)\s+$", re.IGNORECASE)
LEVEL = re.compile(
    r"\b(?:andel|antal|värde|nivå|genomsnitt|medel|kvot|index|siffra|share|number"
    r"|level)\w*\b(?:(?!⟨V)[^.;])*?"
    r"\b(?:är|var|uppgår till|uppgick till|ligger på|låg på|blev|is"
    r"|was)\s+(?:\w+\s+)?⟨Y(?P<y>\d+)⟩(?=\s*(?:av\b|[.;]|$))",
    re.IGNORECASE,
)


TURNED = re.compile(
    r"\b(?:mellan|between)\s+(?:åren\s+|år\s+)?⟨Y(?P<a>\d+)⟩\s+(?:och|and)\s+⟨Y(?P<b>\d+)⟩"
    r"|\b(?:från|perioden|åren|from)\s+(?:år\s+)?⟨Y(?P<c>\d+)⟩\s+(?:fram\s+)?(?:till|to"
    r"|until)\s+(?:och med\s+)?(?:år\s+)?⟨Y(?P<d>\d+)⟩",
    re.IGNORECASE,
)
LATEST = 2035  # a per cent between 1990 and this year, without decimals, is a year that has slipped in


def years_as_values(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield each year that stands where a value should."""
    for match in TURNED.finditer(sentence.shape):
        first, last = sentence.at(match["a"] or match["c"]), sentence.at(match["b"] or match["d"])
        if first.value > last.value:
            yield Finding(
                f"{first.text} … {last.text}",
                Said(
                    f"åren är i fel ordning; skriv {last.text} före {first.text}",
                    f"the years are turned round; write {last.text} before {first.text}",
                ),
            )
    for one in sentence.values:
        whole = one.half == one.scale / 2 and one.value == int(one.value)
        if one.unit in ("percent", "points") and whole and one.bound is None and 1990 <= one.value <= LATEST:
            yield Finding(one.text, _is_year(one.text))
    levels = {int(match["y"]) for match in LEVEL.finditer(sentence.shape)}
    for place, one in enumerate(sentence.numbers):
        if one.kind is not Kind.YEAR or one.start == one.stop:
            continue
        before, after = sentence.text[: one.start], sentence.text[one.stop :]
        if one.in_range and one.last < one.value:
            yield Finding(
                one.text,
                Said(
                    f"perioden är vänd; skriv {one.last}–{one.value:.0f}",
                    f"the period is turned round; write {one.last}–{one.value:.0f}",
                ),
            )
        elif (
            one.unit in MEASURED or OF.match(after) or BY.search(before) or place in levels
        ) and not _starts_another(after):
            yield Finding(one.text, _is_year(one.text))


def _is_year(text: str) -> Said:
    return Said(
        f"{text} är ett år, inte ett värde; skriv värdet", f"{text} is a year, not a value; write the value"
    )


def _starts_another(after: str) -> bool:
    """Tell whether a year is followed by a count of its own: "sedan 2022 personer" never, "2022, 43" is."""
    return bool(re.match(r"\s*,?\s*\d", after))
