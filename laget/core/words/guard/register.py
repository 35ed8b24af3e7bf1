"""The guard's rules by name, in the order their faults are told, and the reading of a whole text."""

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType

from laget.core.words.binding import Ground, Told, rendered
from laget.core.words.guard.blank import blanks
from laget.core.words.guard.difference import differences
from laget.core.words.guard.direction import directions
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.figures import Known, Listed, bound_by_itself
from laget.core.words.guard.finding import Rule
from laget.core.words.guard.multiple import multiples
from laget.core.words.guard.points import percentage_points
from laget.core.words.guard.roughly import rough_words
from laget.core.words.guard.sentence import Sentence, language_of, sentences
from laget.core.words.guard.share import shares
from laget.core.words.guard.stale import stale_figures
from laget.core.words.guard.unbound import unbound_numbers
from laget.core.words.guard.verdict import verdict_words
from laget.core.words.guard.year import years_as_values
from laget.core.words.said import Language, Said

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "blank": blanks,
        "year": years_as_values,
        "share": shares,
        "direction": directions,
        "multiple": multiples,
        "difference": differences,
        "points": percentage_points,
        "roughly": rough_words,
        "verdict": verdict_words,
        "stale": stale_figures,
        "unbound": unbound_numbers,
    }
)
MOST_NUMBERS = 60  # in a sentence: each is held against all the others, and a reader has long since given up


def guarded(
    text: str,
    *,
    ground: Ground | None = None,
    cells: Listed | None = None,
    language: Language | None = None,
) -> tuple[Fault, ...]:
    """Return every fault of a text, in the order of the text.

    With `ground` and `cells` bindings are resolved and numbers must be bound, by a binding or by being a
    figure; without them a text is held to what its own sentences say. The language is the text's own where
    it is not given. Numbers in double square brackets are vouched for by their author: they need no figure,
    and are held to all the other rules.
    """
    spoken = language or language_of(text)
    told = rendered(text, ground=ground, language=spoken) if ground is not None else Told(text, text, ())
    known = Known(ground, cells=cells) if ground is not None and cells is not None else None
    found: list[Fault] = []
    for sentence in sentences(told, language=spoken):
        if (beyond := _beyond_reading(sentence)) is not None:
            found.append(beyond)
            continue
        read = bound_by_itself(sentence, known=known) if known is not None else sentence
        told_of: set[str] = set()
        for name, rule in RULES.items():
            for one in rule(read, known=known):
                if name == "unbound" and one.number in told_of:
                    continue  # what is wrong with the number has been said
                told_of.add(one.number)
                found.append(Fault(name, sentence.line, sentence.text, one.number, one.said))
    return tuple(dict.fromkeys(found))


def _beyond_reading(sentence: Sentence) -> Fault | None:
    """Return the fault of a sentence that cannot be examined: more numbers, or larger, than anybody reads."""
    if len(sentence.numbers) > MOST_NUMBERS:
        said = Said(
            f"meningen har fler än {MOST_NUMBERS} tal och går inte att granska; dela upp den",
            f"the sentence has more than {MOST_NUMBERS} numbers and cannot be examined; divide it",
        )
        return Fault("unreadable", sentence.line, sentence.text, "", said)
    for one in sentence.numbers:
        if not isfinite(one.value):
            said = Said(
                "talet är större än något som kan räknas; skriv om det",
                "the number is larger than anything that can be counted; write it differently",
            )
            return Fault("unreadable", sentence.line, sentence.text, one.text, said)
    return None
