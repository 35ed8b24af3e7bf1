"""What an edition says of the one before it: what it rested on, and why each changed verdict changed."""

from collections.abc import Mapping
from enum import StrEnum

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Part, Verdict
from laget.core.strategy.document import Indicator, StrategyDocument, Target
from laget.core.words.said import Said


class Cause(StrEnum):
    """What may differ between two editions and change a verdict, in the order it is told."""

    NEW_YEAR = "new year"  # figures of periods that the previous edition had none of, or did not see
    REVISED = "revised figures"  # figures that the previous edition had, published anew with another value
    TARGET = "changed target"  # the target, or what the strategy says that it rests on
    INDICATOR = "changed indicator"  # unit, way, noise, breaks, part of the year, or another statistic
    METHOD = "changed method"  # another method, or another version of it

    @property
    def said(self) -> Said:
        """What it is called in a sentence."""
        return CAUSES[self]


CAUSES = {
    Cause.NEW_YEAR: Said("nytt år", "new year"),
    Cause.REVISED: Said("reviderade siffror", "revised figures"),
    Cause.TARGET: Said("ändrat mål", "changed target"),
    Cause.INDICATOR: Said("ändrad indikator", "changed indicator"),
    Cause.METHOD: Said("ändrad metod", "changed method"),
}


class Words(Part):
    """The two answers of a verdict."""

    reach: Reach
    travel: Travel

    @classmethod
    def of(cls, verdict: Verdict) -> "Words":
        """Return a verdict's two answers."""
        return cls(reach=verdict.reach, travel=verdict.travel)


class Found(Part):
    """One cause of a changed verdict.

    `alone` are the words of the previous edition with this one thing as it is now, `without` the words of
    today with this one thing as it was; None where a version of the method that is gone would have to say.
    `decisive`: it alone would have changed an answer that did change.
    """

    cause: Cause
    alone: Words | None = None
    without: Words | None = None
    decisive: bool = False


class Explanation(Part):
    """Why one target's verdict is another than in the previous edition.

    A new target has no `was`, one that is gone no `now`, and neither has causes.
    """

    target: str
    was: Words | None = None
    now: Words | None = None
    causes: tuple[Found, ...] = ()


class Previous(Part):
    """What the edition before this one rested on, so far as it is needed to explain what changed.

    `edition` is the SHA-256 of its canonical bytes; `figures` the hash of each indicator's Parquet; `targets`
    and `indicators` are those that are others in the present strategy or gone from it; `words` are its
    verdicts' as they were written.
    """

    edition: str
    year: int
    method: str
    method_version: int
    county: str
    start: int
    figures: Mapping[str, str]
    ended: Mapping[str, int] = {}
    targets: tuple[Target, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    words: Mapping[str, Words]

    def check(self, present: StrategyDocument) -> None:
        """Raise ValueError where a target or an indicator is named that neither strategy has."""
        targets = {one.id: one for one in (*present.targets, *self.targets)}
        if unknown := self.words.keys() - targets.keys():
            raise ValueError(f"no target {min(unknown)}")
        known = {one.id for one in (*present.indicators, *self.indicators)}
        if unknown := {one.indicator for one in targets.values()} - known:
            raise ValueError(f"no indicator {min(unknown)}")

    def document(self, present: StrategyDocument) -> StrategyDocument:
        """Return the previous strategy as far as judging goes, made from the present one."""
        targets = {one.id: one for one in (*present.targets, *self.targets)}
        indicators = {one.id: one for one in (*present.indicators, *self.indicators)}
        return placed(present, county=self.county, start=self.start).model_copy(
            update={
                "targets": tuple(targets[name] for name in self.words),
                "indicators": tuple(indicators.values()),
            }
        )


def placed(document: StrategyDocument, *, county: str, start: int) -> StrategyDocument:
    """Return a strategy for another county and from another year."""
    strategy = document.strategy
    period = strategy.period.model_copy(update={"from_": start})
    return document.model_copy(
        update={
            "region": document.region.model_copy(update={"code": county}),
            "strategy": strategy.model_copy(update={"period": period}),
        }
    )
