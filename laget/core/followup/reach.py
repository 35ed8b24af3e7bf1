"""From a method's classes to the words of a verdict: which way it travels, and how near the target it is."""

from enum import StrEnum
from types import MappingProxyType

import numpy as np

from laget.core.followup.methods.method import Block, Judged, Kind, Method, Small
from laget.core.followup.reason import Reason as Reason
from laget.core.words.said import Said


class Travel(StrEnum):
    """Direction of travel (utveckling)."""

    IMPROVING = "improving"
    UNCHANGED = "unchanged"
    WORSENING = "worsening"
    NOT_JUDGED = "not_judged"

    @property
    def said(self) -> Said:
        """The word on screen."""
        return TRAVEL_WORDS[self][1]

    @property
    def shape(self) -> str:
        """The shape beside the word; never alone."""
        return TRAVEL_WORDS[self][0]


class Reach(StrEnum):
    """Where the series stands against its target (läge mot målet), best first, what is not judged last."""

    MET = "met"
    ON_TRACK = "on_track"
    TOO_SLOW = "too_slow"
    WRONG_WAY = "wrong_way"
    NOT_JUDGED = "not_judged"

    @property
    def said(self) -> Said:
        """The word on screen."""
        return REACH_WORDS[self][1]

    @property
    def shape(self) -> str:
        """The shape beside the word; never alone."""
        return REACH_WORDS[self][0]


UNJUDGED = ("○", Said(sv="kan inte bedömas", en="cannot be judged"))
TRAVEL_WORDS = {
    Travel.IMPROVING: ("▲", Said(sv="förbättras", en="improving")),
    Travel.UNCHANGED: ("▬", Said(sv="oförändrat", en="unchanged")),
    Travel.WORSENING: ("▼", Said(sv="försämras", en="worsening")),
    Travel.NOT_JUDGED: UNJUDGED,
}
REACH_WORDS = {
    Reach.MET: ("■", Said(sv="nått", en="met")),
    Reach.ON_TRACK: ("●", Said(sv="på väg", en="on track")),
    Reach.TOO_SLOW: ("◆", Said(sv="för långsamt", en="too slow")),
    Reach.WRONG_WAY: ("✖", Said(sv="åt fel håll", en="wrong way")),
    Reach.NOT_JUDGED: UNJUDGED,
}
REACHES = tuple(Reach)
MET, ON_TRACK, TOO_SLOW, WRONG_WAY, NOT_JUDGED = range(5)

# The table of followup.md: what each class says of a target with a value.
OF_CLASS = MappingProxyType(
    {
        "met": MET,
        "target_achieved": MET,
        "sun": ON_TRACK,
        "slightly_cloudy": ON_TRACK,
        "substantial_progress": ON_TRACK,
        "on_track": ON_TRACK,
        "significant": ON_TRACK,
        "reaches": ON_TRACK,
        "cloudy": TOO_SLOW,
        "moderate_progress": TOO_SLOW,
        "limited_progress": TOO_SLOW,
        "insufficient": TOO_SLOW,
        "moderate": TOO_SLOW,
        "falls_short": TOO_SLOW,
        "thunderstorm": WRONG_WAY,
        "deterioration": WRONG_WAY,
        "off_track": WRONG_WAY,  # too slow while it moves towards
        "away": WRONG_WAY,
        "wrong_way": WRONG_WAY,
    }
)


def reach_of(method: Method, block: Block, judged: Judged) -> Small:
    """Return, for each row of `block`, the index in REACHES that `method`'s verdict stands for."""
    table = np.array([OF_CLASS[word] for word in method.classes], np.int8)
    reach = table[judged.classes]
    slightly = np.isin(
        judged.classes, [i for i, word in enumerate(method.classes) if word == "slightly_cloudy"]
    )
    off_track = np.isin(judged.classes, [i for i, word in enumerate(method.classes) if word == "off_track"])
    passed = block.ended & (block.kind != Kind.DIRECTION)
    # A hold that is met and adverse is on track by every method that has a rule for holds (their number is a
    # pace), until its year has passed and it was held.
    adverse = block.held & ~passed & (block.way * judged.progress < -block.tolerance)
    return np.select(
        [
            judged.classes < 0,
            judged.met & adverse,
            judged.met,
            passed & judged.towards,
            passed,
            slightly & (block.kind == Kind.DIRECTION),
            off_track & judged.towards,
        ],
        [NOT_JUDGED, ON_TRACK, MET, TOO_SLOW, WRONG_WAY, TOO_SLOW, TOO_SLOW],
        reach,
    ).astype(np.int8)
