"""Rule: a verdict word (nått, på väg, för långsamt, åt fel håll, förbättras) against the verdict."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Verdict
from laget.core.words.binding import Resolved
from laget.core.words.guard.clause import V, alike, ways
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

MET, ON_TRACK, TOO_SLOW, WRONG_WAY = Reach.MET, Reach.ON_TRACK, Reach.TOO_SLOW, Reach.WRONG_WAY
AIM = r"\b(?:(?!del|etapp)\w*mål(?!ing|grupp|tid|sättning|medveten|region|område)\w*|target|goal)\b"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say a verdict: the reaches they are right of, and those of which their denial is wrong."""

    words: re.Pattern[str]
    right: frozenset[Reach]
    firm: frozenset[Reach]
    of_target: bool = False


def _claim(
    words: str, right: set[Reach], firm: set[Reach] | None = None, *, of_target: bool = False
) -> Claim:
    return Claim(
        re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(right), frozenset(firm or right), of_target
    )


CLAIMS = (
    _claim(
        r"(?:upp)?nått(?!\s+(?:upp\s+till\s+)?⟨V)|(?:upp)?nåtts|nåddes|nådd[ae]?|uppnådd\w*|uppfyll(?:t|ts|d|da|de|des)"
        r"|lyckat?s nå|lyckades nå|klara(?:t|ts|de|des|d)|infria(?:t|ts|de|des|d)|i hamn|når redan|nås redan"
        r"|(?:has been|was|is) (?:met|reached)(?![^.]*\blate)|met|reached(?!\s+⟨V)",
        {MET},
        of_target=True,
    ),
    _claim(
        r"når(?!\s+(?:\w+\s+)?(?:upp|⟨V))|uppnår|uppfyller|klarar|lever upp till|meets|reaches",
        {MET, ON_TRACK},
        {MET},
        of_target=True,
    ),
    # Who reaches a target will have met it: right of one that is met, and of one that is on track.
    _claim(
        r"(?:nås|uppnås|uppfylls|klaras|infrias)(?![^.;]*\b(?:för sent|försent|först)\b)"
        r"|will be (?:met|reached)",
        {MET, ON_TRACK},
        of_target=True,
    ),
    _claim(
        r"på (?:god )?väg (?:att nå|mot mål\w*|till mål\w*)|är på (?:god )?väg\b(?! (?:ner|ned|upp"
        r"|bort|åt|tillbaka))"
        r"|i rätt takt|on track",
        {ON_TRACK},
    ),
    _claim(r"i fas|enligt plan(?:en)?", {MET, ON_TRACK}, of_target=True),
    _claim(r"för långsamt|too slow\w*", {TOO_SLOW}),
    _claim(
        r"(?:ligger|ligga|släpar|halkar|halkat) efter(?! riket)|takten är (?:för låg|otillräcklig)"
        r"|eftersläpning",
        {TOO_SLOW, WRONG_WAY},
        of_target=True,
    ),
    _claim(
        r"missa(?:t|ts|de|des|r)|långt (?:ifrån|från)|inte i mål",
        {ON_TRACK, TOO_SLOW, WRONG_WAY},
        of_target=True,
    ),
    _claim(r"åt fel håll|i fel riktning|the wrong way|in the wrong direction", {WRONG_WAY}),
)
TRAVELS = {
    Travel.IMPROVING: r"\b(?:förbättra(?:s|ts|des)|har blivit bättre|blev bättre|åt rätt håll|i rätt riktning"
    r"|improving|improved)\b",
    Travel.WORSENING: r"\b(?:försämra(?:s|ts|des)|har blivit sämre|blev sämre|worsening|worsened)\b",
}
NOT = re.compile(
    r"\b(?:inte|ej|aldrig|ska|skall|kan|bör|för att|när|(?<!mål )(?<!målet )(?<!målen )om|not|no|never"
    r"|should|to be|if|when)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:inte|ej|aldrig|varken|ännu|knappast|långt (?:ifrån|från)|not|never|yet|misse\w*|missa\w*)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:ska|skall|skulle|kan|kunna|bör|måste|(?<!mål )(?<!målet )(?<!målen )(?<!målnivån )om|när"
    r"|för att|förutsatt"
    r"|should|shall|can|to be|if|when|will(?! be (?:met|reached)))\b",
    re.IGNORECASE,
)
TARGET = re.compile(
    rf"\b(?:\w*mål\w*|target|goal)\b(?:[^⟨;.]{{0,20}}\b(?:på|om|att|är|var|of|is)\s+|,\s+)(?:nå\s+"
    rf"|att\s+)?(?:(?P<least>minst|lägst|åtminstone|at least)"
    rf"|(?P<most>högst|som mest|max|at most|no more than))?\s*{V.format('t')}",
    re.IGNORECASE,
)
# "andelen kommuner lägre än 30 procent": what is counted, not where it stands
BOUND = re.compile(
    r"\b(?:kommuner|län|municipalities|counties) (?:högre|lägre|over|under|above|below|higher|lower)"
    r"(?: än| than)?\s+$",
    re.IGNORECASE,
)
MISSED = re.compile(r"miss|långt|inte", re.IGNORECASE)
REACHED = re.compile(
    r"\b(?:nått|nåtts|nådd|nådde|nåddes|når|nås|uppnått|uppnåtts|uppnår|uppnådde|uppnåddes|uppnås|uppfyllt"
    r"|uppfyllts|uppfyller|uppfylls|klarar"
    r"|infriat|infriats|infriade|i hamn|missat|missats|missade|missades|klarade|klarades|klaras"
    r"|klarat|klarats|met|reached|achieved"
    r"|meets|reaches)\b",
    re.IGNORECASE,
)


