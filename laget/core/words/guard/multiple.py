"""Rule: halved, doubled, "three times as many" and "every third" against the numbers beside them."""

import re
from collections.abc import Iterator

from laget.core.words.guard import lexicon
from laget.core.words.guard.clause import V, alike, is_level, pairs
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Kind, Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

MORE, NEAR = (
    r"(?P<more>mer än|more than|över)",
    r"(?P<near>nästan|närmare|nearly|almost|knappt|drygt|ungefär|cirka|omkring|about)",
)
CHANGED = re.compile(
    rf"\b(?:(?:{MORE}|{NEAR})\s+)?(?P<word>halvera\w*|halvering\w*|för(?:dubbl|tredubbl|fyrdubbl)\w*"
    rf"|(?:tre|fyr|fem|sex|sju|åtta|tio|två)(?:dubbl|faldig)\w*"
    r"|dubblera\w*|dubbling\w*|halved|halving|doubled|doubling|tripled|tripling|quadrupled)\b",
    re.IGNORECASE,
)
AS_MUCH = re.compile(
    rf"\b(?:(?:{MORE}|{NEAR})\s+)?(?P<word>dubbelt så|dubbla|hälften så|twice as|half as"
    rf"|(?:⟨V(?P<n>\d+)⟩|(?P<times>två|tre|fyra|fem|sex|sju|åtta|nio|tio))"
    r"\s+gånger\s+(?:så|högre|större|fler|vanligare|mer))",
    re.IGNORECASE,
)
FACTORS = {
    "halv": 0.5, "hälften": 0.5, "half": 0.5, "för": 2.0, "dubb": 2.0, "doub": 2.0, "twice": 2.0, "två": 2.0,
    "tre": 3.0, "trip": 3.0, "quad": 4.0, "fyr": 4.0, "fem": 5.0, "sex": 6.0, "sju": 7.0, "åtta": 8.0,
    "tio": 10.0,
}  # fmt: skip
BY = re.compile(
    rf"\b(?:{lexicon.UP}|{lexicon.DOWN})\b[^⟨;.]{{0,30}}?\b(?:med|by|på)\b[^⟨;.]{{0,14}}?{V.format('v')}",
    re.IGNORECASE,
)
OVER_BY = re.compile(
    rf"\s*(?:procent|%|per ?cent)\s+(?:(?:{lexicon.HIGHER})|(?P<down>{lexicon.LOWER}))\b", re.IGNORECASE
)
EQUALS = re.compile(
    r"⟨F(?P<f>\d+)⟩(?P<one>[^⟨;.]{0,60}?)⟨V(?P<v>\d+)⟩|⟨V(?P<w>\d+)⟩(?P<two>[^⟨;.]{0,40}?)⟨F(?P<g>\d+)⟩",
    re.IGNORECASE,
)
PART_OF = re.compile(
    rf"\b(?:{lexicon.UP}|{lexicon.DOWN})\s+(?:\w+\s+)?(?:med|by)\s+(?:\w+\s+){{0,2}}⟨F(?P<f>\d+)⟩"
    r"|⟨F(?P<g>\d+)⟩\s+av\s+(?:vad|nivån|antalet|det|den|rikets|riket|länets|de som)\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"\b(?:och|men|medan|mot|än|jämfört|respektive|av vilka|varav|bland|från|sedan|där|ökat|minskat"
    r"|med|till|and|but|than|while|of whom)\b",
    re.IGNORECASE,
)
NAMES_IT = re.compile(
    r"^\W*(?:eller|alltså|dvs\.?|det vill säga|motsvarande|motsvarar|that is|or)?\W*$", re.IGNORECASE
)


def multiples(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield each multiple that its numbers do not give."""
    yield from _changed(sentence)
    yield from _as_much(sentence)
    yield from _shares(sentence)
    yield from _parts(sentence)


def _changed(sentence: Sentence) -> Iterator[Finding]:
    for match in CHANGED.finditer(sentence.shape):
        factor = _factor(match["word"])
        found = next(pairs(sentence), None)
        if found is not None and found.first.value > 0:
            actual, number = found.last.exact / found.first.exact, found.last
        elif (by := _by(sentence)) is not None:
            actual, number = by
        else:
            continue
        if not _holds(actual, factor, match):
            percent = shown(100 * (actual - 1), decimals=0)
            yield Finding(
                number.text,
                Said(
                    f"”{match[0].strip()}” stämmer inte; förändringen är {percent.sv} procent",
                    f"“{match[0].strip()}” does not hold; the change is {percent.en} per cent",
                ),
            )


def _by(sentence: Sentence) -> tuple[float, Number] | None:
    """Return what a stated change in per cent multiplies by."""
    for match in BY.finditer(sentence.shape):
        number = sentence.at(match["v"])
        if number.unit == "percent":
            down = re.search(rf"\b(?:{lexicon.DOWN})\b", match[0], re.IGNORECASE)
            return (1 + abs(number.value) / 100 * (-1 if down else 1)), number
    percents = [one for one in sentence.values if one.unit == "percent"]
    if len(percents) == 1 and len(sentence.values) == 1:
        number = percents[0]
        if beside := OVER_BY.match(sentence.text[number.stop :]):
            return 1 + abs(number.value) / 100 * (-1 if beside["down"] else 1), number
        alone = re.search(
            r"\b(?:med|by|en (?:minskning|ökning) (?:med|på))\s+(?:\w+\s+)?$",
            sentence.text[: number.start],
            re.IGNORECASE,
        )
        if alone:
            down = re.search(r"halver|minsk|halved", sentence.text, re.IGNORECASE)
            return 1 + abs(number.value) / 100 * (-1 if down else 1), number
    return None


def _as_much(sentence: Sentence) -> Iterator[Finding]:
    for match in AS_MUCH.finditer(sentence.shape):
        said = sentence.at(match["n"]) if match["n"] else None
        others = [one for one in sentence.values if one is not said and one.unit not in ("times", "points")]
        if len(others) != 2 or not alike(*others) or min(one.value for one in others) <= 0:
            continue
        large, small = sorted((one.exact for one in others), reverse=True)
        factor = (
            said.value
            if said
            else float(lexicon.WORDS[match["times"].casefold()])
            if match["times"]
            else _factor(match["word"])
        )
        actual = large / small if factor >= 1 else small / large
        if not _holds(actual, factor, match):
            times = shown(actual)
            yield Finding(
                said.text if said else match["word"],
                Said(f"kvoten mellan talen är {times.sv}", f"the ratio of the numbers is {times.en}"),
            )


def _shares(sentence: Sentence) -> Iterator[Finding]:
    """Hold "var tredje" against the per cent that says the same."""
    percents = [one for one in sentence.values if one.unit == "percent"]
    fractions = [one for one in sentence.numbers if one.kind is Kind.FRACTION]
    for match in EQUALS.finditer(sentence.shape):
        share, percent = sentence.at(match["f"] or match["g"]), sentence.at(match["v"] or match["w"])
        between = (match["one"] if match["f"] else match["two"]).replace("procent", "").replace("%", "")
        alone = len(percents) == len(fractions) == 1 and not ANOTHER.search(between)
        if percent.unit != "percent" or not (alone or NAMES_IT.match(between)) or ANOTHER.search(between):
            continue
        if not _share_holds(share, percent):
            right = shown(share.value)
            yield Finding(
                percent.text,
                Said(
                    f"”{share.text}” är {right.sv} procent, inte {percent.text}",
                    f"“{share.text}” is {right.en} per cent, not {percent.text}",
                ),
            )


def _parts(sentence: Sentence) -> Iterator[Finding]:
    """Hold "minskat med en tredjedel, från 150 till 100" and "en tredjedel av vad det var" to two levels."""
    levels = [one for one in sentence.values if is_level(one, sentence)]
    for match in PART_OF.finditer(sentence.shape):
        part = sentence.at(match["f"] or match["g"])
        found = next(pairs(sentence), None)
        if match["f"] and found is not None and found.first.exact > 0:
            actual, number = 100 * abs(found.last.exact / found.first.exact - 1), found.last
        elif match["g"] and len(levels) == 2 and alike(*levels) and min(one.exact for one in levels) > 0:
            small, large = sorted(levels, key=lambda one: one.exact)
            actual, number = 100 * small.exact / large.exact, small
        else:
            continue
        if not _near_part(actual, part):
            right = shown(actual, decimals=0)
            yield Finding(
                number.text,
                Said(
                    f"”{part.text}” stämmer inte; talen ger {right.sv} procent",
                    f"“{part.text}” does not hold; the numbers give {right.en} per cent",
                ),
            )


def _near_part(actual: float, part: Number) -> bool:
    off, about = actual - part.value, part.said_about or "-"
    if re.fullmatch(f"{lexicon.BEYOND}", about):
        return off > -0.02 * part.value
    if re.fullmatch(f"{lexicon.SHORT_OF}", about):
        return off < 0.02 * part.value
    return abs(off) <= 0.15 * part.value


def _share_holds(share: Number, percent: Number) -> bool:
    off, size = percent.exact - share.value, share.value
    slack = max(0.8, 0.05 * size)
    about = share.said_about
    if re.fullmatch(f"{lexicon.ABOVE}|{lexicon.BEYOND}", about or "-"):
        return 0 < off <= (0.5 * size if re.fullmatch(lexicon.BEYOND, about) else 0.12 * size)
    if re.fullmatch(f"{lexicon.BELOW}|{lexicon.SHORT_OF}", about or "-"):
        return (-0.5 if re.fullmatch(lexicon.SHORT_OF, about) else -0.15) * size <= off < 0
    if about:
        slack = max(slack, 0.1 * size)
    return abs(off) <= slack + percent.half


def _holds(actual: float, factor: float, match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 14) : match.start()]
    inverse = factor < 1
    if match["more"] or re.search(r"mer än\s*$|more than\s*$", before):
        return actual < factor if inverse else actual > factor
    near = (match["near"] or "").casefold()
    if re.match(r"\s+(?:nästan|nearly|almost)\b", match.string[match.end() :]):
        near = "nästan"
    if near in ("nästan", "närmare", "knappt", "nearly", "almost"):
        return factor <= actual <= factor * 1.25 if inverse else factor * 0.85 <= actual <= factor
    if near == "drygt":
        return actual <= factor if inverse else factor <= actual <= factor * 1.15
    return abs(actual / factor - 1) <= (0.2 if near else 0.15)


def _factor(word: str) -> float:
    folded = word.casefold()
    if folded.startswith("för"):
        return {"t": 3.0, "f": 4.0}.get(folded[3:4], 2.0)
    return next(factor for start, factor in FACTORS.items() if folded.startswith(start))
