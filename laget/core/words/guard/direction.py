"""Rule: a word of change or comparison against its numbers ("ökade" over a fall, "över" under)."""

import re
from collections.abc import Iterator

from laget.core.words.guard import lexicon
from laget.core.words.guard.clause import Pair, V, alike, clause, every_way, mark, pairs, way_of, ways
from laget.core.words.guard.comparison import comparisons
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.guard.series import changes
from laget.core.words.guard.standing import standings
from laget.core.words.guard.superlative import beaten, misplaced
from laget.core.words.said import Said

AVERAGE = (
    r"(?:(?:läns|riks|lands|EU-)?(?:genom)?snittet\w*|medel\w*|riket\w*|landet\w*|målet|målvärdet"
    r"|målnivån|nivån|gränsen|the \w+(?: \w+)?)"
)
# anything but another measured number
FREE = r"(?:[^⟨;.]|⟨Y\d+⟩)"
POSITION = re.compile(
    rf"{V.format('a')}(?P<mid>{FREE}{{0,80}}?\b(?P<word>(?:{lexicon.HIGHER}|{lexicon.LOWER}) (?:än|than)"
    rf"|(?:över|under|ovanför|nedanför|above|below)(?=\s+(?:{AVERAGE}))|(?:mer|mindre)"
    rf" än(?=\s+(?:{AVERAGE}))|(?:över|under)st(?:iger|eg|igit)|exceed(?:s|ed)?|når (?:inte )?upp till"
    rf"|nådde (?:inte )?upp till|falls short of)\b{FREE}{{0,60}}?){V.format('b')}",
    re.IGNORECASE,
)
APART_BY = re.compile(r"\s*(?:(?!(?:är|var|ligger|låg|och|som|is|was|and)\b)[\w%]+\s+){0,4}", re.IGNORECASE)
ITSELF = re.compile(
    r"(?:över|under)st|exceed|når|nådde|falls", re.IGNORECASE
)  # verbs: what is before is no distance
SAME_THING = re.compile(r"\b(?:den|andelen|antalet|siffran|nivån|värdet|it|the share)\b", re.IGNORECASE)
PASSED = re.compile(
    rf"\b(?:passera\w*|nått förbi|kommit förbi|gått förbi|förbi|överträffa(?:r|de|t)"
    rf"|passed)\b[^⟨;.]{{0,50}}?{V.format('b')}",
    re.IGNORECASE,
)
# "inte ökat lika mycket": the change is there, and is only said to be small
QUALIFIED = re.compile(
    r"\b(?:lika|nämnvärt|särskilt|tillräckligt|bara|endast|enbart|samma|märkbart|längre|mer|mycket|much|only)\b",
    re.IGNORECASE,
)
NOUN = re.compile(r"\b(?:en|är|alltså en|a|an)\s+$", re.IGNORECASE)
EVEN = re.compile(rf"\b(?:{lexicon.SAME})\b", re.IGNORECASE)
ALMOST = re.compile(
    r"\b(?:nästan|ungefär|i stort sett|i princip|relativt|närmast|tämligen|almost|nearly|largely)\s+$",
    re.IGNORECASE,
)
TWO = re.compile(
    rf"{V.format('a')}[^⟨;]{{0,60}}?\b(?:och|respektive|jämfört med|mot|till|medan|som|and|as|compared"
    rf" with)\b[^⟨;]{{0,40}}?(?:⟨Y\d+⟩[^⟨;]{{0,12}})?{V.format('b')}",
    re.IGNORECASE,
)
AGAINST = re.compile(
    rf"\b(?:har|hade|has|have)\s+(?P<one>{lexicon.UP}"
    rf"|{lexicon.DOWN})\b(?P<between>[^.;]*?)\b(?P<two>{lexicon.UP}|{lexicon.DOWN})\s+(?:till"
    rf"|to)\b[^⟨]{{0,15}}⟨V(?P<v>\d+)⟩",
    re.IGNORECASE,
)
PARTS_THEM = re.compile(
    rf"\b(?:medan|{lexicon.BUT}|däremot|därefter|sedan dess|därpå|dock|trots|samtidigt|när|om|efter|efter att"
    r"|andelen|antalet|först"
    r"|vilket|respektive|för|bland|hos|but|while|then|since|after)\b",
    re.IGNORECASE,
)


