"""The figures of a household as pages show them: told, beside their targets, each made once a process."""

from dataclasses import dataclass, field
from functools import lru_cache

from laget.apps.followup.queries import figures_of
from laget.core.areas import area
from laget.core.followup.edition import Edition
from laget.core.household import Aim, Figure, Wanted, aimed, counted, nearest
from laget.core.series import Figures, Series
from laget.core.strategy.document import Indicator
from laget.core.strategy.document import said as in_languages
from laget.core.words.household import aim_told, counted_told, figure_told, no_aim, no_figure
from laget.core.words.said import Refusal, Said
from laget.pages.initiatives.people import source_of
from laget.pages.standing import Standing

MADE = 512  # figures that a process holds told


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A figure as it is read: its sentence, its target, its count; what is not there says so or is None."""

    indicator: Indicator
    figure: Figure | None
    said: Said
    aim: Aim | None
    aim_said: Said | None
    count_said: Said | None
    source: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure that a filter of a household asks for, as it is read."""

    wanted: Wanted
    read: Read


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a figure is read from; two with the same hash give the same."""

    hash: str
    edition: Edition = field(compare=False)
    indicator: Indicator = field(compare=False)
    id: str


def told(standing: Standing, wanted: Wanted, *, home: str) -> Told:
    """Return a figure that a household living in the municipality `home` (code) follows."""
    ground = _Ground(standing.judgement.hash, standing.edition, wanted.indicator, wanted.indicator.id)
    return Told(wanted=wanted, read=_read(ground, home, wanted.group))


@lru_cache(maxsize=MADE)
def _read(ground: _Ground, code: str, group: str) -> Read:
    edition, one, home = ground.edition, ground.indicator, area(code)
    document = edition.strategy
    figure = nearest(_figures(edition, one), one, home=home, group=group)
    if figure is None:
        return Read(
            indicator=one,
            figure=None,
            said=no_figure(in_languages(one.title), home),
            aim=None,
            aim_said=None,
            count_said=None,
            source=source_of(one),
        )
    aim = aimed(figure, document=document, verdicts=edition.verdicts)
    is_aimed_at = any(target.indicator == one.id for target in document.targets)
    count = counted(figure, aim, population=_population(edition, one, figure))
    return Read(
        indicator=one,
        figure=figure,
        said=figure_told(figure),
        aim=aim,
        aim_said=aim_told(aim, figure, document) if aim else no_aim(home, is_aimed_at=is_aimed_at),
        count_said=counted_told(count),
        source=source_of(one),
    )


def _population(edition: Edition, one: Indicator, figure: Figure) -> tuple[Indicator, Series] | None:
    """Return who a figure is a share or a rate of, in its own area and group."""
    if one.people is None:
        return None
    of = edition.strategy.indicator(one.people)
    figures = _figures(edition, of)
    if figures is None:
        return None
    return of, figures.series(of.id, area=figure.area.code, group=figure.group)


def _figures(edition: Edition, one: Indicator) -> Figures | None:
    try:
        return figures_of(edition, one)
    except Refusal:  # the store lacks them just now; the sentence says that there are none
        return None
