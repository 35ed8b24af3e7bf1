"""Preflight: which of a strategy's figures have ended, gone, moved or grown stale."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from pathlib import Path
from statistics import median
from typing import Literal

from laget.core.followup.target.places import areas_needed
from laget.core.periods import Period, UnreadablePeriod, period
from laget.core.strategy.document import Indicator, Rank, StrategyDocument, TargetPart
from laget.core.units import UNITS
from laget.core.words.places import places
from laget.core.words.said import Refusal, Said
from laget.data.catalogue import Entry, Listed, Unlisted, listings
from laget.data.figures import key_of
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.snapshot import Snapshot
from laget.data.store import Coverage, Store

PATIENCE = {"year": 18, "quarter": 6, "month": 5}
"""How many months after the end of a period its figure may come: slow statistics take a year and a half."""
LENGTH = {"year": 12, "quarter": 3, "month": 1}
TOLD_UNITS = (
    ("1000 kr", r"1[ \u00a0]?000[ \u00a0]kr|\bt?kkr\b|\btkr\b|\bmn?kr\b", frozenset[str]()),
    ("%", r"%|\bprocent\b", frozenset({"percent", "percent_free"})),
    ("/100 000", r"/ ?100[ \u00a0]?000\b", frozenset({"per_100000"})),
    ("/1000", r"/ ?1[ \u00a0]?000\b", frozenset({"per_1000"})),
    ("kr", r"\bkr\b|\bkronor\b", frozenset({"kr"})),
    ("ton/inv", r"\bton\b.*/ ?(?:inv|person)", frozenset({"tonnes_per_person"})),
    ("kg/inv", r"\bkg\b ?/ ?(?:inv|person)", frozenset({"kg_per_person"})),
)
"""What a title says of its unit, and the unit words that agree; the first that is found counts."""


class Kind(StrEnum):
    """What a finding is about."""

    GONE = "gone"  # the publisher does not have it (any more)
    ENDED = "ended"  # the publisher has ended the series
    MOVED = "moved"  # it has stopped, and others of the same title go on
    STALE = "stale"  # its last figure is older than it should be
    SILENT = "silent"  # the publisher could not be asked
    WITHOUT = "without"  # a target needs an area that has no figure
    BEHIND = "behind"  # the publisher tells of newer figures than the store has
    LACKING = "lacking"  # the source lacks areas that were asked for
    UNIT = "unit"  # the publisher's title tells of another unit
    NOT_FETCHED = "not_fetched"


WARNINGS = frozenset({Kind.BEHIND, Kind.LACKING, Kind.UNIT, Kind.NOT_FETCHED})
"""What is told and stops nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one indicator that a person should know before its figures are used."""

    indicator: str
    kind: Kind
    said: Said

    @property
    def severity(self) -> Literal["fault", "warning"]:
        return "warning" if self.kind in WARNINGS else "fault"


def preflight_at(
    folder: Path, document: StrategyDocument, *, environ: Mapping[str, str], today: date, remedy: Said
) -> tuple[Finding, ...]:
    """Ask the publishers' lists, and return what is wrong with a strategy's figures in the store in `folder`.

    `remedy` says how figures are fetched where this is read. A publisher that cannot be asked is a finding of
    its indicators. Raises DamagedStore, UnfitSetting.
    """
    with Client(folder=folder / "catalogue", limits=Limits.from_environment(environ)) as client:
        listed = dict(listings(document.indicators, client=client, environ=environ, today=today))
    return preflight(document, listings=listed, store=Store(folder), today=today, remedy=remedy)


def preflight(
    document: StrategyDocument,
    *,
    listings: Mapping[str, Listed | Refusal],
    store: Store,
    today: date,
    remedy: Said,
) -> tuple[Finding, ...]:
    """Return what is wrong with a strategy's figures, in the order of its indicators.

    `listings` is what the publishers' own lists say of each indicator that is not a file's (data/catalogue);
    the store may be empty. `remedy` says how figures are fetched where this is read: a command, or a button.
    Raises DamagedStore.
    """
    latest = {one.id: store.latest(key_of(document, one)) for one in document.indicators}
    covered = store.coverage([snapshot.hash for snapshot in latest.values() if snapshot is not None])
    findings: list[Finding] = []
    for one in document.indicators:
        known = _Known(
            document=document,
            indicator=one,
            listed=listings.get(one.id),
            snapshot=latest[one.id],
            covered={code: span for (name, code), span in covered.items() if name == one.id},
            today=today,
            remedy=remedy,
        )
        findings += [Finding(one.id, kind, said) for kind, said in known.findings()]
    return tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """All that is known of one indicator: what its publisher lists, and what the store has by area."""

    document: StrategyDocument
    indicator: Indicator
    listed: Listed | Refusal | None
    snapshot: Snapshot | None
    covered: Mapping[str, Coverage]
    today: date
    remedy: Said

    @property
    def targets(self) -> list[TargetPart]:
        return [one for one in self.document.targets if one.indicator == self.indicator.id]

    def findings(self) -> Iterator[tuple[Kind, Said]]:
        if isinstance(self.listed, Refusal):
            yield Kind.GONE if isinstance(self.listed, Unlisted) else Kind.SILENT, self.listed.said
        ended = self.listed.ended if isinstance(self.listed, Listed) else None
        if isinstance(self.listed, Listed):
            if ended is not None:
                yield Kind.ENDED, self._ended(self.listed, ended)
            elif self.listed.similar:
                yield Kind.MOVED, _moved(self.listed)
            if (said := _other_unit(self.listed, self.indicator)) is not None:
                yield Kind.UNIT, said
        if self.snapshot is None:
            yield (
                Kind.NOT_FETCHED,
                Said(f"inga siffror än: {self.remedy.sv}", f"no figures yet: {self.remedy.en}"),
            )
        else:
            yield from self._areas()
        last = self._last()
        if last is not None and ended is None:
            yield from self._age(last)

    def _ended(self, listed: Listed, ended: int) -> Said:
        late = [one.id for one in self.targets if one.year is None or one.year > ended]
        entry = _entry(listed.entry)
        sv = f"{listed.publisher} har avslutat {entry}: sista året är {ended}"
        en = f"{listed.publisher} has ended {entry}: its last year is {ended}"
        if late:
            sv += f", så {', '.join(late)} går inte att bedöma därefter"
            en += f", so {', '.join(late)} cannot be judged after it"
        return Said(
            sv + _choices(listed.similar, "; liknande som fortsätter: ", "; välj en annan indikator"),
            en + _choices(listed.similar, "; similar ones that go on: ", "; choose another indicator"),
        )

    def _areas(self) -> Iterator[tuple[Kind, Said]]:
        """Yield the areas without a figure: those that targets need, then those that were only asked for."""
        asked = self.snapshot.latest.missing if self.snapshot is not None else ()
        told: set[str] = set()
        for target in self.targets:
            here = self.document.area_of(target)
            needed = {here} if isinstance(target, Rank) else set(areas_needed(target, area=here))
            without = sorted(needed - self.covered.keys())
            if without:
                told.update(without)
                where = places(without)
                yield (
                    Kind.WITHOUT,
                    Said(
                        f"målet {target.id} behöver siffror för {where.sv}, och källan har inga",
                        f"the target {target.id} needs figures for {where.en}, and the source has none",
                    ),
                )
        if rest := [code for code in asked if code not in told]:
            where = places(rest)
            yield (
                Kind.LACKING,
                Said(f"källan har inga siffror för {where.sv}", f"the source has no figures for {where.en}"),
            )

    def _last(self) -> Period | None:
        """Return the last period with a figure: the oldest of those the targets' areas have, else the latest.

        Where nothing is fetched it is what the publisher lists as out.
        """
        told = {self.document.area_of(one) for one in self.targets} & self.covered.keys()
        lasts = [period(self.covered[code].last) for code in told or self.covered]
        if lasts:
            return min(lasts) if told else max(lasts)
        return _read(self.listed.last_period) if isinstance(self.listed, Listed) else None

    def _age(self, last: Period) -> Iterator[tuple[Kind, Said]]:
        """Yield that the last period is old, or that the publisher tells of a later one."""
        out = _read(self.listed.last_period) if isinstance(self.listed, Listed) else None
        is_behind = out is not None and self.snapshot is not None and out.last_year > last.last_year
        more = self._more(out) if is_behind and out is not None else Said("", "")
        unit = self._unit(last)
        age = 12 * self.today.year + self.today.month - last.time[0]
        if age > PATIENCE[unit] + LENGTH[unit] * (self._step() if unit == "year" else 1):
            yield (
                Kind.STALE,
                Said(
                    f"den senaste siffran är från {last.text}, för {age} månader sedan{more.sv}",
                    f"the last figure is from {last.text}, {age} months ago{more.en}",
                ),
            )
        elif is_behind:
            yield (
                Kind.BEHIND,
                Said(
                    f"den senaste siffran är från {last.text}{more.sv}",
                    f"the last figure is from {last.text}{more.en}",
                ),
            )

    def _more(self, out: Period) -> Said:
        """Return what the publisher tells of a later period, and whether fetching again would help."""
        assert isinstance(self.listed, Listed)  # noqa: S101 -- it is where `out` comes from
        assert self.snapshot is not None  # noqa: S101
        name = self.listed.publisher
        if (self.listed.updated or "") <= f"{self.snapshot.fetched[-1]:%Y-%m-%d}":
            return Said(
                f"; {name} anger {out.text}, men har den inte för de områden som målen gäller",
                f"; {name} tells of {out.text}, but has none for the areas of the targets",
            )
        return Said(
            f"; {name} har {out.text}: {self.remedy.sv}", f"; {name} has {out.text}: {self.remedy.en}"
        )

    def _unit(self, last: Period) -> str:
        """Return how often there is a figure; where the year is one of its months, that is once a year."""
        if last.part is None or isinstance(self.indicator.months or self.indicator.quarters, int):
            return "year"
        return "quarter" if last.month is None else "month"

    def _step(self) -> int:
        """Return how many years there usually are between two figures."""
        steps = [
            later - earlier
            for span in self.covered.values()
            for earlier, later in zip(span.years, span.years[1:], strict=False)
        ]
        return ceil(median(steps)) if steps else 1


def _moved(listed: Listed) -> Said:
    entry = _entry(listed.entry)
    return Said(
        f"{entry} slutar {listed.last_period}" + _choices(listed.similar, "; dessa går längre: ", ""),
        f"{entry} stops at {listed.last_period}" + _choices(listed.similar, "; these go on: ", ""),
    )


def _other_unit(listed: Listed, indicator: Indicator) -> Said | None:
    """Return that the publisher's title tells of another unit than the strategy's, where both are known."""
    title = listed.entry.title
    told = next((told for told in TOLD_UNITS if re.search(told[1], title, re.IGNORECASE)), None)
    if told is None or indicator.unit not in UNITS or indicator.unit in told[2]:
        return None
    return Said(
        f"titeln hos {listed.publisher} säger {told[0]} (”{title}”), men strategin {indicator.unit}",
        f"the title at {listed.publisher} says {told[0]} (“{title}”), but the strategy {indicator.unit}",
    )


def _read(written: str | None) -> Period | None:
    try:
        return period(written or "")
    except UnreadablePeriod:
        return None


def _entry(entry: Entry) -> str:
    return f"{entry.id} ”{entry.title}”"


def _choices(similar: Sequence[Entry], lead: str, otherwise: str) -> str:
    return lead + ", ".join(map(_entry, similar)) if similar else otherwise
