"""From a target in a strategy to a series that a method can judge: every target form."""

from typing import assert_never

from laget.core.followup.reason import Reason
from laget.core.followup.target import levels, peers, spread
from laget.core.followup.target.peers import ranks
from laget.core.followup.target.view import CannotBeJudged, Judgeable, View
from laget.core.strategy import document as doc

__all__ = ["CannotBeJudged", "Judgeable", "View", "judgeable", "ranks"]

LACKING = {Reason.NO_FIGURE, Reason.NO_GROUP, Reason.TOO_FEW_COUNTIES}


def judgeable(target: doc.Target, *, view: View) -> Judgeable:
    """Return `target` as a series with threshold, year and way (followup.md, "Target forms").

    Figures after the target's year are not seen. Raises CannotBeJudged with the reason where no method could
    judge it.
    """
    try:
        found = _formed(target, view.until(target.year))
    except CannotBeJudged as refusal:
        if refusal.why.reason in LACKING and _begins_later(target, view):
            raise CannotBeJudged(Reason.TARGET_BEFORE_FIGURES) from None
        raise
    ended = view.ended
    if ended is not None and view.year > ended and (target.year is None or target.year > ended):
        raise CannotBeJudged(Reason.ENDED, years=[ended])
    return found


def _begins_later(target: doc.Target, view: View) -> bool:
    """Tell whether what is not there by the target's year is there afterwards."""
    if target.year is None or target.year >= view.year:
        return False
    try:
        return bool(_formed(target, view).series.years)
    except CannotBeJudged:
        return False


def _formed(target: doc.Target, view: View) -> Judgeable:
    place = target.area or view.county
    match target:
        case doc.AtLeast():
            found = levels.level(target, view, place, way=1)
        case doc.AtMost():
            found = levels.level(target, view, place, way=-1)
        case doc.Hold():
            found = levels.hold(target, view, place)
        case doc.Corridor():
            found = levels.corridor(target, view, place)
        case doc.Change():
            found = levels.change(target, view, place)
        case doc.Pace():
            found = levels.pace(target, view, place)
        case doc.Direction():
            found = levels.direction(target, view, place)
        case doc.BetterThan():
            found = peers.better_than(target, view, place)
        case doc.ChangeMoreThan():
            found = peers.change_more_than(target, view, place)
        case doc.SmallerGap():
            found = spread.smaller_gap(target, view, place)
        case doc.SmallerSpread():
            found = spread.smaller_spread(target, view, place)
        case doc.AllAtLeast():
            found = spread.all_municipalities(target, view, place, way=1)
        case doc.AllAtMost():
            found = spread.all_municipalities(target, view, place, way=-1)
        case doc.Rank():
            found = peers.rank(target, view, place)
        case doc.Budget():
            found = levels.budget(target, view, place)
        case _ as unknown:
            assert_never(unknown)
    if not found.series.years:
        raise CannotBeJudged(Reason.NO_FIGURE)
    return found
