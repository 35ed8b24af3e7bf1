"""Who the gap of a target touches: municipalities, groups, and what it is as something familiar."""

from collections.abc import Iterable

from pydantic import field_validator

from laget.core.followup.contribution import Contribution, contribution_of
from laget.core.followup.disparity import Disparity, between_groups
from laget.core.followup.verdict import Number, Part, Verdict
from laget.core.series import Figures
from laget.core.strategy.document import SmallerGap, StrategyDocument
from laget.core.words.equivalents import UNITS, Equivalent, equivalent
from laget.core.words.said import Said

PAIRS = (("women", "men"), ("born_abroad", "born_in_sweden"))
"""The groups that are set beside each other wherever an indicator has both."""


class Familiar(Part):
    """A gap counted as `number` of the unit of that id; one is `size` of `of`, by `source`."""

    unit: str
    number: Number
    size: Number
    of: str
    source: str

    @field_validator("unit")
    @classmethod
    def _is_known(cls, unit: str) -> str:
        """A unit that there is none of cannot be told."""
        if unit not in UNITS:
            raise ValueError(f"no unit {unit}")
        return unit

    @property
    def said(self) -> Said:
        """What the gap is about as many as: "ungefär 47 fulla bussar"."""
        told = Equivalent(self.number, UNITS[self.unit]).said
        return Said(f"ungefär {told.sv}", f"about {told.en}")


class Touch(Part):
    """Who the gap of one target touches; what is not there cannot be formed or does not apply."""

    contribution: Contribution | None = None
    groups: tuple[Disparity, ...] = ()
    familiar: Familiar | None = None


NOBODY = Touch()


def touches(document: StrategyDocument, figures: Figures, verdicts: Iterable[Verdict]) -> dict[str, Touch]:
    """Return by target id who its gap touches, for the targets of which there is something to say."""
    found = {verdict.target: touch(document, figures, verdict) for verdict in verdicts}
    return {target: one for target, one in found.items() if one != NOBODY}


def touch(document: StrategyDocument, figures: Figures, verdict: Verdict) -> Touch:
    """Return who the gap of a verdict touches, from the figures that the verdict could see."""
    return Touch(
        contribution=contribution_of(document, figures, verdict),
        groups=_groups(document, figures, verdict),
        familiar=familiar(verdict),
    )


def familiar(verdict: Verdict) -> Familiar | None:
    """Return the gap of a verdict in something familiar; None where it is not counted or no unit fits."""
    people = verdict.gap.people if verdict.gap is not None else None
    if people is None or people.count is None:
        return None
    found = equivalent(people.count, of=people.of)
    if found is None:
        return None
    unit = found.unit
    return Familiar(unit=unit.id, number=found.number, size=unit.size, of=unit.of, source=unit.source.text)


def _groups(document: StrategyDocument, figures: Figures, verdict: Verdict) -> tuple[Disparity, ...]:
    """Return the target's own groups, else the known pairs that the indicator has in the target's place."""
    if verdict.value_year is None:
        return ()
    indicator = document.indicator(verdict.indicator)
    target = next(one for one in document.targets if one.id == verdict.target)
    pairs = (target.groups,) if isinstance(target, SmallerGap) else PAIRS
    found = (
        between_groups(
            figures,
            indicator=indicator.id,
            area=verdict.area,
            groups=pair,
            year=verdict.value_year,
            breaks=indicator.breaks,
        )
        for pair in pairs
        if set(pair) <= set(figures.groups(indicator.id))
    )
    return tuple(one for one in found if one.reason is None or isinstance(target, SmallerGap))
