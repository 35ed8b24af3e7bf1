"""Faults of the two groups of a gap: whether the indicator has figures for them."""

from collections.abc import Iterator

from laget.core.strategy.document import FileSource, Indicator, PxwebSource, SmallerGap
from laget.core.strategy.faults import Fault, fault, meant, warning
from laget.core.strategy.values import Path

GROUPS = ("total", "women", "men", "born_in_sweden", "born_abroad")
"""The one vocabulary of groups; a file may have its own beside it."""


def group_faults(target: SmallerGap, indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    """Yield what keeps a gap between two groups of an indicator from being formed."""
    path = (*path, "groups")
    if target.groups[0] == target.groups[1]:
        yield fault(
            path,
            sv=f"gapet är mellan två grupper, men ”{target.groups[0]}” står två gånger",
            en=f"the gap is between two groups, but “{target.groups[0]}” stands twice",
        )
    known, own = _groups_of(indicator)
    for place, group in enumerate(target.groups):
        if group in known:
            continue
        ask = meant(group, known)
        if not own:
            yield fault(
                (*path, place),
                sv=f"”{indicator.id}” har inga siffror för gruppen ”{group}”{ask.sv}",
                en=f"“{indicator.id}” has no figures for the group “{group}”{ask.en}",
            )
        elif "?" in ask.en:
            yield warning(
                (*path, place), sv=f"gruppen ”{group}” är ovanlig{ask.sv}", en=f"“{group}” is unusual{ask.en}"
            )


def _groups_of(indicator: Indicator) -> tuple[tuple[str, ...], bool]:
    """Return the groups an indicator is known to have, and whether its source may have others too."""
    source = indicator.source
    sex = ("women", "men") if indicator.by else ()
    if isinstance(source, PxwebSource):
        named = (*sex, *source.groups.values())
        return ("total", *dict.fromkeys(named)), source.group is not None and not source.groups
    if isinstance(source, FileSource):
        if source.columns.group is None:
            return ("total",), False
        return tuple(dict.fromkeys((*GROUPS, *source.groups.values()))), True
    return ("total", *sex), False
