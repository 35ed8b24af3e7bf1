"""How two levels of a clause are said to stand to each other: the one that is spoken of, and its measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.words.guard import lexicon
from laget.core.words.guard.clause import alike, clause, is_level, mark
from laget.core.words.guard.figures import Known
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence

OBJECT = (
    r"(?=\s+(?:den|det|hela|det nationella)?\s*(?:(?:läns|riks|lands|EU-)?(?:genom)?snitt\w*"
    r"|medel\w*|riket\w*"
    r"|riks\w+|landet\w*|länets?\b|\w*mål(?:et|värdet|nivån)\b|gränsen|nivån i|sverige\w*|the \w+))"
)
# The words that set one level against another. The verbs and prepositions have the measure as their object.
UP = (
    rf"(?P<up>(?P<up_than>{lexicon.HIGHER}|mer(?=\s+\w[^⟨;.]{{1,40}}\b(?:än|than)\b))|överstig(?:er|it)|översteg|överträffa(?:r|de|t)|övergår|passera(?:r|de|t)"
    rf"|slår|toppar|når (?:gott och väl |precis )?upp till|nådde upp till"
    rf"|når\b[^;.]{{0,40}}?\bupp till|exceed(?:s|ed)?"
    rf"|(?:över|ovanför|above){OBJECT})"
)
DOWN = (
    rf"(?P<down>(?P<down_than>{lexicon.LOWER})|understig(?:er|it)|understeg|underskrid(?:er|it)|underskred"
    rf"|falls short of|(?:under|nedanför|below){OBJECT})"
)
EVEN = (
    r"(?P<even>(?:i|på|ungefär i) (?:nivå|paritet) med|på samma nivå som|lika (?:hög|låg|stor|många"
    r"|vanlig)\w* som"
    r"|on a par with|as (?:high|low|large|many) as)"
)
STANDS = re.compile(rf"\b(?:{UP}|{DOWN}|{EVEN})\b", re.IGNORECASE)
MEASURE = re.compile(
    r"\b(?:än|jämfört med|i jämförelse med|i förhållande till|att jämföra med|mot|than"
    r"|compared (?:with|to)|against)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\s*(?:(?:under|i|år|för|vid|in)\s+)?(?:⟨Y|⟨N|(?:året|åren|tidigare|förra|då|fjol|vad|väntat|förväntat|någonsin"
    r"|föregående|sedan|hälften|\w+ år sedan|genomsnittet för åren|last|the year|before|expected"
    r"|ever|half)\b)",
    re.IGNORECASE,
)
IS = re.compile(
    r"\b(?:är|var|blev|ligger|låg|har (?:en|ett)|hade (?:en|ett)|is|was)\b[^⟨;.]{0,40}$", re.IGNORECASE
)
NEAR = 0.1  # "i nivå med": how far apart two levels may be
WITH = re.compile(r",\s*(?:med|with)\b", re.IGNORECASE)  # "över målet på 50 procent, med 43,4"
ELIDED = re.compile(r"\s*(?:(?:något|klart|betydligt|ändå|fortfarande|still|well)\s+)?", re.IGNORECASE)
JOINED = re.compile(r"\b(?:respektive|mot|jämfört med|kontra|än|against|compared with|than)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """`one` is said to be above (+1), below (−1) or even with (0) `measure`; `denied` that it is not."""

    one: Number
    measure: Number
    word: str
    sign: int
    denied: bool

    @property
    def holds(self) -> bool:
        """Tell whether the two levels bear the word."""
        apart = self.one.exact - self.measure.exact
        if self.sign == 0:
            even = abs(apart) <= NEAR * max(abs(self.one.exact), abs(self.measure.exact)) + self.one.half
            return even or self.denied
        if self.denied:
            return apart * self.sign <= 0
        return apart * self.sign > 0 or (apart == 0 and "upp till" in self.word.casefold())


def standings(sentence: Sentence, *, known: Known | None) -> Iterator[Standing]:
    """Yield what a clause with two levels of a kind says of how they stand to each other."""
    levels = [one for one in sentence.values if is_level(one, sentence)]
    shape = sentence.shape
    words = list(STANDS.finditer(shape))
    for word in words:
        begins, ends = clause(sentence, word.start(), word.end())
        if shape.startswith(":", ends):  # "lägre än i riket: 43,4 procent mot 46,2"
            _, ends = clause(sentence, ends + 2, ends + 2)
        here = [one for one in levels if begins <= mark(sentence, one) < ends]
        if len(here) == 1 and levels[0] is not here[0] and ELIDED.fullmatch(shape[begins : word.start()]):
            here = [levels[0], here[0]]  # "lägre än i riket, men högre än i Skåne, 59,9 procent"
        beside = [one for one in words if begins <= one.start() < ends]
        if len(here) != 2 or not alike(*here) or len(beside) != 1:
            continue
        if here[0].in_range or min(abs(one.exact) for one in here) == 0:
            continue
        than = MEASURE.search(shape, begins, ends)
        if word["up_than"] or word["down_than"]:
            than = MEASURE.search(shape, word.end(), ends) or than
            if than is None or (than.start() > word.end() and TIME.match(shape, than.end())):
                continue
            at = than.start()
            if (
                at > word.end()
                and than[0].casefold() not in ("än", "than")
                and not IS.search(shape[begins : word.start()])
            ):
                continue  # "till närmaste större ort, mot 45 minuter"
        else:
            at = word.start()
        placed = _placed(sentence, here, word.start(), at, known)
        if placed is None or _of_different_things(*placed):
            continue
        sign = 1 if word["up"] else -1 if word["down"] else 0
        yield Standing(*placed, word[0], sign, _denied(shape, begins, word))


def _placed(
    sentence: Sentence, levels: list[Number], word: int, at: int, known: Known | None
) -> tuple[Number, Number] | None:
    """Return the level that is spoken of, and the one it is measured by, which follows `at`."""
    first, last = levels
    one, other = mark(sentence, first), mark(sentence, last)
    if at != word and known is not None and first.bound is not None and last.bound is not None:
        object_of = sentence.shape[at:].split("⟨")[0]
        named = [
            figure
            for figure in (first, last)
            if figure.bound is not None and known.names(figure.bound.area, object_of)
        ]
        if first.bound.area != last.bound.area and len(named) == 1:
            return (last, first) if named[0] is first else (first, last)
    if one < at < other:
        return first, last
    if at < one:
        if at < word:  # "jämfört med riket (46,2) är andelen högre i länet (43,4)"
            return last, first
        if at == word and WITH.search(sentence.shape, one, other):
            return last, first
        said, than = sentence.text[word:].casefold(), sentence.shape[at:].split("⟨")[0].casefold()
        if first.unit and last.unit and first.unit != last.unit and at != word:
            if first.unit in said.split(than)[0] and last.unit in than:
                return first, last
            if last.unit in said.split(than)[0] and first.unit in than:
                return last, first
        if at == word or JOINED.search(sentence.shape, one, other):
            return first, last
    return None


def _of_different_things(one: Number, other: Number) -> bool:
    a, b = one.bound, other.bound
    return a is not None and b is not None and a.indicator != b.indicator


def _denied(shape: str, begins: int, word: re.Match[str]) -> bool:
    before = shape[max(begins, word.start() - 24) : word.start()]
    return (
        re.search(rf"\b(?:{lexicon.NOT})\b(?:\s+\w+){{0,2}}\s*$", before, re.IGNORECASE) is not None
        or re.search(rf"\b(?:{lexicon.NOT})\b", word[0], re.IGNORECASE) is not None
        or re.match(rf"\s+(?:{lexicon.NOT})\b", shape[word.end() :], re.IGNORECASE) is not None
    )
