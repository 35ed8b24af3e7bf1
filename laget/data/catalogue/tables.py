"""A table as somebody chooses from it: its variables, their codes, and the code lists they may come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from laget.core.strategy.source import PxwebSource
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.cube import Description
from laget.data.sources.pxweb.groups import is_total
from laget.data.sources.pxweb.pxweb import Pxweb
from laget.data.sources.pxweb.selection import anatomy


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table without its figures: what is measured, and every variable but time and area."""

    publisher: str
    id: str
    title: str
    source: str
    updated: str | None
    notes: tuple[str, ...]
    contents: Variable | None
    variables: tuple[Variable, ...]
    sex: str | None
    has_areas: bool
    last_period: str | None


def table_at(
    table: str,
    *,
    publisher: str,
    folder: Path,
    environ: Mapping[str, str],
    lists: Mapping[str, str] | None = None,
) -> Table:
    """Return a publisher's table; `lists` names the code list that a variable's codes shall come from.

    A list that the variable does not have is passed over. Raises Fault (Gone where there is no such table),
    TableRefused and UnfitSetting.
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
    return _table(described, codes, table=table, publisher=publisher)


def _table(
    described: Description, codes: Mapping[str, tuple[Coded, ...]], *, table: str, publisher: str
) -> Table:
    parts = anatomy(PxwebSource(publisher=publisher, table=table), described)
    metric = next((name for name in described.role.get("metric", ()) if name in described.id), None)

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

    apart = {parts.time, parts.region, metric}
    periods = described.dimension[parts.time].codes
    return Table(
        publisher=publisher,
        id=table,
        title=described.label,
        source=described.source,
        updated=described.updated,
        notes=described.note,
        contents=variable(metric) if metric is not None else None,
        variables=tuple(variable(name) for name in described.id if name not in apart),
        sex=parts.sex,
        has_areas=parts.region is not None,
        last_period=periods[-1] if periods else None,
    )
