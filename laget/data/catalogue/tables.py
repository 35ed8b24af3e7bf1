"""A table as somebody chooses from it: its variables, their codes, and the code lists they may come from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from laget.core.areas import UnknownArea, area
from laget.core.periods import UnreadablePeriod, period
from laget.core.strategy.source import PxwebSource
from laget.core.words.said import Refusal, Said
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.cube import Description
from laget.data.sources.pxweb.groups import is_total
from laget.data.sources.pxweb.pxweb import Pxweb
from laget.data.sources.pxweb.selection import anatomy, is_area

_TIME = re.compile(r"\b(tid|år|kvartal|månad|time|year|quarter|month)\b", re.IGNORECASE)
_AREA = re.compile(
    r"\b(region|regioner|län|kommun|kommuner|kommungrupp\w*|tätort|tätorter|småort|småorter|församling|distrikt"
    r"|deso|regso|nuts\w*|riksområde\w*|storstadsområde\w*|valkrets|valdistrikt|county|municipality)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, or a code list, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable that somebody chooses of; `codes` are those of the code list that is chosen.

    `total` is the code that counts everyone, None where there is none; `optional` where the variable may be
    left out, and the publisher then gives its total.
    """

    id: str
    label: str
    codes: tuple[Coded, ...]
    lists: tuple[Coded, ...]
    total: str | None
    optional: bool

    def holds(self, code: str) -> bool:
        """Whether the variable has a code."""
        return any(one.id == code for one in self.codes)


