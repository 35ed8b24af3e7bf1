"""Rule: a share no whole can have, parts of a whole that are not it, and a range turned round."""

import itertools
import re
from collections.abc import Iterator

from laget.core.words.guard.clause import V
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Kind, Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

PEOPLE = (
    r"(?:invånar|befolkning|elev|kvinn|män|flick|pojk|barn|ungdom|unga|dem|länets|alla|företag|hushåll"
    r"|svarande|patient|medarbetare|medborgar|\w+ingarna|residents|respondents|population|citizens"
    r"|households|students|firms|companies"
    r"|väljar|sysselsatt|anställd|personer|the|inhabitants|pupils|women|men|people)"
)
OF_ALL = re.compile(
    rf"^\s*(?:procent|%|per cent|percent)\s+(?:av|of)\s+(?:\w+\s+){{0,2}}?{PEOPLE}", re.IGNORECASE
)
SHARE_IS = re.compile(
    r"\b(?:andel\w*|share)\b[^.;]*\b(?:är|var|till|på|is|was|to)\s+(?:\w+\s+)?$", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:med|by|ökning\w*|ökat|ökade|mer|högre|än|av (?:mål|snitt|nivån|budget))\b", re.IGNORECASE
)
REST = re.compile(
    rf"\b(?:resten|resterande|återstående|the rest|the remaining)\b[^⟨;.]*{V.format('b')}", re.IGNORECASE
)
# "en majoritet, 43 procent"
MOST = re.compile(
    rf"\b(?:majoritet\w*|merparten|de flesta|flertalet|fler än hälften|mer än hälften|a majority|most)\b"
    rf"[^⟨;.]{{0,60}}?[,(]\s*(?:\w+\s+){{0,2}}?{V.format('v')}",
    re.IGNORECASE,
)

BETWEEN = re.compile(
    rf"\b(?:mellan|between)\s+{V.format('a')}[^⟨;.]{{0,12}}?\b(?:och|and)\s+{V.format('b')}", re.IGNORECASE
)
APART = re.compile(
    r"\b(?:\w*skillnad|gap|glapp|avstånd|differ|skilj|välj|balans|cho)\w*\b[^;.]*$", re.IGNORECASE
)
# "60 procent kvinnor och 50 procent män": parts of one whole
SEXES = re.compile(
    rf"{V.format('a')}\s*(?:procent|%|per ?cent)\s+(?P<one>kvinnor|män|flickor|pojkar|women|men|girls"
    rf"|boys)\b[^⟨;.]{{0,12}}?"
    rf"\b(?:och|respektive|and)\s+{V.format('b')}\s*(?:procent|%|per ?cent)\s+(?P<two>kvinnor|män|flickor"
    rf"|pojkar|women|men|girls|boys)\b"
    r"(?!\s+(?:som|who|har|have))",
    re.IGNORECASE,
)


def shares(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield each share that cannot be."""
    for one in sentence.numbers:
        if one.kind is Kind.FRACTION and one.value > 100:
            yield Finding(one.text, Said("delen är större än det hela", "the part is larger than the whole"))
        if (
            one.kind is not Kind.VALUE
            or one.unit != "percent"
            or (one.bound is not None and one.bound.is_change)
        ):
            continue
        if one.value > 100 + one.half and _is_share(one, sentence):
            yield Finding(
                one.text,
                Said(
                    f"en andel kan inte vara {one.text} procent; högst 100",
                    f"a share cannot be {one.text} per cent; at most 100",
                ),
            )
        elif one.value < 0 and _is_share(one, sentence):
            yield Finding(one.text, Said("en andel kan inte vara under noll", "a share cannot be below zero"))
    for match in REST.finditer(sentence.shape):
        b = sentence.at(match["b"])
        percents = [one for one in sentence.values if one.unit == "percent" and one.start < b.start]
        whole, off = sum(one.value for one in percents), sum(one.half for one in percents)
        if b.unit == "percent" and percents and abs(whole + b.value - 100) > off + b.half + 1e-9:
            right = shown(100 - whole)
            yield Finding(b.text, Said(f"resten är {right.sv} procent", f"the rest is {right.en} per cent"))
    for match in MOST.finditer(sentence.shape):
        one = sentence.at(match["v"])
        if one.unit == "percent" and one.exact + one.slack < 50:
            yield Finding(
                one.text,
                Said(f"{one.text} procent är ingen majoritet", f"{one.text} per cent is no majority"),
            )
    for match in SEXES.finditer(sentence.shape):
        a, b = sentence.at(match["a"]), sentence.at(match["b"])
        if match["one"] != match["two"] and a.value + b.value > 100 + a.half + b.half + 1e-9:
            right = shown(100 - a.value)
            yield Finding(
                b.text,
                Said(
                    f"delarna är mer än det hela; resten är {right.sv}",
                    f"the parts exceed the whole; the rest is {right.en}",
                ),
            )
    for match in BETWEEN.finditer(sentence.shape):
        a, b = sentence.at(match["a"]), sentence.at(match["b"])
        if a.value > b.value >= 0 and a.unit == b.unit and not APART.search(sentence.shape[: match.start()]):
            yield Finding(
                a.text,
                Said(
                    f"spannet är vänt; skriv {b.text} och {a.text}",
                    f"the range is turned round; write {b.text} and {a.text}",
                ),
            )
    values = sentence.values
    for one, other in itertools.pairwise(values):
        between = sentence.text[one.stop : other.start]
        if (
            one.in_range
            and other.in_range
            and re.fullmatch(r"[-–]", between)
            and one.value > other.value >= 0
        ):
            yield Finding(
                f"{one.text}{between}{other.text}",
                Said(
                    f"spannet är vänt; skriv {other.text}–{one.text}",
                    f"the range is turned round; write {other.text}–{one.text}",
                ),
            )


def _is_share(one: Number, sentence: Sentence) -> bool:
    before, after = sentence.text[: one.start], sentence.text[one.stop :]
    if OF_ALL.match(after):
        return True
    return bool(SHARE_IS.search(before)) and not re.search(r"\b(?:med|by)\s+(?:\w+\s+)?$", before)
