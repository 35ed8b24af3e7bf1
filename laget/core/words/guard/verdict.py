"""Rule: a verdict word (nått, på väg, för långsamt, åt fel håll, förbättras) against the verdict."""

import re
from collections.abc import Iterator

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Verdict
from laget.core.words.guard.clause import V, ways
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

REACHES = {
    Reach.MET: r"\b(?:mål\w*|target|goal)\b[^.;]*\b(?:nått|nåtts|nådd|uppnått|uppnåtts"
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
    r"\b(?:inte|ej|ännu inte|aldrig|ska|skall|ska vara|bör|för att|när|om|not|should|to be)\b", re.IGNORECASE
)
NOT_YET = re.compile(r"\b(?:inte|ej|aldrig|ännu|ska|bör|not|should)\b", re.IGNORECASE)
TARGET = re.compile(
    rf"\bmål\w*\b[^⟨;.]{{0,20}}\b(?:på|om)\s+(?P<least>minst|lägst|åtminstone)?(?P<most>högst|som"
    rf" mest|max)?\s*{V.format('t')}[^;.]*\b(?:nått|nåtts|uppnått|uppnåtts|uppfyllt|nådd)\b"
    rf"|\b(?:nått|uppnått|nådde)\b[^⟨;.]{{0,20}}\bmål\w*\s+(?:på|om)\s+(?P<least2>minst|lägst)?(?P<most2>högst|max)?\s*{V.format('u')}",
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
        titles = known.indicators_of(sentence)
        # A number that merely equals a figure tells whose it is only together with the words beside it.
        equal = [one.bound for one in sentence.values if one.bound is not None]
        resolved = bound or [one for one in equal if one.indicator in titles]
        indicators = {one.indicator for one in resolved} or titles
        areas = {one.area for one in resolved}
        named = {
            name
            for name, one in known.ground.verdicts.items()
            if one.indicator in indicators and (not areas or one.area in areas)
        }
    return tuple(known.ground.verdicts[name] for name in sorted(named))


def _own_numbers(sentence: Sentence) -> Iterator[Finding]:
    for match in TARGET.finditer(sentence.shape):
        target = sentence.at(match["t"] or match["u"])
        others = [one for one in sentence.values if one is not target and one.unit == target.unit]
        if len(others) != 1 or NOT_YET.search(match[0]):
            continue
        signs = {way.sign for way in ways(sentence, 0, len(sentence.shape))}
        up = bool(match["least"] or match["least2"]) or signs == {1}
        down = bool(match["most"] or match["most2"]) or signs == {-1}
        gap = others[0].exact - target.exact
        if up != down and ((up and gap < 0) or (down and gap > 0)):
            yield Finding(
                others[0].text,
                Said(
                    f"målet {target.text} är inte nått vid {others[0].text}",
                    f"the target {target.text} is not met at {others[0].text}",
                ),
            )


def _denied(shape: str, match: re.Match[str]) -> bool:
    """Tell whether a verdict word is denied, or only wished for."""
    return (
        NOT.search(shape[max(0, match.start() - 22) : match.start()]) is not None
        or NOT_YET.search(match[0]) is not None
    )


def _should(said: Said) -> Said:
    return Said(f"bedömningen är ”{said.sv}”", f"the verdict is “{said.en}”")
