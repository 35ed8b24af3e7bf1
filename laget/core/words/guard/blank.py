"""Rule: a binding that is blank or leads nowhere, a place-holder, and a unit without its number."""

import re
from collections.abc import Iterator

from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

UNIT = (
    r"(?:procent(?:enhet\w*)?|%|promille|kronor|kr\b|miljon\w*|miljard\w*|personer|invånare|gånger|per"
    r" ?cent|percentage points)"
)
HOLDERS = re.compile(
    r"\b(?-i:X{2,})\b|\b[XxNn]{2,}(?:[.,][XxNn]+)?\b(?=\s*(?:procent|%|kronor|personer|av|per|miljon))"
    r"|\b[Xx][.,][Xx]+\b"
    r"|\b[XxYyZz]\s*(?:procent|%)|(?<!\w)[XY]\s+(?:procent|personer|kronor)"
    r"|#(?:REF|N/A|SAKNAS|VÄRDEFEL|VALUE|DIV/0|DIVISION/0|NAMN|NAME|NUM|OGILTIGT)[!?]?|\b(?:NaN|null"
    r"|undefined|(?-i:None)(?=\s*(?:procent|%|per cent|kronor|personer|[.,;)]|$)))\b"
    r"|_{2,}|\?{2,}|\.{3,}\s*(?=procent|%)|…\s*(?=procent|%)|%[sd]\b|\{\w*\}|<(?:siffra|värde|tal|år"
    r"|number|value)>"
    r"|\[(?:siffr\w*|värde\w*|tal(?:et)?|år|antal\w*|andel\w*|belopp\w*|procent|datum|namn|källa"
    r"|fyll i\b[^\]]*|infoga\b[^\]]*"
    r"|x+(?:[.,]x+)?|number|value|share|count|amount|percent|per cent|year|insert\b[^\]]*|tbd|\.{2,}"
    r"|…)\](?!\()"
    r"|(?<=\w)[ ]{2,}(?=procent|%|per cent)|(?<![\w/])N/A(?![\w/])|(?<=\s)\?\s*(?=procent|%"
    r"|personer|kronor|invånare)|\b(?:19|20)(?:XX|\dX)\b|\b(?:TODO|TBD)\b|\(\s*\)|\(\s*(?:procent|%)\s*\)",
    re.IGNORECASE,
)
LACKING = re.compile(
    rf"\b(?:med|till|från|på|är|var|om|cirka|ca|ungefär|drygt|knappt|nästan|omkring|runt|ytterligare|och"
    rf"|minst|högst|över|nu|by|about|was|is|now|at least|at most|over|of)"
    rf"(?P<gap>\s+)(?P<unit>{UNIT})(?!\w)",
    re.IGNORECASE,
)
IN_ITS_PLACE = re.compile(
    r"\b(?:uttryckt|räkna\w*|omräkna\w*|mät\w*|ange\w*|enhet\w*|redovisa\w*)\b[^.]*$", re.IGNORECASE
)
# Before these units a preposition can stand alone: "med personer", "till invånare", "på kronor".
LOOSE = re.compile(r"personer|invånare|kronor|kr|gånger|miljon\w*|miljard\w*", re.IGNORECASE)
# A sign of nothing where the number should be: "är – procent", "var .. procent".
NOTHING = re.compile(rf"(?<=\s)(?:[-–—]+|\.{{2,}}|…)\s*(?P<unit>{UNIT})(?!\w)", re.IGNORECASE)
# After these even a loose unit lacks its number: "uppgick till personer".
COUNTS = re.compile(
    rf"\b(?:upp(?:gå|går|gick|gått) till|drygt|knappt|cirka|ca|amounted to"
    rf"|approximately)\s+(?P<unit>{UNIT})(?!\w)"
    r"|\b(?:är|var|blev|kostade)\s+(?P<money>kronor|kr)\b",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\b(?:öka|minska|uppgå|uppgick|stig|steg|sjönk|sjunk|landa|increased|decreased|fell"
    r"|rose)\w*\s(?:[^⟨.;,]{0,30}\s)?(?:till|med|från|to|by|from)\s*(?P<cut>[.,;!]|$)"
    r"|\b(?:under|sedan|från)\s+år\s+(?=har|hade|var|är|och|till|ökade|minskade)"
    r"|\b(?:öka|minska|sjönk|steg|increased|decreased|fell|rose)\w*\s(?:[^⟨.;,]{0,30}\s)?(?:med|by)\s+"
    r"(?:personer|invånare|kronor|people|residents)\s+(?:till|sedan|från|under|jämfört|to|since|from)\b"
    r"|\b(?:från|from)\s+(?:till|to)\b|\bmellan\s+(?:åren\s+)?och\b|\bbetween\s+and\b|\b(?:jämfört"
    r" med|mot)\s*[.;]"
    r"|\b(?:från|från år|åren)\s+⟨\w+⟩[^⟨.]{0,14}\btill\s*[.,;]",
    re.IGNORECASE,
)


def blanks(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield what is left empty in a sentence."""
    for one in sentence.bound:
        if one.fault is not None:
            yield Finding(one.source, one.fault)
    bound = [(one.start, one.stop) for one in sentence.bound]
    for match in HOLDERS.finditer(sentence.text):
        if all(match.end() <= start or match.start() >= stop for start, stop in bound):
            yield Finding(match[0], NUMBER_LACKING)
    for match in LACKING.finditer(sentence.shape):
        loose = LOOSE.fullmatch(match["unit"]) and len(match["gap"]) == 1
        if not loose and not IN_ITS_PLACE.search(sentence.shape[: match.start()]):
            yield Finding(match["unit"], NUMBER_LACKING)
            return
    for form in (NOTHING, COUNTS):
        if (lacking := form.search(sentence.shape)) is not None:
            yield Finding(lacking[0].split()[-1], NUMBER_LACKING)
            return
    if (cut := CUT.search(sentence.shape)) is not None:
        yield Finding(cut[0].strip(), NUMBER_LACKING)


NUMBER_LACKING = Said(
    "här saknas ett tal; skriv det eller bind det med {{…}}",
    "a number is lacking here; write it or bind it by {{…}}",
)
