"""One year's follow-up as a document: what it rests on, each verdict, and what was revised."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal, Self

import pyarrow as pa
from pydantic import Field, model_validator

from laget.core.canonical import canonical_bytes, canonical_json, sha256
from laget.core.followup.account import NOTHING_WRITTEN, Written
from laget.core.followup.causes import Standing, explanations
from laget.core.followup.cells import Cells, Seen, cells_of, cells_with, value_in
from laget.core.followup.explanation import Cause, Explanation, Previous, Words
from laget.core.followup.figures import figures as figures
from laget.core.followup.gap import largest_gaps
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.revision import Revision, State, changes, flips, pending, reverted
from laget.core.followup.touch import Touch, touches
from laget.core.followup.verdict import Part, Verdict
from laget.core.series import TOTAL
from laget.core.strategy.document import StrategyDocument

REVISED_FIGURES = Cause.REVISED.value
ALL_YEARS = 9999  # an edition that sees every period
NO_FIGURES: Mapping[str, pa.Table] = {}


class Used(Part):
    """The snapshot an indicator was judged on: its Parquet and raw answers by hash.

    `before` is the snapshot that its revisions are counted from; `missing` are areas asked for in vain;
    `ended` is the series' last year, where the publisher has ended it.
    """

    figures: str
    raw: tuple[str, ...]
    before: str | None = None
    missing: tuple[str, ...] = ()
    ended: int | None = None


class Edition(Written):
    """A published follow-up: what is written, and what is computed, which the store can make again."""

    format: Literal["laget-edition/1"]
    year: int
    method: str
    method_version: int
    vintage: str
    strategy: StrategyDocument
    indicators: Mapping[str, Used]
    verdicts: tuple[Verdict, ...]
    largest_gaps: tuple[str, ...]
    cells: Cells = Field(default_factory=dict)
    touches: Mapping[str, Touch] = Field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    previous: Previous | None = None
    explanations: tuple[Explanation, ...] = ()

    @model_validator(mode="after")
    def _names_indicators_that_are_there(self) -> Self:
        """An edition that somebody wrote in by hand is refused, and judges nothing."""
        named = {target.indicator for target in self.strategy.targets}
        named |= {one.people for one in self.strategy.indicators if one.people is not None}
        if unknown := named - {one.id for one in self.strategy.indicators}:
            raise ValueError(f"no indicator {min(unknown)}")
        self.check(frozenset(one.id for one in self.strategy.elements))
        if self.previous is not None:
            self.previous.check(self.strategy)
        return self

    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
        """Return a figure that the edition carries, None where it carries none."""
        return value_in(self.cells, indicator, area=area, period=period, group=group)


def vintage_hash(hashes: Iterable[str]) -> str:
    """Return the hash of a vintage: the SHA-256 of the sorted snapshot hashes as canonical JSON."""
    return sha256(canonical_json(sorted(hashes)))


def ended(used: Mapping[str, Used]) -> dict[str, int]:
    """Return the last year of each ended series."""
    return {name: one.ended for name, one in used.items() if one.ended is not None}


def revision(
    document: StrategyDocument,
    *,
    indicator: str,
    before: State,
    after: State,
    tables: Mapping[str, pa.Table],
    used: Mapping[str, Used],
    year: int = ALL_YEARS,
    method: str = "destatis",
) -> Revision | None:
    """Return what changed in one indicator between two snapshots, and the verdicts that are others for it.

    The verdicts are made on `after` and on `after` with the changed cells as they were: a new year changes
    none of them. Returns None where no old figure changed.
    """
    found = changes(before.table, after.table, missing=after.missing)
    if not found:
        return None
    targets = tuple(target for target in document.targets if target.indicator == indicator)
    part = document.model_copy(update={"targets": targets})

    def verdicts(table: pa.Table) -> tuple[Verdict, ...]:
        seen = figures(part, {**tables, indicator: table})
        return judge(part, seen, year=year, method=method, ended=ended(used))

    return Revision(
        indicator=indicator,
        before=before.hash,
        after=after.hash,
        changes=found,
        flips=flips(verdicts(after.table), verdicts(reverted(after.table, indicator=indicator, found=found))),
    )


def alarms(
    document: StrategyDocument,
    *,
    states: Mapping[str, Sequence[State]],
    tables: Mapping[str, pa.Table],
    used: Mapping[str, Used],
    accepted: Container[str],
    year: int = ALL_YEARS,
    method: str = "destatis",
) -> tuple[Revision, ...]:
    """Return every revision that waits for a person's yes; `states` are each indicator's, oldest first."""
    waiting = []
    for name, known in states.items():

        def between(before: State, after: State, *, name: str = name) -> Revision | None:
            return revision(
                document,
                indicator=name,
                before=before,
                after=after,
                tables=tables,
                used=used,
                year=year,
                method=method,
            )

        if (found := pending(known, accepted=accepted, between=between)) is not None:
            waiting.append(found)
    return tuple(waiting)


def compose(
    document: StrategyDocument,
    *,
    year: int,
    method: str,
    used: Mapping[str, Used],
    tables: Mapping[str, pa.Table],
    before: Mapping[str, pa.Table],
    previous: Previous | None = None,
    earlier: Mapping[str, pa.Table] = NO_FIGURES,
    written: Written = NOTHING_WRITTEN,
) -> Edition:
    """Return the edition of `year`: the same document, figures and texts give the same edition everywhere.

    `tables` are each indicator's figures, `before` those that its revisions are counted from, `earlier` those
    that the previous edition was judged on. Because of what a verdict is another is counted from the previous
    edition; without one it is told where revised figures alone changed it. Raises as `explanations` does.
    """
    seen = figures(document, tables)
    verdicts = judge(document, seen, year=year, method=method, ended=ended(used))
    revisions = [
        found
        for name, one in sorted(used.items())
        if one.before is not None and one.before != one.figures
        if (
            found := revision(
                document,
                indicator=name,
                before=State(one.before, before[name]),
                after=State(one.figures, tables[name], one.missing),
                tables=tables,
                used=used,
                year=year,
                method=method,
            )
        )
    ]
    if previous is None:
        explained: tuple[Explanation, ...] = ()
        because: dict[str, tuple[str, ...]] = {
            flip.target: (REVISED_FIGURES,) for found in revisions for flip in found.flips
        }
    else:
        today = Standing(
            document=document,
            year=year,
            method=method,
            tables=tables,
            ended=ended(used),
            missing={name: one.missing for name, one in used.items()},
        )
        explained = explanations(previous, earlier=earlier, today=today, verdicts=verdicts)
        because = {one.target: tuple(found.cause.value for found in one.causes) for one in explained}
    told = tuple(
        verdict.model_copy(update={"because": because[verdict.target]})
        if because.get(verdict.target)
        else verdict
        for verdict in verdicts
    )
    return Edition(
        format="laget-edition/1",
        year=year,
        method=method,
        method_version=METHODS[method].version,
        vintage=vintage_hash(one.figures for one in used.values()),
        strategy=document,
        indicators=dict(used),
        verdicts=told,
        largest_gaps=tuple(verdict.target for verdict in largest_gaps(told)),
        cells=cells_with(
            cells_of(document, seen, verdicts, year=year),
            seen,
            (text for _, text in written.texts()),
            year=year,
        ),
        touches=touches(document, seen, verdicts),
        revisions=tuple(revisions),
        previous=previous,
        explanations=explained,
        introduction=written.introduction,
        accounts=written.accounts,
        sections=written.sections,
    )


def rewritten(edition: Edition, *, written: Written, seen: Seen) -> Edition:
    """Return an edition without texts with these, as `compose` makes it of them; `seen` are its figures."""
    cells = cells_with(edition.cells, seen, (text for _, text in written.texts()), year=edition.year)
    told = {name: getattr(written, name) for name in Written.model_fields}
    return edition.model_copy(update={"cells": cells, **told})


def previous_of(edition: Edition, *, document: StrategyDocument) -> Previous:
    """Return what must be kept of an edition so that what changed since can be explained in `document`'s."""
    then = edition.strategy
    named = {target.indicator for target in then.targets}
    indicators = {one.id: one for one in document.indicators}
    targets = {one.id: one for one in document.targets}
    return Previous(
        edition=sha256(canonical_bytes(edition)),
        year=edition.year,
        method=edition.method,
        method_version=edition.method_version,
        county=then.region.code,
        start=then.strategy.period.from_,
        figures={name: one.figures for name, one in sorted(edition.indicators.items()) if name in named},
        ended={name: year for name, year in sorted(ended(edition.indicators).items()) if name in named},
        targets=tuple(one for one in then.targets if one != targets.get(one.id)),
        indicators=tuple(one for one in then.indicators if one.id in named and one != indicators.get(one.id)),
        words={one.target: Words.of(one) for one in edition.verdicts},
    )
