"""A publisher that serves PxWeb, version 2, as a source: what it describes, what it is asked and answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from laget.core.areas import COUNTRY
from laget.core.canonical import rounded
from laget.core.series import FiguresRefused, Observation, checked
from laget.core.strategy.source import PxwebSource
from laget.core.words.said import Refusal, Said
from laget.data.failures import Malformed
from laget.data.http import Client, Fault, Gone, Publisher, Request, given
from laget.data.limits import address
from laget.data.pace import Pace
from laget.data.sources.pxweb.calls import Codes, calls
from laget.data.sources.pxweb.cube import Cube, Description
from laget.data.sources.pxweb.listing import CodeList, Configuration, Found, Summary
from laget.data.sources.pxweb.selection import Selection, TableRefused, code_lists, selections
from laget.data.sources.source import Answer, Kept, Progress, Steps, Tidy, Wanted

ADDRESSES = {"scb": "https://statistikdatabasen.scb.se/api/v2"}
UNTIL_CONFIGURED = Pace(1, 1.0)  # a publisher's own pace is read before anything else is asked
SWEDISH = (("lang", "sv"),)
PAGE = 1000  # tables of the list that are asked for at once
R = TypeVar("R")


class EmptyCube(Fault):
    """A publisher gave none of the cells it was asked for."""


def publisher(name: str, environ: Mapping[str, str]) -> Publisher:
    """Return the publisher of that short name, at the address LAGET_<NAME>_URL; raises UnfitSetting."""
    base = address(environ, f"LAGET_{name.upper()}_URL", otherwise=ADDRESSES.get(name))
    return Publisher(name, name.upper(), base, UNTIL_CONFIGURED)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One indicator, and for each call what is asked and which codes must come."""

    wanted: Wanted
    asked: Mapping[Request, tuple[Selection, Codes]]


