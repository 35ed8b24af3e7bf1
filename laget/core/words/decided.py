"""A target as it was decided, in words and without figures: what is measured, where, what is wanted."""

from dataclasses import dataclass

from laget.core.areas import area
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL
from laget.core.strategy.document import AtLeast, AtMost, SmallerGap, StrategyDocument, Target
from laget.core.strategy.values import said
from laget.core.words.aims import aim
from laget.core.words.case import Case
from laget.core.words.en import ENGLISH
from laget.core.words.language import Grammar
from laget.core.words.said import Said
from laget.core.words.sv import SWEDISH
from laget.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Decided:
    """What a target measures, where, and what it asks for: "minst 5 procent senast 2030"."""

    title: Said
    place: Said
    aim: Said


def decided(target: Target, document: StrategyDocument) -> Decided:
    """Return a target in words; raises KeyError where the document lacks its indicator."""
    sv, en = (_parts(target, document, grammar) for grammar in (SWEDISH, ENGLISH))
    return Decided(*(Said(*both) for both in zip(sv, en, strict=True)))


class _NoFigures:
    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:  # noqa: ARG002 - the protocol's
        return None


def _parts(target: Target, document: StrategyDocument, grammar: Grammar) -> tuple[str, str, str]:
    indicator, place = document.indicator(target.indicator), document.area_of(target)
    verdict = Verdict(
        target=target.id,
        element=target.element,
        indicator=indicator.id,
        area=place,
        form=target.form,
        travel=Travel.NOT_JUDGED,
        reach=Reach.NOT_JUDGED,
        method="",
        method_version=0,
    )
    case = Case(verdict=verdict, target=target, indicator=indicator, cells=_NoFigures(), grammar=grammar)
    title = said(indicator.title).to(grammar.language)
    if indicator.invented:
        title = grammar.invented(title)
    asked = [aim(case)]
    if isinstance(target, SmallerGap):
        between = grammar.joined([grammar.group(group) for group in target.groups])
        asked.append(Said(f"mellan {between}", f"between {between}").to(grammar.language))
    if isinstance(target, AtLeast | AtMost) and target.steps:
        steps = grammar.joined(
            [
                f"{grammar.amount(case.decided(value))} {'in ' if grammar.language == 'en' else ''}{year}"
                for year, value in sorted(target.steps.items())
            ]
        )
        sv, en = ("delmålet", "step") if len(target.steps) == 1 else ("delmålen", "steps")
        asked.append(Said(f"med {sv} {steps}", f"with the {en} {steps}").to(grammar.language))
    asked_for = ", ".join(asked)
    if target.base is not None and str(target.base) not in asked_for:
        asked_for += Said(f", räknat från {target.base}", f", counted from {target.base}").to(
            grammar.language
        )
    return title, area(place).name.to(grammar.language), Text(asked_for).text
