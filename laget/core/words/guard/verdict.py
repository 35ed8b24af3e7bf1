"""Rule: a verdict word (nått, på väg, för långsamt, åt fel håll, förbättras) against the verdict."""

import re
from collections.abc import Iterator

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Verdict
from laget.core.words.guard.clause import V, alike, ways
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

REACHES = {
    Reach.MET: r"\b(?:(?!del|etapp)\w*mål\w*|target|goal)\b[^.;]*\b(?:nått|nåtts|nådd|uppnått|uppnåtts"
    r"|nåddes|uppfyllt|uppfyllts|nås redan|(?:has been|was|is) (?:met|reached)(?![^.]*\blate))\b"
    r"|\b(?:nått|uppnått|nådde|når redan|met"
    r"|reached)\b[^.;]{0,25}\b(?:mål|target|goal)",
    Reach.ON_TRACK: r"\bpå (?:god )?väg (?:att nå|mot mål\w*|till mål\w*)"
    r"|\bär på väg\b(?! (?:ner|ned|upp|bort|åt|tillbaka))|\bi rätt takt\b|\bon track\b",
    Reach.TOO_SLOW: r"\bför långsamt\b|\btoo slow\w*\b",
    Reach.WRONG_WAY: r"\båt fel håll\b|\bi fel riktning\b|\bthe wrong way\b|\bin the wrong direction\b",
}
TRAVELS = {
    Travel.IMPROVING: r"\b(?:förbättras|förbättrats|har blivit bättre|åt rätt håll|i rätt riktning|improving"
    r"|improved)\b",
    Travel.WORSENING: r"\b(?:försämras|försämrats|har blivit sämre|worsening|worsened)\b",
}
NOT = re.compile(
    r"\b(?:inte|ej|aldrig|ska|skall|kan|bör|för att|när|(?<!mål )(?<!målet )(?<!målen )om|not|no|never"
    r"|should|to be|if|when)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(r"\b(?:inte|ej|aldrig|ännu|ska|kan|bör|not|yet|should)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:inte|ej|aldrig|not|never|misse\w*|missa\w*)\b", re.IGNORECASE)
WISHED = re.compile(
    r"\b(?:ska|skall|kan|bör|om|när|för att|should|shall|to be|if|when|will)\b", re.IGNORECASE
)
# Who reaches a target will have met it: right of one that is met, and of one that is on track.
REACHING = re.compile(
    r"\bmål\w*\b[^.;]{0,60}\b(?:nås|uppnås|uppfylls|klaras|kommer att nås)\b|\b(?:target"
    r"|goal)\b[^.;]{0,60}\bwill be (?:met|reached)\b",
    re.IGNORECASE,
)
TARGET = re.compile(
    rf"\b(?:\w*mål\w*|target|goal)\b[^⟨;.]{{0,20}}\b(?:på|om|att|är|var|of|is)\s+(?:nå\s+"
    rf"|att\s+)?(?:(?P<least>minst|lägst|åtminstone|at least)"
    rf"|(?P<most>högst|som mest|max|at most|no more than))?\s*{V.format('t')}",
    re.IGNORECASE,
)
REACHED = re.compile(
    r"\b(?:nått|nåtts|nådd|nådde|nåddes|når|nås|uppnått|uppnåtts|uppnår|uppnådde|uppnåddes|uppnås|uppfyllt"
    r"|uppfyllts|uppfyller|uppfylls|klarar"
    r"|klarade|klarat|klarats|met|reached|achieved|meets|reaches)\b",
    re.IGNORECASE,
)


def verdict_words(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each verdict word that the verdict, or the sentence's own numbers, contradict."""
    yield from _own_numbers(sentence)
    if known is None:
        return
    spoken = _spoken_of(sentence, known)
    if not spoken:
        return
    reaches = {one.reach for one in spoken}
    for reach, words in REACHES.items():
        match = re.search(words, sentence.shape, re.IGNORECASE)
        if match is None:
            continue
        denied = _denied(sentence.shape, match)
        wrong = (
            (reaches == {reach})
            if denied and reach in (Reach.MET, Reach.ON_TRACK)
            else not denied and reach not in reaches
        )
        if reach is Reach.WRONG_WAY and any(one.travel is Travel.WORSENING for one in spoken):
            wrong = False
        if wrong:
            yield Finding(match[0], _should(spoken[0].reach.said))
    if (reaching := REACHING.search(sentence.shape)) is not None and not WISHED.search(sentence.shape):
        arrives = bool(reaches & {Reach.MET, Reach.ON_TRACK})
        fails = bool(reaches - {Reach.MET, Reach.ON_TRACK})
        if not (fails if DENIED.search(sentence.shape) else arrives):
            yield Finding(reaching[0], _should(spoken[0].reach.said))
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
        areas |= {one.area for one in of_them.values() if known.names(one.area, sentence.text)}
        here = {name: one for name, one in of_them.items() if one.area in areas} or of_them
        # Of several targets the one whose own number the sentence says.
        said = {one.value for one in sentence.values}
        decided = {name for name, one in here.items() if said & known.decided_of(name)}
        spoken = TARGET.search(sentence.shape)
        if not decided and spoken is not None and sentence.at(spoken["t"]).value in known.decided:
            return ()  # the number is another target's
        named = decided or set(here)
    return tuple(known.ground.verdicts[name] for name in sorted(named))


def _own_numbers(sentence: Sentence) -> Iterator[Finding]:
    """Hold a target's level and the figure beside it to whether it is said to be reached."""
    for match in TARGET.finditer(sentence.shape):
        target = sentence.at(match["t"])
        reached = list(REACHED.finditer(sentence.shape))
        others = [
            one
            for one in sentence.values
            if one is not target and alike(one, target) and one.unit != "points"
        ]
        if len(others) != 1 or len(reached) != 1 or WISHED.search(_around(sentence.shape, reached[0])):
            continue
        signs = {way.sign for way in ways(sentence, 0, len(sentence.shape))}
        up = bool(match["least"]) or (signs == {1} and not match["most"])
        down = bool(match["most"]) or (signs == {-1} and not match["least"])
        gap = others[0].exact - target.exact
        denied = DENIED.search(_around(sentence.shape, reached[0])) is not None
        if up == down:
            continue
        met = gap >= 0 if up else gap <= 0
        if met and denied and not (match["least"] or match["most"]):
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


def _around(shape: str, match: re.Match[str]) -> str:
    """Return the few words on both sides of a match, where a denial stands."""
    before = re.split(r"(?i:mål\w* (?:om|på))|target of|[;.]", shape[: match.start()])[-1]
    return before[-26:] + re.split(r"[;.,]|mål\w*", shape[match.start() : match.end() + 14])[0]


def _denied(shape: str, match: re.Match[str]) -> bool:
    """Tell whether a verdict word is denied, or only wished for."""
    return (
        NOT.search(shape[max(0, match.start() - 22) : match.start()]) is not None
        or NOT_YET.search(match[0]) is not None
    )


def _should(said: Said) -> Said:
    return Said(f"bedömningen är ”{said.sv}”", f"the verdict is “{said.en}”")
