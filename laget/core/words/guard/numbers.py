"""The numbers of a sentence, each by its kind: what is a figure, and what is a date, a law or a name."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from laget.core.words.binding import Bound, Resolved
from laget.core.words.guard import lexicon
from laget.core.words.said import Language


class Kind(StrEnum):
    """What a number is."""

    VALUE = "value"
    YEAR = "year"
    FRACTION = "fraction"  # a share in words or as "4 av 10"
    NAME = "name"  # a date, time, law, ordinal, age, code: nothing that is measured


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `stop` of its sentence.

    `value` is in the unit itself ("1,2 miljoner" is 1 200 000), and `half` is half the last digit written.
    `unit` is `percent`, `points`, `times` or the word that follows. `said_about` is the word before it
    ("drygt"); `marked` that the author vouches for it by `[[…]]`; `last` a year's end where it is a span.
    """

    kind: Kind
    start: int
    stop: int
    text: str
    value: float = 0.0
    half: float = 0.5
    scale: float = 1.0
    unit: str = ""
    said_about: str = ""
    marked: bool = False
    last: int = 0
    in_range: bool = False
    in_words: bool = False
    bound: Resolved | None = None

    @property
    def exact(self) -> float:
        """The figure behind the number where it is bound, else the number as written."""
        return self.bound.value if self.bound is not None and not self.bound.is_change else self.value

    @property
    def slack(self) -> float:
        """How far the exact figure can be from `exact`."""
        return 0.0 if self.bound is not None else self.half