def verdict_words(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each verdict word that the verdict, or the sentence's own numbers, contradict."""
    yield from _own_numbers(sentence)
    if known is None:
        return
    if not any(claim.words.search(sentence.shape) for claim in CLAIMS) and not any(
        re.search(words, sentence.shape, re.IGNORECASE) for words in TRAVELS.values()
    ):
        return
    spoken = _spoken_of(sentence, known)
    if not spoken:
        return
    reaches = {one.reach for one in spoken}
    for claim in CLAIMS:
        match = claim.words.search(sentence.shape)
        if match is None or (
            claim.of_target and not re.search(AIM, _stretch(sentence.shape, match), re.IGNORECASE)
        ):
            continue
        around = _around(sentence.shape, match)
        if WISHED.search(around):
            continue
        denied = DENIED.search(around) is not None
        if MISSED.match(match[0]):
            denied = False
        if claim.right == {WRONG_WAY} and any(one.travel is Travel.WORSENING for one in spoken):
            continue
        if reaches <= claim.firm if denied else not reaches & claim.right:
            yield Finding(match[0], _should(spoken[0].reach.said))
    travels = {one.travel for one in spoken}
    for travel, words in TRAVELS.items():
        match = re.search(words, sentence.shape, re.IGNORECASE)
        if (
            match
            and travel not in travels
            and not NOT.search(sentence.shape[max(0, match.start() - 22) : match.start()])
        ):
            yield Finding(match[0], _should(spoken[0].travel.said))


def _spoken_of(sentence: Sentence, known: Known) -> tuple[Verdict, ...]:
    """Return the verdicts a sentence speaks of: by its bindings, else by the titles of indicators."""
    bound = [one.resolved for one in sentence.bound if one.resolved is not None]
    before = sentence.before
    while not bound and before is not None:
        bound = [one.resolved for one in before.bound if one.resolved is not None]
        before = before.before
    named = {one.target for one in bound if one.target}
    if not named:
        titles = known.judged.of_paragraph(sentence)
        # A number that merely equals a figure tells whose it is only together with the words beside it.
        equal = [one.bound for one in sentence.values if one.bound is not None]
        resolved = bound or [one for one in equal if one.indicator in titles]
        indicators = {one.indicator for one in resolved} or titles
        areas = {one.area for one in resolved}
        of_them = {name: one for name, one in known.ground.verdicts.items() if one.indicator in indicators}
        named_here = {one.area for one in of_them.values() if known.names(one.area, sentence.text)}
        areas |= named_here or {
            one.area for one in of_them.values() if known.names(one.area, sentence.paragraph)
        }
        here = {name: one for name, one in of_them.items() if one.area in areas} or of_them
        # Of several targets the one whose own number the sentence says.
        said = {one.value for one in sentence.values}
        decided = {name for name, one in here.items() if said & known.decided_of(name)}
        spoken = TARGET.search(sentence.shape)
        if not decided and any(level.said_about in ("minst", "högst") for level in sentence.values):
            return ()  # another target's level
        if not decided and spoken is not None and sentence.at(spoken["t"]).value in known.decided:
            return ()  # the number is another target's
        # A figure that is itself what a target is judged by tells which.
        here = _of_form(here, sentence, known)
        judged = {name for name, one in here.items() if any(_is_of(figure, one) for figure in resolved)}
        named = decided or judged or set(here)
    return tuple(known.ground.verdicts[name] for name in sorted(named))


FORMS = {
    "rank": r"plats|rank|placering|bland de|place",
    "smaller_gap": r"skillnad|\bgap|klyft|kvot|gånger|utrikes|difference|ratio|times",
    "smaller_spread": r"spridning|skillnad|jämn|mellan kommun|spread|between munic",
    "all_at_least": r"lägst|alla|samtliga|varje|all\b|every|lowest",
    "all_at_most": r"högst|alla|samtliga|varje|all\b|every|highest",
    "better_than": r"än (?:riket|snittet|genomsnittet|landet|jämför)|better than",
    "change_more_than": r"än (?:riket|snittet|genomsnittet|landet|jämför)|i samma takt|than",
    "budget": r"budget",
    "direction": "riktning|direction",
}
PLAIN = frozenset({"at_least", "at_most", "hold", "corridor", "change", "pace", "direction"})


def _of_form(here: Mapping[str, Verdict], sentence: Sentence, known: Known) -> dict[str, Verdict]:
    """Return targets whose form a sentence says ("bättre än riket"), else those with a level; else all."""
    forms = {name: known.ground.document.target(name).form for name in here}
    said = {
        name: one
        for name, one in here.items()
        if (words := FORMS.get(forms[name])) and re.search(words, sentence.text, re.IGNORECASE)
    }
    return said or {name: one for name, one in here.items() if forms[name] in PLAIN} or dict(here)


def _is_of(figure: Resolved, verdict: Verdict) -> bool:
    return verdict.value is not None and abs(figure.value - verdict.value) < 1e-9 and not figure.is_change


def _own_numbers(sentence: Sentence) -> Iterator[Finding]:
    """Hold a target's level and the figure beside it to whether it is said to be reached."""
    for target, least, most in _targets_said(sentence):
        reached = list(REACHED.finditer(sentence.shape))
        others = [
            one
            for one in sentence.values
            if one is not target
            and alike(one, target)
            and one.unit != "points"
            and not BOUND.search(sentence.text[: one.start])
        ]
        if len(others) != 1 or len(reached) != 1 or WISHED.search(_around(sentence.shape, reached[0])):
            continue
        signs = {way.sign for way in ways(sentence, 0, len(sentence.shape))}
        up = least or (signs == {1} and not most)
        down = most or (signs == {-1} and not least)
        gap = others[0].exact - target.exact
        denied = DENIED.search(_around(sentence.shape, reached[0])) is not None
        if up == down:
            continue
        met = gap >= 0 if up else gap <= 0
        if met and denied and not (least or most):
            continue  # which way it should go is only guessed from the words
        if met == denied:
            sv, en = ("är nått", "is met") if met else ("är inte nått", "is not met")
            yield Finding(
                others[0].text,
                Said(
                    f"målet {target.text} {sv} vid {others[0].text}",
                    f"the target {target.text} {en} at {others[0].text}",
                ),
            )


def _targets_said(sentence: Sentence) -> Iterator[tuple[Number, bool, bool]]:
    """Yield each level that a target is said to have, and whether it is the least or the most."""
    seen = set()
    for match in TARGET.finditer(sentence.shape):
        seen.add(match["t"])
        yield sentence.at(match["t"]), bool(match["least"]), bool(match["most"])
    bounded = [one for one in sentence.values if one.said_about in ("minst", "högst", "at least", "at most")]
    if not seen and len(bounded) == 1 and re.search(AIM, sentence.text, re.IGNORECASE):
        least = bounded[0].said_about in ("minst", "at least")
        yield bounded[0], least, not least


def _around(shape: str, match: re.Match[str]) -> str:
    """Return the few words on both sides of a match, where a denial stands."""
    before = re.split(r"(?i:mål\w* (?:om|på))|target of|[;:.]", shape[: match.start()])[-1]
    return before[-26:] + re.split(r"[;.,]|mål\w*", shape[match.start() : match.end() + 14])[0]


def _stretch(shape: str, match: re.Match[str]) -> str:
    """Return the stretch between full stops that a match stands in."""
    begins = max(shape.rfind(mark, 0, match.start()) for mark in ".;") + 1
    return re.split(r"[.;]", shape[begins:])[0]


def _should(said: Said) -> Said:
    return Said(f"bedömningen är ”{said.sv}”", f"the verdict is “{said.en}”")