class Pxweb:
    """One publisher's tables as a source."""

    def __init__(self, client: Client, *, publisher: Publisher) -> None:
        self._client, self.publisher = client, publisher

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with its figures, or why there are none (see Source.fetch)."""
        tables = sorted({_source(one).table for one in wanted})
        steps = Steps(progress, planned=1 + len(tables) + len(wanted))
        try:
            configuration = self.configured()
        except Fault as fault:
            yield from ((one.indicator.id, fault) for one in wanted)
            return
        steps.one()
        described = self._client.all_of(
            {table: partial(self.description, table) for table in tables}, after_each=steps.one
        )
        lists = self._client.all_of(
            {name: partial(self.code_list, name) for name in _lists_named(wanted, described)},
            after_each=steps.one,
        )
        plans = []
        for one in wanted:
            try:
                plans.append(_plan(one, described, lists, most_cells=configuration.most_cells))
            except Refusal as refusal:
                yield one.indicator.id, refusal

        jobs = {
            request: partial(self._cube, request, codes=codes, time=selection.time, kept=kept)
            for plan in plans
            for request, (selection, codes) in plan.asked.items()
        }
        steps.planned = steps.done + len(jobs)
        came: dict[Request, tuple[Answer, Cube] | Fault] = {}
        for request, outcome in self._client.side_by_side(jobs):
            came[request] = outcome
            steps.one()
            for plan in plans:
                if request in plan.asked and came.keys() >= plan.asked.keys():
                    yield plan.wanted.indicator.id, self._outcome(plan, came, configuration)

    def configured(self) -> Configuration:
        """Return what the publisher says of itself, and keep its pace from here on; raises Fault."""
        configuration = self._lasting("/config", Configuration.model_validate_json)
        self.publisher = replace(self.publisher, pace=Pace(configuration.calls, configuration.seconds))
        return configuration

    def description(self, table: str) -> Description:
        """Return what the publisher says of a table's variables; raises Fault, and Gone where it is gone."""
        return self._of_table(table, f"/tables/{table}/metadata", _described)

    def summary(self, table: str) -> Summary:
        """Return a table as the publisher's list has it; raises Fault, and Gone where it is gone."""
        return self._of_table(table, f"/tables/{table}", Summary.model_validate_json)

    def search(self, words: str) -> tuple[Summary, ...]:
        """Return the tables that the publisher finds by words of their titles; raises Fault."""
        query = (("query", words), ("pageSize", "20"))
        return self._lasting("/tables", Found.model_validate_json, query=query).tables

    def all_tables(self) -> tuple[Summary, ...]:
        """Return every table that the publisher lists, each once; raises Fault."""
        tables: dict[str, Summary] = {}
        number = pages = 1
        while number <= pages:
            query = (("pageNumber", str(number)), ("pageSize", str(PAGE)))
            listed = self._lasting("/tables", partial(_listed, number=number), query=query)
            tables |= {table.id: table for table in listed.tables}
            pages = listed.page.pages if listed.page is not None else number
            number += 1
        return tuple(tables.values())

    def _of_table(self, table: str, path: str, reads: Callable[[bytes], R]) -> R:
        try:
            return self._lasting(path, reads)
        except Gone as gone:
            name = self.publisher.name
            raise Gone(
                Said(
                    f"{name} har ingen tabell {table} (längre); skriv den som följde på den i strategin",
                    f"{name} has no table {table} (any more); write the one that followed it",
                )
            ) from gone

    def _lasting(
        self, path: str, reads: Callable[[bytes], R], *, query: tuple[tuple[str, str], ...] = ()
    ) -> R:
        request = Request(path=path, query=(*query, *SWEDISH), lasting=True)
        return self._client.ask(request, of=self.publisher, reads=reads)[1]

    def code_list(self, name: str) -> CodeList:
        """Return a code list; raises Fault."""
        return self._lasting(f"/codelists/{name}", CodeList.model_validate_json)

    def _cube(self, request: Request, *, codes: Codes, time: str, kept: Kept) -> tuple[Answer, Cube]:
        reads = partial(_read, codes=codes, time=time, name=self.publisher.name)
        return self._client.ask(request, of=self.publisher, reads=reads, kept=kept)

    def _outcome(
        self,
        plan: _Plan,
        came: Mapping[Request, tuple[Answer, Cube] | Fault],
        configuration: Configuration,
    ) -> Tidy | Refusal:
        indicator, source = plan.wanted.indicator, _source(plan.wanted)
        try:
            parts = [(selection, *given(came[request])) for request, (selection, _) in plan.asked.items()]
            observations = [
                each
                for selection, _, cube in parts
                for each in _observations(selection, cube, indicator=indicator.id)
            ]
            table = checked(observations, units={indicator.id: indicator.unit})
        except FiguresRefused as refused:
            where = f"{self.publisher.name} {source.table}"
            return TableRefused(Said(f"{where}: {refused.said.sv}", f"{where}: {refused.said.en}"))
        except Fault as fault:
            return fault
        cited = {each.language: each.text for each in configuration.citations}
        published = Said(
            cited.get("sv", f"Källa: {self.publisher.name}"),
            cited.get("en", f"Source: {self.publisher.name}"),
        )
        worked = Said(f"{published.sv}, egen bearbetning", f"{published.en}, worked on by us")
        found = set(table["area"].to_pylist())
        return Tidy(
            table=table,
            answers=tuple(answer for _, answer, _ in parts),
            publisher=self.publisher.name,
            publisher_updated=max((cube.updated for _, _, cube in parts if cube.updated), default=None),
            licence=configuration.licence,
            source=worked if source.sum else published,
            worked=worked,
            notes=tuple(dict.fromkeys(note for _, _, cube in parts for note in cube.mandatory_notes())),
            missing=tuple(code for code in plan.wanted.areas if code not in found),
        )


def _source(one: Wanted) -> PxwebSource:
    source = one.indicator.source
    if not isinstance(source, PxwebSource):
        raise TypeError(f"{one.indicator.id} does not come from a PxWeb table")
    return source