SPACE = "[\u2009\u202f\u00a0 ]"
MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|apr"
    r"|aug|sept?|okt|nov|dec|january|february|march|may|june|july|august|october)\b\.?"
)
DASH = r"\s?[-–—−]\s?"
CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
COUNTED = r"år|års|åring\w*|years?"
AGE_AFTER = r"(?:och|eller|el\.) (?:äldre|yngre|uppåt|över|under|older|younger)"
NAMES = re.compile(
    "|".join(
        (
            r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:se|com|eu|org|nu)\b\S*",
            rf"\b(?:den\s+)?\d{{1,2}}(?:{DASH}\d{{1,2}})?\s+{MONTH}(?:\s+(?:19|20)\d\d\b)?",
            rf"\b(?:januari|january|{MONTH})\s+\d{{1,2}},\s+(?:19|20)\d\d\b",
            r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\b\d{1,2}/\d{1,2}(?:[-/ ]\d{2,4})?\b(?!\s*av)",
            (
                rf"\b(?:kl\.?|klockan|at)\s*{CLOCK}(?:{DASH}{CLOCK})?|\b(?:kl\.?"
                rf"|klockan)\s*\d{{1,2}}(?:{DASH}\d{{1,2}})?\b"
            ),
            rf"\b{CLOCK}{DASH}{CLOCK}\b|\b[012]?\d:[0-5]\d\b",
            (
                r"\b(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?:\d+\b|§+\s*\d+\w?(?:[-–]\d+)?"
                r"|\b\d+\s?(?:[a-z]\s?)?(?:[-–]\s?\d+\s?)?§+"
                r"|\b\d+\s?kap\.?|\b(?:dnr|diarienr)\.?:?\s*\S*\s*\S*\d\S*"
            ),
            rf"\bper\s+(?:1|10|100){SPACE}?000\b|\bper\s+(?:1,000|100,000|10,000|100)\b",
            (
                r"\b(?:isbn|issn|org(?:anisations)?\.?\s?(?:nr|nummer)\.?|diarienummer|ärende\w*"
                r"|tel(?:efon)?\.?):?\s*[\d+][\d\s–-]*\d"
                r"|\b\d+(?:[-–]\d+){2,}\b"
            ),
            r"\(?(?:EU|EG|EEG)\)?\s*(?:nr\s*)?\d+/\d+",
            r"\b\d+[:.]?(?:e|a|st|nd|rd|th)\b",
            # whole words that a number names: a goal, a table, a road, a class, a version
            (
                r"\b(?:agenda|europa|horisont|horizon|vision|mål|delmål|målområde|etappmål|mål\s?nr|sdg"
                r"|goal|target|artikel"
                r"|kapitel|kap\.?|avsnitt|tabell|figur|diagram|bild|bilaga|sida|sidan|sidorna|sid\.?|s\."
                r"|punkt"
                r"|steg|fas|etapp|version|vers\.?|nr\.?|nummer|väg|riksväg|länsväg|linje|årskurs|åk\.?"
                r"|klass|kvartal|vecka|v\.|tertial|euro|iso|nivå|spår|scenario|alternativ|prioritering"
                r"|område|fråga"
                r"|del|covid|inriktning|insats|paragraf|fotnot|not|zon|ring|chapter|table|figure|section"
                r"|page|step"
                r"|version|article|grade|week|quarter|level)[\s-]+\d+(?:\.\d+)*[a-z]?\b(?!\s*(?:procent|%"
                r"|,\d))"
                r"(?:(?:,\s*\d+(?:\.\d+)*)*\s+(?:och|till|and)\s+\d+(?:\.\d+)*\b(?!\s*(?:procent|%)))?"
            ),
            r"\b[A-Za-zÅÄÖåäö]+-?\d+(?:[.,]\d+)?(?:[-–]\d+)?\b|\b\d+[A-Za-zÅÄÖåäö]+\d*\b",
            r"\b(?:1177|112|11313|114 14)\b(?=\s*(?:vårdguiden|[.,;:)]|för|på|$))",
            r"\b0\d{1,3}[-–/ ]\d{2,3}(?:[ -]?\d{2,3}){1,3}\b|\b\d{3}\s\d{2}(?=\s+[A-ZÅÄÖ])",
            r"\b[A-ZÅÄÖ]\w+(?:vägen|gatan|torget|gränd|allén|plan)\s+\d+\w?\b",
            # ages and lengths of time
            rf"\b\d{{1,3}}{DASH}\d{{1,3}}[\s-]?(?:{COUNTED})\b(?:\s+{AGE_AFTER})?|\b\d{{1,3}}\+(?!\d)",
            (
                rf"\b\d{{1,3}}\s?(?:{COUNTED})\s+{AGE_AFTER}|\b\d{{1,3}}-(?:år\w*|talet|tal)\b"
                rf"|\b\d{{4}}-tal\w*\b"
            ),
            (
                r"\b(?:ålder\w*|åldrarna|aged?|ages)\s+(?:mellan\s+|between\s+)?\d{1,3}(?:(?:[-–]|\s(?:till"
                r"|och|to|and)\s)\d{1,3})?(?:\s+år)?\b"
            ),
            r"\b(?:mellan|between)\s+\d{1,2}\s+(?:och|and)\s+\d{1,3}\s+(?:år|years)\b",
            (
                r"\b(?:under|över|upp till|minst|fyllt|yngre än|äldre än|senaste|inom|på|i|efter|för"
                r"|varje|vart|närmaste|kommande"
                r"|första|last|past|within|next|under de|for|over)\s+\d{1,3}\s+(?:åren|år|years"
                r"|månader\w*|months|dagar\w*|days)\b"
                r"(?!\s*(?:per|och \d))"
            ),
            r"\b\d+-(?:[a-zåäö]+)\b",
        )
    ),
    re.IGNORECASE,
)
LIST_MARK = re.compile(r"^\s*(?:[#>*+-]+\s*)*\d+(?:\.\d+)*[.)]?\s+(?=[A-ZÅÄÖ\[*(])|^\s*\(?\d+\)\s")
YEARS = re.compile(
    r"(?<![\d,.:/])(?P<first>(?:18|19|20|21)\d\d)"
    rf"(?:(?:{DASH}|/)(?P<last>(?:19|20|21)\d\d|\d\d)(?![\d,]))?(?![\d/]|[:,.]\d|[\u2009\u202f\u00a0]\d\d\d)"
)
DIGITS = {
    "sv": re.compile(
        rf"(?<![\w.,])(?P<sign>(?<![^\s(])[-−–+])?(?P<whole>\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d+)"
        r"(?:[,.](?P<part>\d+))?(?![\w])"
    ),
    "en": re.compile(
        r"(?<![\w.,])(?P<sign>(?<![^\s(])[-−–+])?(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)"
        r"|\d+)(?:\.(?P<part>\d+))?(?![\w])"
    ),
}
UNIT = re.compile(
    rf"{SPACE}*(?:(?P<scale>miljon(?:er)?|miljard(?:er)?|tusen|million|billion|thousand|mkr|mnkr|mdkr"
    rf"|tkr)\b{SPACE}*)?"
    r"(?:(?P<points>procentenhet\w*|%-enhet\w*|p\.e\.|pp\b|percentage points?)"
    r"|(?P<percent>procents?\b|procentig\w*|%|per cent\b|percent\b)"
    r"|(?P<times>gånger\b|times\b)|(?P<word>(?:av\s+)?[a-zåäöA-ZÅÄÖ]+))?"
)
SCALES = {
    "tusen": 1e3, "thousand": 1e3, "tkr": 1e3, "miljon": 1e6, "miljoner": 1e6, "million": 1e6, "mkr": 1e6,
    "mnkr": 1e6, "miljard": 1e9, "miljarder": 1e9, "billion": 1e9, "mdkr": 1e9,
}  # fmt: skip
ABOUT = re.compile(
    rf"\b(?P<word>{lexicon.ABOVE}|{lexicon.BELOW}|{lexicon.ABOUT}|{lexicon.BEYOND}|{lexicon.SHORT_OF}"
    r"|minst|högst|at least|at most)\s+$",
    re.IGNORECASE,
)
_COUNT = "|".join(lexicon.WORDS)
FRACTIONS = re.compile(
    rf"(?<![\d][.,])\b(?:(?P<of>{_COUNT}|\d{{1,2}})\s+(?:av|utav|of|out of|in)\s+(?P<among>{_COUNT}"
    rf"|\d{{1,3}})\b(?![,.]?\d|\s*(?:procent|%|{SPACE}\d))"
    rf"|(?:var|vart|every)\s+(?P<every>{'|'.join(lexicon.EVERY)})\b|(?P<half>varannan|vartannat|hälften"
    rf"|halva|half)\b(?!\s+så)"
    rf"|(?P<top>en|ett|två|tre|fyra|one|two|three|four)[\s-]*(?P<part>{'|'.join(lexicon.PARTS)})(?:ar|s)?\b"
    rf"|(?P<a>a)\s+(?P<piece>third|quarter|fifth|tenth)\b(?=\s+of\b|\s*[(,]))",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    rf"\b(?P<word>{_COUNT})(?=\s+(?:procent\b|procentenhet|per cent\b|percent))", re.IGNORECASE
)
RANKED = re.compile(r"\b(?:plats|placering|rank\w*|place)\s+$", re.IGNORECASE)
JOINS = re.compile(
    r"^[^.;]{0,14}?\b(?:till|och|respektive|eller|mot|jämfört med|kontra|to|and|or"
    r"|compared with)\b(?:\s+\w+){0,1}\s*$"
    r"|^\s?[-–]\s?$"
    r"|^\s*\(?\s*$",
    re.IGNORECASE,
)


