"""How many targets stand where, in words."""

from laget.core.followup.reach import Reach
from laget.core.words.said import Said
from laget.core.words.summary import summary


def test_all_kinds_are_told_from_good_to_bad() -> None:
    tally = {Reach.MET: 4, Reach.ON_TRACK: 17, Reach.TOO_SLOW: 10, Reach.WRONG_WAY: 11, Reach.NOT_JUDGED: 4}
    assert summary(tally) == Said(
        "21 av 46 mål är nådda eller på väg. 11 går åt fel håll, 10 går för långsamt och 4 kan inte bedömas.",
        "21 of 46 targets are met or on track. 11 go the wrong way, 10 go too slowly and 4 cannot be judged.",
    )


def test_one_is_told_as_one() -> None:
    assert summary({Reach.MET: 1, Reach.WRONG_WAY: 1}) == Said(
        "1 av 2 mål är nått eller på väg. 1 går åt fel håll.",
        "1 of 2 targets is met or on track. 1 goes the wrong way.",
    )
    assert summary({Reach.MET: 1}).en == "1 of 1 target is met or on track."


def test_nothing_bad_is_not_told() -> None:
    assert summary({Reach.ON_TRACK: 3, Reach.TOO_SLOW: 0}).sv == "3 av 3 mål är nådda eller på väg."
