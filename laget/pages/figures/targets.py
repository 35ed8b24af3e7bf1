"""An indicator's targets as its page shows them: the gap, whom it touches, and what other methods say."""

from dataclasses import dataclass

from laget.core.areas import area
from laget.core.followup.contribution import Contribution
from laget.core.followup.reach import Reach
from laget.core.strategy.document import Indicator
from laget.core.words.decided import Decided, decided
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.touching import touching
from laget.pages.standing import Gap, Standing


@dataclass(frozen=True, slots=True)
class Part:
    """One municipality's part of a gap: its share in per cent, and what that counts."""

    code: str
    name: str
    share: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """One target: as it is decided, its gap, whom it touches in clauses, its parts, each method's word."""

    decided: Decided
    gap: Gap
    touching: tuple[str, ...]
    parts: tuple[Part, ...]
    parts_year: int | None
    parts_of: str
    parts_why_not: Said | None
    methods: tuple[tuple[str, Reach], ...]

    @property
    def disagree(self) -> bool:
        """Whether the methods land on different words."""
        return self.gap.verdict.methods_disagree


def targets_of(standing: Standing, indicator: Indicator, *, language: Language) -> list[Aimed]:
    """Return each target of an indicator, in the order of the strategy."""
    return [
        _aimed(standing, target.id, language=language)
        for target in standing.document.targets
        if target.indicator == indicator.id
    ]


def _aimed(standing: Standing, target: str, *, language: Language) -> Aimed:
    gap = standing.gap(target, language=language)
    touch = standing.edition.touches.get(target)
    clauses = (
        touching(
            touch, verdict=gap.verdict, indicator=gap.indicator, cells=standing.edition, language=language
        )
        if touch is not None
        else ()
    )
    contribution = touch.contribution if touch is not None else None
    return Aimed(
        decided=decided(gap.target, standing.document),
        gap=gap,
        touching=tuple(f"{one.text[0].upper()}{one.text[1:]}." for one in clauses),
        parts=_parts(contribution, language),
        parts_year=contribution.year if contribution is not None else None,
        parts_of=unit(contribution.of).to(language) if contribution is not None else "",
        parts_why_not=contribution.reason.said
        if contribution is not None and contribution.reason is not None
        else None,
        methods=tuple(gap.verdict.methods.items()),
    )


def _parts(contribution: Contribution | None, language: Language) -> tuple[Part, ...]:
    if contribution is None:
        return ()
    grammar = GRAMMARS[language]
    return tuple(
        Part(
            code=one.area,
            name=grammar.place(area(one.area)),
            share=f"{number(100 * one.share, decimals=0, language=language)} %",
            count=number(one.count, decimals=0, language=language),
        )
        for one in contribution.parts
    )