def _lists_named(wanted: Sequence[Wanted], described: Mapping[str, Description | Fault]) -> list[str]:
    """Return the code lists that are needed, each once; one that its table lacks is refused in its turn."""
    named: dict[str, None] = {}
    for one in wanted:
        with suppress(Fault, TableRefused):
            named |= dict.fromkeys(code_lists(_source(one), given(described[_source(one).table])))
    return list(named)


def _plan(
    one: Wanted,
    described: Mapping[str, Description | Fault],
    lists: Mapping[str, CodeList | Fault],
    *,
    most_cells: int,
) -> _Plan:
    """Return what to ask for one indicator; raises Fault and TableRefused."""
    source = _source(one)
    table = given(described[source.table])
    chosen = selections(
        one.indicator,
        source,
        table=table,
        lists={name: given(lists[name]) for name in code_lists(source, table)},
        areas=one.areas,
    )
    return _Plan(
        one,
        {
            request: (selection, codes)
            for selection in chosen
            for request, codes in calls(selection, most_cells=most_cells)
        },
    )


def _listed(body: bytes, *, number: int) -> Found:
    """Read one page of the list of tables; raises ValidationError, and Malformed for another page or none."""
    found = Found.model_validate_json(body)
    if not found.tables or (found.page is not None and found.page.number != number):
        raise Malformed(
            Said(
                f"svarade inte med sida {number} av listan över tabeller",
                f"did not answer with page {number} of the list of tables",
            )
        )
    return found


def _described(body: bytes) -> Description:
    """Read a table's description; raises ValidationError, and Malformed for one without a variable."""
    description = Description.model_validate_json(body)
    if not description.id:
        raise Malformed(
            Said("beskrev en tabell utan en enda variabel", "described a table without a single variable")
        )
    return description


def _read(body: bytes, *, codes: Codes, time: str, name: str) -> Cube:
    """Read a cube that must hold just the codes asked for.

    Raises ValidationError, Malformed and EmptyCube.
    """
    cube = Cube.model_validate_json(body)
    if not cube.id:
        raise EmptyCube(
            Said(
                f"{name} svarade utan ett enda värde; de tidigare siffrorna ligger kvar: försök igen senare",
                f"{name} answered without a single value; the earlier figures are kept: try again later",
            )
        )
    for variable in cube.id:
        there, asked = cube.dimension[variable].codes, codes.get(variable)
        if variable != time and (set(there) != set(asked) if asked is not None else len(there) != 1):
            raise Malformed(
                Said(
                    f"svarade med andra koder för {variable} än de efterfrågade",
                    f"answered with other codes of {variable} than those asked for",
                )
            )
    if codes.keys() - set(cube.id):
        raise Malformed(
            Said("utelämnade en variabel som efterfrågades", "left out a variable that was asked for")
        )
    return cube


def _observations(selection: Selection, cube: Cube, *, indicator: str) -> Iterator[Observation]:
    """Yield a cube's cells as observations; a sum with a missing part is missing, with that part's mark."""
    axes = [name for name in (selection.region, selection.group, selection.time) if name is not None]
    places = [cube.id.index(name) for name in axes]
    shape = [cube.size[place] for place in places]
    values = np.moveaxis(cube.figures, places, range(len(places))).reshape(*shape, -1)
    marks = np.moveaxis(cube.marks, places, range(len(places))).reshape(*shape, -1)
    codes = [cube.dimension[name].codes for name in axes]
    for place in np.ndindex(*shape):
        code = {name: codes[axis][at] for axis, (name, at) in enumerate(zip(axes, place, strict=True))}
        parts, told = values[place], marks[place]
        missing = np.isnan(parts)
        if missing.any():
            value, status = None, next((mark for mark in told[missing] if mark), "")
        elif len(parts) == 1:
            value, status = float(parts[0]), told[0]
        else:
            value, status = rounded(float(parts.sum())), next((mark for mark in told if mark), "")
        yield Observation(
            indicator=indicator,
            area=code[selection.region] if selection.region is not None else COUNTRY.code,
            period=code[selection.time],
            group=selection.groups[code[selection.group] if selection.group is not None else ""],
            value=value,
            status=status,
        )