def numbers_of(
    text: str, *, bound: Sequence[Bound], marked: Sequence[tuple[int, int]], language: Language
) -> tuple[Number, ...]:
    """Return the numbers of a sentence in order; `bound` and `marked` are places in this sentence."""
    taken = [(one.start, one.stop) for one in bound]
    found = [_bound(one, text) for one in bound if one.resolved is not None]

    def free(start: int, stop: int) -> bool:
        return all(stop <= first or start >= last for first, last in taken)

    for start, stop, number in _kinds(text):
        if free(start, stop):
            taken.append((start, stop))
            found.append(number)
    digits = DIGITS[language].finditer(text)
    found += [_value(match, text) for match in digits if free(match.start(), match.end())]
    found = [replace(one, marked=any(a <= one.start and one.stop <= b for a, b in marked)) for one in found]
    found.sort(key=lambda one: one.start)
    return _joined(found, text)


def _kinds(text: str) -> Iterator[tuple[int, int, Number]]:
    """Yield what is no measured value: list marks, names, years and fractions, in order of precedence."""
    if mark := LIST_MARK.match(text):
        yield mark.start(), mark.end(), Number(Kind.NAME, mark.start(), mark.end(), mark[0])
    for match in FRACTIONS.finditer(text):
        if RANKED.search(text[: match.start()]):
            continue  # "plats 3 av 21" is a place
        yield match.start(), match.end(), _fraction(match, text)
    for match in IN_WORDS.finditer(text):
        value = float(lexicon.WORDS[match["word"].casefold()])
        yield (
            match.start(),
            match.end(),
            Number(
                Kind.VALUE,
                match.start(),
                match.end(),
                match[0],
                value,
                unit=_unit(text[match.end() :])[0],
                said_about=_about(text, match.start()),
                in_words=True,
            ),
        )
    for match in NAMES.finditer(text):
        yield match.start(), match.end(), Number(Kind.NAME, match.start(), match.end(), match[0])
        for year in YEARS.finditer(match[0]):  # the year of a date is a year that is said
            start = match.start() + year.start()
            yield (
                start,
                start,
                Number(Kind.YEAR, start, start, year[0], float(year["first"]), 0, last=int(year["first"])),
            )
    for match in YEARS.finditer(text):
        first, last = int(match["first"]), match["last"]
        end = first if last is None else int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        after = text[match.end() :]
        counted = UNIT.match(after)
        is_count = (
            first % 100 == 0
            and last is None
            and bool(counted and (counted["word"] or "").casefold() not in SMALL_WORDS | {""})
        )
        if not is_count or re.match(r"\s*(?:[-–]|var|är|års|hade|och|till|har|kom|ska)\b", after):
            yield (
                match.start(),
                match.end(),
                Number(
                    Kind.YEAR,
                    match.start(),
                    match.end(),
                    match[0],
                    float(first),
                    0,
                    unit=_unit(after)[0],
                    said_about=_about(text, match.start()),
                    last=end,
                    in_range=last is not None,
                ),
            )