def directions(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each word of change or comparison that its numbers contradict."""
    yield from _from_to(sentence)
    yield from _against_itself(sentence)
    yield from _signs(sentence)
    yield from _positions(sentence)
    yield from _standings(sentence, known)
    yield from _extremes(sentence, known)
    yield from _beside_by(sentence)
    yield from _since_before(sentence)
    yield from _unchanged(sentence, known)
    if known is not None:
        yield from _against_figures(sentence, known)
        yield from _against_series(sentence, known)


def _from_to(sentence: Sentence) -> Iterator[Finding]:
    for pair in pairs(sentence):
        way = way_of(sentence, pair)
        if way is None:
            yield from _denied_ways(sentence, pair)
        if way is None or (pair.first.value == pair.last.value and "inte" in sentence.text):
            continue
        _, ends = clause(sentence, pair.start, pair.stop)
        nouns = [one for one in ways(sentence, pair.stop, ends) if NOUN.search(sentence.shape[: one.start])]
        wrong = next((one for one in (way, *nouns) if pair.change * one.sign <= 0), None)
        if wrong is not None:
            yield Finding(pair.last.text, _is_change(wrong.word, pair.change, pair.first, pair.last))


def _against_itself(sentence: Sentence) -> Iterator[Finding]:
    """Find "har minskat … ökat till 74,0": two ways of one thing, with nothing that parts them."""
    for match in AGAINST.finditer(sentence.shape):
        between = match["between"]
        same = _sign(match["one"]) == _sign(match["two"])
        timed = re.search(r"⟨Y", between) and re.match(r"[^.;]*⟨Y", sentence.shape[match.end() :])
        if not same and not PARTS_THEM.search(between) and not timed:
            number = sentence.at(match["v"])
            yield Finding(
                number.text,
                Said(
                    f"meningen säger både ”{match['one']}” och ”{match['two']}” om samma sak; säg det"
                    f" som siffrorna visar",
                    f"the sentence says both “{match['one']}” and “{match['two']}” of one thing; say"
                    f" what the figures show",
                ),
            )


def _signs(sentence: Sentence) -> Iterator[Finding]:
    for one in sentence.values:
        before = sentence.text[: one.start]
        said = CHANGED_BY.search(before)
        if said and one.value < 0 and one.bound is None:
            size = shown(-one.value)
            yield Finding(
                one.text,
                Said(
                    f"ordet ”{said['way']}” säger redan åt vilket håll; skriv {size.sv} med det ord"
                    f" som gäller",
                    f"the word “{said['way']}” already says which way; write {size.en} with the word"
                    f" that holds",
                ),
            )
        if (sign := _said_beside(sentence, one)) and one.bound is not None and one.bound.value * sign < 0:
            yield Finding(one.text, _is("högre" if sign > 0 else "lägre", one.bound.value))
        if (
            said
            and one.bound is not None
            and one.bound.is_change
            and one.bound.value * _sign(said["way"]) < 0
        ):
            yield Finding(one.text, _is(said["way"], one.bound.value))


RISEN = re.compile(lexicon.UP, re.IGNORECASE)
CHANGED_BY = re.compile(
    rf"\b(?P<way>{lexicon.UP}|{lexicon.DOWN})\b[^.;]{{0,25}}\b(?:med|by|på|of)\s+(?:\w+\s+)?$", re.IGNORECASE
)
MORE_THAN = re.compile(
    rf"^\s*[\w%]*(?:\s+per cent)?\s+(?:(?P<up>{lexicon.HIGHER}|mer)|(?P<down>{lexicon.LOWER}))\b[^⟨;.]*?"
    r"(?:⟨Y\d+⟩[^⟨;.]*?)?\b(?:än|than)\s+(?:år\s+|in\s+)?(?:⟨Y(?P<y>\d+)⟩|året|tidigare|föregående"
    r"|the year before)",
    re.IGNORECASE,
)


def _said_beside(sentence: Sentence, one: Number) -> int:
    """Return +1 where a bound change is said to be more than before, −1 less; 0 where that is not said."""
    if one.bound is None or not one.bound.is_change or not one.bound.first or one.bound.target:
        return 0
    found = MORE_THAN.match(sentence.shape[mark(sentence, one) :].split("⟩", 1)[-1])
    if found is None:
        return 0
    turned = found["y"] is not None and f"{sentence.at(found['y']).value:.0f}" != one.bound.first
    return 0 if turned else 1 if found["up"] else -1


def _positions(sentence: Sentence) -> Iterator[Finding]:
    for match in POSITION.finditer(sentence.shape):
        a, b = sentence.at(match["a"]), sentence.at(match["b"])
        if (
            not alike(a, b)
            or a.unit == "points"
            or re.search(rf"procentenhet|\bmedan\b|\b{lexicon.BUT}\b", match["mid"])
        ):
            continue
        word = match["word"]
        before = match["mid"][: match.start("word") - match.start("mid")]
        if (a.bound is not None and a.bound.is_change) or (
            APART_BY.fullmatch(before) and not ITSELF.match(word)
        ):
            continue  # "545 personer fler än": how far, not how much
        upto = re.search(r"upp till", word, re.IGNORECASE) is not None
        denied = re.search(rf"\b(?:{lexicon.NOT})\b", match["mid"]) is not None
        up = re.match(rf"(?:{lexicon.HIGHER}|mer|över|ovanför|above|exceed|nå)", word, re.IGNORECASE)
        wants = (1 if up else -1) * (-1 if upto and denied else 1)
        gap = (a.exact - b.exact) * wants
        if (gap < 0 or (gap == 0 and (denied or not upto))) and (upto or not denied):
            yield Finding(a.text, _is_beside(word, a, b))
    for match in PASSED.finditer(sentence.shape):
        b = sentence.at(match["b"])
        others = [one for one in sentence.values if one is not b and one.unit == b.unit]
        if len(others) != 1 or _denied(sentence, match.start()):
            continue
        down = any(way.sign < 0 for way in ways(sentence, 0, len(sentence.shape)))
        if (others[0].exact - b.exact) * (-1 if down else 1) < 0:
            yield Finding(others[0].text, _is_beside(match[0].split()[0], others[0], b))


def _standings(sentence: Sentence, known: Known | None) -> Iterator[Finding]:
    for one in standings(sentence, known=known):
        if not one.holds:
            yield Finding(one.one.text, _is_beside(one.word, one.one, one.measure))


def _extremes(sentence: Sentence, known: Known | None) -> Iterator[Finding]:
    for one in beaten(sentence, known=known):
        other = shown(one.other)
        yield Finding(
            one.one.text,
            Said(
                f"”{one.word}” stämmer inte; {other.sv} är längre bort än {one.one.text}",
                f"“{one.word}” does not hold; {other.en} is farther out than {one.one.text}",
            ),
        )
    for moved in misplaced(sentence):
        yield Finding(moved.last.text, _is_beside(moved.word, moved.last, moved.first))


def _denied_ways(sentence: Sentence, pair: Pair) -> Iterator[Finding]:
    """Find "har inte minskat, från 15,8 till 13,7"."""
    begins, ends = clause(sentence, pair.start, pair.stop)
    if sentence.shape[:begins].endswith(": "):  # "Mängden har inte gått ned: 536 kg 2020 och …"
        begins = 0
    said = list(every_way(sentence, begins, ends))
    size = max(abs(pair.first.value), abs(pair.last.value))
    for way in said[:1]:
        after = sentence.shape[way.start - 24 if way.start > 24 else 0 : way.stop + 24]
        if way.denied and not QUALIFIED.search(after) and pair.change * way.sign > 0.02 * size:
            yield Finding(pair.last.text, _is_change(f"inte {way.word}", pair.change, pair.first, pair.last))


def _beside_by(sentence: Sentence) -> Iterator[Finding]:
    """Find "81,2 procent, 1,4 procentenheter högre än rikets 82,8": the side."""
    for one in comparisons(sentence):
        if (one.one.value - one.other.value) * one.sign <= 0:
            yield Finding(one.one.text, _is_beside(one.word, one.one, one.other))


def _since_before(sentence: Sentence) -> Iterator[Finding]:
    """Find "2015 var andelen 40,1. År 2022 hade den minskat till 43,4": one pair in two sentences."""
    before = sentence.before
    if (
        before is None
        or len(before.values) != 1
        or len(sentence.values) != 1
        or not SAME_THING.search(sentence.shape)
    ):
        return
    first, last = before.values[0], sentence.values[0]
    if (
        not alike(first, last)
        or len(before.years) != 1
        or len(sentence.years) != 1
        or before.years == sentence.years
    ):
        return
    change = (last.value - first.value) * (1 if max(before.years) < max(sentence.years) else -1)
    place = sentence.shape.find(f"⟨V{sentence.numbers.index(last)}⟩")
    for way in ways(sentence, 0, place):
        between = sentence.shape[way.stop : place]
        if re.fullmatch(r"\s+(?:till|to)\s+(?:\w+\s+)?", between) and way.sign * change <= 0:
            yield Finding(last.text, _is_change(way.word, last.value - first.value, first, last))


def _unchanged(sentence: Sentence, known: Known | None) -> Iterator[Finding]:
    same = EVEN.search(sentence.shape)
    if same is None or _denied(sentence, same.start()):
        return
    begins, ends = clause(sentence, same.start(), same.end())
    found = next(pairs(sentence), None)
    if found is not None:
        begins, ends = clause(sentence, found.start, found.stop)
        headed = sentence.shape[:begins].endswith(": ")  # "Nivån är oförändrad: från …"
        if not (begins <= same.start() < ends or (headed and same.start() < begins)):
            return
        first, last = found.first, found.last
    else:
        match = TWO.search(sentence.shape, begins)
        if (
            match is None
            or (
                match.start() > ends
                and not sentence.shape.startswith(":", ends)
                and "samma" not in same[0].casefold()
            )
            or len(sentence.values) != 2
        ):
            return
        first, last = sentence.at(match["a"]), sentence.at(match["b"])
    if not alike(first, last) or "points" in (first.unit, last.unit):
        return
    size, apart = max(abs(first.value), abs(last.value)), abs(last.value - first.value)
    loose = ALMOST.search(sentence.shape[: same.start()]) is not None
    exactly = "lika" in same[0].casefold() or "as " in same[0].casefold() or "samma" in same[0].casefold()
    allowed = max(
        (0.05 if loose else 0.0 if exactly else 0.02) * size, 2 * first.half if loose or not exactly else 0.0
    )
    if known is not None and last.bound is not None:
        noise = known.ground.document.indicator(last.bound.indicator).noise
        allowed = max(allowed, float(noise or 0))
    if apart > allowed * 1.000001:
        yield Finding(last.text, _is_change(same[0], last.value - first.value, first, last))


def _against_figures(sentence: Sentence, known: Known) -> Iterator[Finding]:
    """Hold "har ökat till 43,4 sedan 2015" against the series the number is of."""
    if next(pairs(sentence), None) is not None:
        return
    levels = [
        one
        for one in sentence.values
        if one.bound is not None and not one.bound.is_change and one.bound.last.isdigit()
    ]
    for one in levels:
        figure = one.bound
        assert figure is not None  # noqa: S101 - chosen above
        place = sentence.shape.find(f"⟨V{sentence.numbers.index(one)}⟩")
        begins, _ = clause(sentence, place, place)
        said = list(ways(sentence, begins, place))
        if not said or not re.search(r"\b(?:till|to)\b[^⟨]{0,20}$", sentence.shape[said[-1].stop : place]):
            continue
        series, year = known.series(figure.indicator, area=figure.area, group=figure.group), int(figure.last)
        earlier = [known_year for known_year in series if known_year < year]
        named = sorted(set(earlier) & sentence.years)
        bases = named or ([max(earlier), *sorted(earlier)[-5:][:1]] if earlier else [])
        signs = {_way(series[year] - series[base]) for base in bases} if year in series else set()
        if signs and said[-1].sign not in signs and not figure.target:
            yield Finding(one.text, _is(said[-1].word, series[year] - series[bases[0]]))


def _against_series(sentence: Sentence, known: Known) -> Iterator[Finding]:
    """Hold "har ökat med 46 procent sedan 2016" against the series of the indicator that is spoken of."""
    region = known.ground.document.region.code
    for one in sentence.values:
        if one.bound is not None or one.unit == "times" or len(re.sub(r"\D", "", one.text)) < 2:
            continue  # one digit is the change of many series
        place = sentence.shape.find(f"⟨V{sentence.numbers.index(one)}⟩")
        begins, _ = clause(sentence, place, place)
        said = list(ways(sentence, begins, place))
        if not said or not re.search(r"\b(?:med|by)\b[^⟨]{0,20}$", sentence.shape[said[-1].stop : place]):
            continue
        found = [
            change
            for name in known.titles.most(sentence)
            for change in changes(one, known.series(name, area=region), sentence)
        ]
        if found and {_way(change) for change in found} == {-said[-1].sign}:
            yield Finding(one.text, _is(said[-1].word, found[0]))


def _denied(sentence: Sentence, start: int) -> bool:
    return (
        re.search(rf"\b(?:{lexicon.NOT})\b(?:\s+\w+){{0,2}}\s*$", sentence.shape[:start], re.IGNORECASE)
        is not None
    )


def _sign(word: str) -> int:
    return 1 if RISEN.fullmatch(word) else -1


def _way(change: float) -> int:
    return (change > 0) - (change < 0)


def _is(word: str, change: float) -> Said:
    size = shown(abs(change))
    sv = (
        f"en ökning med {size.sv}"
        if change > 0
        else f"en minskning med {size.sv}"
        if change < 0
        else "oförändrat"
    )
    en = f"a rise of {size.en}" if change > 0 else f"a fall of {size.en}" if change < 0 else "unchanged"
    return Said(f"”{word}” stämmer inte; det ska vara {sv}", f"“{word}” does not hold; it should be {en}")


def _is_change(word: str, change: float, first: Number, last: Number) -> Said:
    said = _is(word, change)
    return Said(
        f"{said.sv} (från {first.text} till {last.text})", f"{said.en} (from {first.text} to {last.text})"
    )


def _is_beside(word: str, a: Number, b: Number) -> Said:
    sv = "över" if a.exact > b.exact else "under" if a.exact < b.exact else "lika med"
    en = "above" if a.exact > b.exact else "below" if a.exact < b.exact else "equal to"
    return Said(
        f"”{word}” stämmer inte; {a.text} är {sv} {b.text}",
        f"“{word}” does not hold; {a.text} is {en} {b.text}",
    )
