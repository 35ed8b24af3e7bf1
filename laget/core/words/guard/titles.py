"""Which indicator a sentence speaks of, by the words that it shares with the titles."""

import re
from collections import Counter
from collections.abc import Mapping

from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Language, Said

STEM = 7  # letters of a title's word that a sentence has to share
ENDING = 3  # letters that a short word may have after it
PREFIX = 5  # letters of a shorter word that is taken for the same: "natur" in "naturen"
MANY = 5  # a word that more titles have, or more than a fifth of all, tells of none
# What the same is called in plain words.
SAME = {
    "folkmängd": r"befolkning(?:en|s\w*)?|invånarantal\w*|folkmängd\w*",
    "medianinkomst": r"medianinkomst\w*|förvärvsinkomst\w*",
}
SAID = re.compile("|".join(SAME.values()))
WORD = re.compile(r"[a-zåäöé]{4,}|\b\d\d–\d\d\b")
EMPTY = frozenset([
    "andel", "andelen", "antal", "antalet", "invånare", "personer", "procent", "länet", "kommunen",
    "region", "mellan", "total", "with", "share", "äldre", "aged", "over", "dagar", "days", "april",
    "månad", "month", "serie", "series", "whole", "helhet", "behöver", "needs", "andra", "residents",
    "befolkningen", "population", "kommunalt", "kommunal", "kommuner", "kommunerna", "municipal", "work",
    "rate", "mean", "både", "från", "till", "minst", "högst", "högsta", "highest", "varken", "neither",
    "regionen", "län", "person", "persons", "plats", "place", "bättre", "better", "bland", "among", "sedan",
    "since", "efter", "resident", "municipalities", "county", "counties", "kommunens", "länets", "value",
    "värde", "after", "under", "över", "that", "than", "cent", "target", "målet", "number", "level",
    "nivån", "eller", "either", "hade",
])  # fmt: skip


class Titles:
    """The titles of some indicators, and how much each of their words tells."""

    def __init__(self, titles: Mapping[str, Said]) -> None:
        self._words: dict[Language, dict[str, frozenset[str]]] = {
            "sv": {name: words_of(title.sv) for name, title in titles.items()},
            "en": {name: words_of(title.en) for name, title in titles.items()},
        }
        self._seen: dict[tuple[Language, str], Mapping[str, float]] = {}
        self._said: dict[tuple[Language, str], Mapping[str, float]] = {}
        self._least = 1 / max(MANY, len(titles) / 5) - 1e-9
        self._count = {
            language: Counter(word for title in found.values() for word in title)
            for language, found in self._words.items()
        }

    def shared(self, sentence: Sentence) -> Mapping[str, float]:
        """Return how much of each title a sentence says, where it says enough to tell.

        A word counts one over the number of titles that have it, and half inside a longer word.
        """
        key = (sentence.language, sentence.text)
        if key not in self._seen:
            self._seen[key] = self._weighed(sentence)
        return self._seen[key]

    def _weighed(self, sentence: Sentence) -> Mapping[str, float]:
        count = self._count[sentence.language]
        told: dict[str, float] = {}
        for word in words_of(sentence.text) | words_of(sentence.text.replace("av befolkningen", ""), of=SAID):
            for one, degree in self._told_by(sentence.language, word).items():
                told[one] = max(degree, told.get(one, 0.0))
        weights = {
            name: sum(told[one] / count[one] for one in title if one in told)
            for name, title in self._words[sentence.language].items()
        }
        return {name: weight for name, weight in weights.items() if weight >= self._least}

    def _told_by(self, language: Language, word: str) -> Mapping[str, float]:
        """Return the titles' words that one word of a text says, and how far."""
        if (language, word) not in self._said:
            degrees = {one: _told(one, word) for one in self._count[language]}
            self._said[language, word] = {one: degree for one, degree in degrees.items() if degree}
        return self._said[language, word]

    def most(self, sentence: Sentence) -> frozenset[str]:
        """Return the indicators whose titles a sentence says most of; empty where it tells of none."""
        shared = self.shared(sentence)
        most = max(shared.values(), default=0.0)
        return frozenset(name for name, weight in shared.items() if weight >= most - 1e-9)

    def of_paragraph(self, sentence: Sentence) -> frozenset[str]:
        """Return the indicators that a sentence says, else those of the sentence before it that says most."""
        if own := self.most(sentence):
            return own
        best: Sentence | None = None
        most, one = 1 - 1e-9, sentence.before
        while one is not None:
            weight = max(self.shared(one).values(), default=0.0)
            if weight > most:
                best, most = one, weight
            one = one.before
        return self.most(best) if best is not None else frozenset()

    def near(self, sentence: Sentence) -> frozenset[str]:
        """Return every indicator that a sentence, or where it tells little those before it, tells of."""
        one: Sentence | None = sentence
        found: frozenset[str] = frozenset()
        while one is not None:
            shared = self.shared(one)
            found |= frozenset(shared)
            if max(shared.values(), default=0.0) > 1 - 1e-9:
                break
            one = one.before
        return found


def words_of(text: str, *, of: re.Pattern[str] | None = None) -> frozenset[str]:
    """Return the long words of a text that say something of their own, and the ages; or those that match."""
    found = frozenset(WORD.findall(text.casefold().replace("-", "–")))
    return found - EMPTY if of is None else frozenset(word for word in found if of.fullmatch(word))


def _told(of: str, word: str) -> float:
    """Return how far a word says a title's word: whole, half inside a longer word, or not at all."""
    if of in SAME and re.fullmatch(SAME[of], word):
        return 1.0
    if not of[0].isalpha() or not word[0].isalpha():
        return float(of == word)
    stem, short = of[:STEM], len(of) < PREFIX
    if word.startswith(stem) and (not short or len(word) <= len(of) + ENDING):
        return 1.0
    if len(word) >= PREFIX and of.startswith(word) and len(of) <= len(word) + ENDING:
        return 1.0
    return 0.5 if not short and stem in word else 0.0