@dataclass(frozen=True, slots=True)
class Taken:
    """Which variable of a table is taken for one thing, and which may be.

    `chosen` is None where none can be; `is_named` where a strategy has to name it, since it is not the one
    that the table's own description leads to.
    """

    offered: tuple[Coded, ...]
    chosen: str | None
    is_named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table without its figures: what is measured, where, when, and every other variable.

    `units` are what the publisher says that each of the contents is measured in.
    """

    publisher: str
    id: str
    title: str
    source: str
    updated: str | None
    notes: tuple[str, ...]
    contents: Variable | None
    units: Mapping[str, str]
    area: Taken
    time: Taken
    variables: tuple[Variable, ...]
    sex: str | None
    last_period: str | None


class NotFollowed(Refusal):
    """A table whose figures are of no area, or of no time, that can be followed."""


def table_at(
    table: str,
    *,
    publisher: str,
    folder: Path,
    environ: Mapping[str, str],
    lists: Mapping[str, str] | None = None,
    area: str = "",
    time: str = "",
) -> Table:
    """Return a publisher's table; `lists` names the code list that a variable's codes shall come from.

    `area` and `time` name the variables that are taken as such; without them they are guessed. A list that
    the variable does not have, and a variable that cannot be so taken, is passed over. Raises Fault (Gone
    where there is no such table), NotFollowed and UnfitSetting.
    """
    chosen = lists or {}
    limits = Limits.while_somebody_waits(environ)
    with Client(folder=folder / "catalogue", limits=limits) as client:
        source = Pxweb(client, publisher=pxweb.publisher(publisher, environ))
        source.configured()
        described = source.description(table)
        codes: dict[str, tuple[Coded, ...]] = {}
        for name in described.id:
            variable = described.dimension[name]
            wanted = chosen.get(name)
            if wanted in {one.id for one in variable.extension.codelists}:
                found = source.code_list(str(wanted))
                codes[name] = tuple(
                    Coded(one.code, one.label or variable.name(one.code)) for one in found.values
                )
            else:
                codes[name] = tuple(Coded(code, variable.name(code)) for code in variable.codes)
    when = _time_of(described, time, table=table, publisher=publisher)
    where = _area_of(described, area, time=str(when.chosen), table=table, publisher=publisher)
    return _table(described, codes, when=when, where=where, table=table, publisher=publisher)


def _table(
    described: Description,
    codes: Mapping[str, tuple[Coded, ...]],
    *,
    when: Taken,
    where: Taken,
    table: str,
    publisher: str,
) -> Table:
    metric = _metric(described)
    source = PxwebSource(publisher=publisher, table=table, area=where.chosen, time=when.chosen)

    def variable(name: str) -> Variable:
        own = described.dimension[name]
        total = own.extension.elimination_value
        there = codes[name]
        if total not in {one.id for one in there}:
            total = next((one.id for one in there if is_total(one.label)), None)
        return Variable(
            id=name,
            label=own.label or name,
            codes=there,
            lists=tuple(Coded(one.id, one.label or one.id) for one in own.extension.codelists),
            total=total,
            optional=own.extension.elimination,
        )

    apart = {when.chosen, where.chosen, metric}
    units = described.dimension[metric].category.unit if metric is not None else {}
    return Table(
        publisher=publisher,
        id=table,
        title=described.label,
        source=described.source,
        updated=described.updated,
        notes=described.note,
        contents=variable(metric) if metric is not None else None,
        units={code: one.base for code, one in units.items() if one.base},
        area=where,
        time=when,
        variables=tuple(variable(name) for name in described.id if name not in apart),
        sex=anatomy(source, described).sex,
        last_period=described.dimension[str(when.chosen)].codes[-1],
    )


def _metric(described: Description) -> str | None:
    return next((name for name in described.role.get("metric", ()) if name in described.id), None)


def _named(described: Description, names: Iterable[str]) -> tuple[Coded, ...]:
    return tuple(Coded(name, described.dimension[name].label or name) for name in names)


def _time_of(described: Description, asked: str, *, table: str, publisher: str) -> Taken:
    """Return the variable of time: what the table says, else one whose codes all are periods."""
    told = [name for name in described.role.get("time", ()) if name in described.id]
    alike = [name for name in described.id if _all_periods(described.dimension[name].codes)]
    alike.sort(key=lambda name: not _TIME.search(f"{name} {described.dimension[name].label}"))
    offered = [name for name in dict.fromkeys([*told, *alike]) if described.dimension[name].codes]
    if not offered:
        raise _not_followed(
            table,
            publisher,
            Said("den säger inte vilka år eller månader siffrorna gäller", "it does not say of which years"),
        )
    chosen = asked if asked in offered else offered[0]
    return Taken(_named(described, offered), chosen, is_named=told[:1] != [chosen])


def _all_periods(codes: Sequence[str]) -> bool:
    try:
        return all(period(code) for code in codes) and bool(codes)
    except UnreadablePeriod:
        return False


def _area_of(described: Description, asked: str, *, time: str, table: str, publisher: str) -> Taken:
    """Return the variable of areas; none where the table is not divided into areas.

    A table that is divided into other areas than counties and municipalities is refused: its figures are of
    neither the county nor the country.
    """
    guessed = anatomy(PxwebSource(publisher=publisher, table=table, time=time), described).region
    alike: list[str] = []
    other: list[str] = []
    for name in described.id:
        variable = described.dimension[name]
        if name in (time, _metric(described)):
            continue
        is_geographic = _AREA.search(f"{name} {variable.label}") is not None
        if any(
            is_area(code, variable.name(code)) or (is_geographic and _is_code(code))
            for code in variable.codes
        ):
            alike.append(name)
        elif is_geographic:
            other.append(variable.label or name)
    if other and not alike:
        raise _not_followed(
            table,
            publisher,
            Said(
                f"den är indelad efter {', '.join(other)}, och inte i län eller kommuner",
                f"it is divided by {', '.join(other)}, and not into counties or municipalities",
            ),
        )
    chosen = asked if asked in alike else guessed or next(iter(alike), None)
    return Taken(_named(described, alike), chosen, is_named=chosen != guessed)


def _is_code(code: str) -> bool:
    try:
        return bool(area(code))
    except UnknownArea:
        return False


def _not_followed(table: str, publisher: str, why: Said) -> NotFollowed:
    name = publisher.upper()
    return NotFollowed(
        Said(
            f"{name} {table} kan inte följas här: {why.sv}. Sök efter en annan tabell.",
            f"{name} {table} cannot be followed here: {why.en}. Look for another table.",
        )
    )