def _fraction(match: re.Match[str], text: str) -> Number:
    if match["of"]:
        of, among = (
            float(lexicon.WORDS.get(match[name].casefold(), 0) or match[name]) for name in ("of", "among")
        )
        share = 100 * of / among if among else 0.0
    elif match["every"]:
        share = 100 / lexicon.EVERY[match["every"].casefold()]
    elif match["part"]:
        share = 100 * lexicon.WORDS[match["top"].casefold()] / lexicon.PARTS[match["part"].casefold()]
    elif match["a"]:
        share = 100 / lexicon.PARTS[match["piece"].casefold()]
    else:
        share = 50.0
    return Number(
        Kind.FRACTION,
        match.start(),
        match.end(),
        match[0],
        share,
        unit="percent",
        said_about=_about(text, match.start()),
        in_words=not any(letter.isdigit() for letter in match[0]),
    )


def _bound(one: Bound, text: str) -> Number:
    resolved = one.resolved
    assert resolved is not None  # noqa: S101 - the caller chose those that are
    shown = text[one.start : one.stop]
    unit, _ = _unit(text[one.stop :])
    year = int(resolved.value) if resolved.unit == "year" else 0
    return Number(
        Kind.YEAR if year else Kind.VALUE,
        one.start,
        one.stop,
        shown,
        abs(resolved.value) if resolved.is_change else resolved.value,
        0.5 * 10.0**-resolved.decimals,
        unit=unit,
        said_about=_about(text, one.start),
        last=year,
        bound=resolved,
    )


def _value(match: re.Match[str], text: str) -> Number:
    part = match["part"] or ""
    whole = re.sub(r"\D", "", match["whole"])
    value = float(f"{whole}.{part or 0}")
    unit, scale = _unit(text[match.end() :])
    return Number(
        Kind.VALUE,
        match.start(),
        match.end(),
        match[0],
        (-value if match["sign"] in ("-", "−", "–") else value) * scale,
        0.5 * 10.0 ** -len(part) * scale,
        scale,
        unit=unit,
        said_about=_about(text, match.start()),
    )


def _about(text: str, start: int) -> str:
    found = ABOUT.search(text[:start])
    return found["word"].casefold() if found else ""


def _unit(after: str) -> tuple[str, float]:
    """Return the unit that the text after a number begins with, and what it multiplies the number by."""
    found = UNIT.match(after)
    if found is None:
        return "", 1.0
    scale = (found["scale"] or "").casefold()
    if found["points"]:
        unit = "points"
    elif found["percent"]:
        unit = "percent"
    elif found["times"]:
        unit = "times"
    elif scale.endswith("kr"):
        unit = "kronor"
    else:
        unit = (found["word"] or "").casefold()
    return unit, SCALES.get(scale, 1.0)


SMALL_WORDS = frozenset([
    "till", "och", "respektive", "eller", "mot", "i", "år", "av", "är", "var", "för", "på", "från", "under",
    "bland", "to", "and", "or", "in", "of", "per", "som", "med", "jämfört", "sedan", "mellan", "medan",
    "men", "den", "det", "de", "har", "hade", "vilket", "en", "ett", "at", "from", "was", "is",
])  # fmt: skip


def _joined(numbers: Sequence[Number], text: str) -> tuple[Number, ...]:
    """Give "från 40,1 till 43,4 procent" its unit at both numbers, and "3–5 procent" its range."""
    out = list(numbers)
    values = [place for place, one in enumerate(out) if one.kind is Kind.VALUE]
    shared = ("percent", "points")
    for left, right in reversed(list(itertools.pairwise(values))):
        between = _bare(text[out[left].stop : out[right].start])
        if JOINS.match(between):
            if out[left].unit in SMALL_WORDS | {""} and out[right].unit not in SMALL_WORDS:
                out[left] = replace(out[left], unit=out[right].unit)
            scale = out[right].scale
            if out[left].scale == 1 < scale and abs(out[left].value) < 1000:
                of = out[left]
                out[left] = replace(of, value=of.value * scale, half=of.half * scale, scale=scale)
            if re.fullmatch(r"\s?[-–]\s?", between):
                out[left], out[right] = (replace(out[place], in_range=True) for place in (left, right))
    for left, right in itertools.pairwise(values):
        if out[left].unit in shared and out[right].unit in SMALL_WORDS | {""}:
            between = _bare(text[out[left].stop : out[right].start])
            if JOINS.match(between.replace("procent", "").replace("%", "")):
                out[right] = replace(out[right], unit=out[left].unit)
    return tuple(out)


def _bare(between: str) -> str:
    """Return what stands between two numbers without the years in it."""
    return re.sub(r"\(?(?:\b(?:år|i|in|under)\s+)?\b(?:19|20)\d\d\b\)?", "", between)
