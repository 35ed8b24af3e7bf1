"""Two editions beside each other: each target's words and figure then and now, each element's appraisal."""

from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.followup.account import Nearness
from laget.core.followup.edition import Edition
from laget.core.followup.verdict import Verdict
from laget.core.strategy import document as doc
from laget.core.words.explaining import explained
from laget.core.words.measure import measure
from laget.core.words.said import Language, Said
from laget.core.words.sentences import tell
from laget.core.words.short import short_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One target: its verdicts and figures in the two editions; None where an edition does not have it."""

    element: doc.Element
    title: str
    was: Verdict | None
    now: Verdict | None
    value_was: str
    value_now: str
    because: Said | None

    @property
    def is_changed(self) -> bool:
        """Whether an answer is another, or the target is new or gone."""
        if self.was is None or self.now is None:
            return True
        return (self.was.reach, self.was.travel) != (self.now.reach, self.now.travel)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier and a later edition; `is_next`: the later explains what changed since the earlier."""

    since: Edition
    until: Edition
    is_next: bool = False

    def lines(self, *, language: Language) -> list[Line]:
        """Return the targets of both, those first of which something is another."""
        was = {one.target: one for one in self.since.verdicts}
        now = {one.target: one for one in self.until.verdicts}
        because = {one.target: explained(one) for one in self.until.explanations} if self.is_next else {}
        lines = [
            self._line(name, was.get(name), now.get(name), because.get(name), language=language)
            for name in [*now, *(name for name in was if name not in now)]
        ]
        return sorted(lines, key=lambda line: not line.is_changed)

    @property
    def appraisals(self) -> Iterator[tuple[doc.Element, Nearness | None, Nearness | None]]:
        """Yield each element that people have judged in either, with their words then and now."""
        was = {name: one.appraisal.nearness for name, one in self.since.accounts.items()}
        now = {name: one.appraisal.nearness for name, one in self.until.accounts.items()}
        for edition, names in ((self.until, now), (self.since, was.keys() - now.keys())):
            for element in edition.strategy.elements:
                if element.id in names:
                    yield element, was.get(element.id), now.get(element.id)

    def _line(
        self, name: str, was: Verdict | None, now: Verdict | None, because: Said | None, *, language: Language
    ) -> Line:
        edition, verdict = (self.until, now) if now is not None else (self.since, was)
        assert verdict is not None  # noqa: S101 - one of the two has the target
        target, indicator = edition.strategy.target(name), edition.strategy.indicator(verdict.indicator)
        told = tell(verdict, target=target, indicator=indicator, cells=edition, language=language)
        return Line(
            element=edition.strategy.element(target.element),
            title=told.title.text,
            was=was,
            now=now,
            value_was=_value(self.since, was, language=language),
            value_now=_value(self.until, now, language=language),
            because=because if was is not None and now is not None else None,
        )


def _value(edition: Edition, verdict: Verdict | None, *, language: Language) -> str:
    """Return the figure of a verdict with its year, in short."""
    if verdict is None or verdict.value is None:
        return ""
    target, indicator = edition.strategy.target(verdict.target), edition.strategy.indicator(verdict.indicator)
    shown = short_level(verdict.value, measure=measure(target, indicator), language=language)
    return f"{shown} ({verdict.value_year})"
