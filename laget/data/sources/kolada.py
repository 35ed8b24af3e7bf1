"""Kolada, version 3 of its API: figures by municipality, region and country, in as few calls as it allows."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, Literal, TypeVar
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict

from laget.core.areas import area, from_kolada
from laget.core.series import PRELIMINARY, FiguresRefused, Observation, checked
from laget.core.strategy.source import KoladaSource
from laget.core.words.said import Refusal, Said
from laget.data.failures import Malformed
from laget.data.http import Client, Fault, Publisher, Request
from laget.data.limits import address, number
from laget.data.pace import Pace
from laget.data.sources.source import Answer, Kept, Progress, Steps, Tidy, Wanted

MOST_IDS = 25  # in one segment of a path
PER_PAGE = 5000  # the most Kolada gives
GROUPS: Mapping[str, str] = {"T": "total", "K": "women", "M": "men"}
LICENCE = "Öppna data, fria att använda med källan angiven (kolada.se)"
ENDED = re.compile(r"\s*\(\s*(?:\d{4}\s*)?[-–—−]\s*(\d{4})\s*\)")  # "(-2024)" in a title
PUBLISHED = Said("Källa: Kolada", "Source: Kolada")


def publisher(environ: Mapping[str, str]) -> Publisher:
    """Return Kolada at the address and the pace that the environment says; raises UnfitSetting."""
    base = address(environ, "LAGET_KOLADA_URL", otherwise="https://api.kolada.se/v3")
    calls = number(environ, "LAGET_KOLADA_CALLS_PER_SECOND", otherwise=5, least=1, most=1000)
    return Publisher("kolada", "Kolada", base, Pace(int(calls), 1.0))


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class Kpi(_Read):
    """What Kolada's catalogue says of an indicator; it has no unit and no direction."""

    id: str
    title: str
    description: str | None = None
    operating_area: str | None = None
    prel_publication_date: str | None = None
    publication_date: str | None = None
    publ_period: str | None = None

    @property
    def ended(self) -> int | None:
        """The last year of a series that has ended, which Kolada says in its title only."""
        said = ENDED.search(self.title)
        return int(said[1]) if said else None

    @property
    def underlying(self) -> str:
        """Who made the figures, as the last "Källa: …" of the description says; else Kolada."""
        said = re.findall(r"[Kk]älla:\s*([^.]+)", self.description or "")
        return " ".join(said[-1].split()) if said else "Kolada"

    def updated(self, today: date) -> str | None:
        """Return the latest of its publication days that has come; most of those stated lie ahead."""
        days = (self.prel_publication_date, self.publication_date)
        return max((day for day in days if day and day <= today.isoformat()), default=None)

    def awaited(self, today: date) -> str | None:
        """Return the first of its publication days that is yet to come."""
        days = (self.prel_publication_date, self.publication_date)
        return min((day for day in days if day and day > today.isoformat()), default=None)


class _Value(_Read):
    gender: Literal["T", "K", "M"]
    value: float | None
    status: str | None = None
    isdeleted: bool | None = None


class _Row(_Read):
    kpi: str
    municipality: str
    period: int
    values: tuple[_Value, ...]


R = TypeVar("R", bound=BaseModel)


class _Page(_Read, Generic[R]):
    values: tuple[R, ...]
    next_url: str | None = None


class Vanished(Refusal):
    """An indicator that Kolada does not have, or no longer."""


class KoladaRefused(Refusal):
    """Figures of one indicator that cannot be taken."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One call, its further pages included: indicators by areas, in Kolada's codes."""

    kpis: tuple[str, ...]
    areas: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"/data/kpi/{','.join(self.kpis)}/municipality/{','.join(self.areas)}"

    def asked_for(self, row: _Row) -> bool:
        return row.kpi in self.kpis and row.municipality in self.areas


@dataclass(frozen=True, slots=True)
class _Batch:
    """Indicators that are wanted for the same areas, and the calls that bring them."""

    wanted: tuple[Wanted, ...]
    calls: tuple[_Call, ...]


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of a call."""

    call: _Call
    answers: tuple[Answer, ...]
    rows: tuple[_Row, ...]


class Kolada:
    """Kolada as a source; `today` tells which of its stated publication days have come."""

    def __init__(self, client: Client, *, publisher: Publisher, today: date) -> None:
        self._client, self._publisher, self._today = client, publisher, today

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with its figures, or why there are none (see Source.fetch)."""
        ids = _chunks(sorted({_kpi(one) for one in wanted}))
        steps = Steps(progress, planned=len(ids) + sum(len(batch.calls) for batch in _batches(wanted)))
        kpis: dict[str, Kpi] = {}
        faults: dict[str, Fault] = {}
        described = {part: partial(self.described, part) for part in ids}
        for part, found in self._client.all_of(described, after_each=steps.one).items():
            if isinstance(found, Fault):
                faults |= dict.fromkeys(part, found)
            else:
                kpis |= found
        for one in wanted:
            if _kpi(one) not in kpis:
                yield one.indicator.id, faults.get(_kpi(one)) or _vanished(one)
            elif not one.areas:
                yield one.indicator.id, self._tidy(one, kpis[_kpi(one)], ())

        batches = _batches([one for one in wanted if _kpi(one) in kpis and one.areas])
        calls = {call: partial(self._came, call, kept=kept) for batch in batches for call in batch.calls}
        steps.planned = len(ids) + len(calls)
        came: dict[_Call, _Came | Fault] = {}
        for call, outcome in self._client.side_by_side(calls):
            came[call] = outcome
            steps.one()
            for batch in batches:
                if call in batch.calls and came.keys() >= set(batch.calls):
                    parts = [came[each] for each in batch.calls]
                    fault = next((part for part in parts if isinstance(part, Fault)), None)
                    whole = [part for part in parts if isinstance(part, _Came)]
                    for one in batch.wanted:
                        yield one.indicator.id, fault or self._tidy(one, kpis[_kpi(one)], whole)

    def described(self, ids: Sequence[str]) -> dict[str, Kpi]:
        """Return what the catalogue says of at most 25 indicators; one that is gone is left out.

        One that is lacking is asked for once more before it counts as gone. Raises Fault.
        """
        found = self._described(ids)
        lacking = [name for name in ids if name not in found]
        return found | self._described(lacking) if lacking else found

    def catalogue(self) -> dict[str, Kpi]:
        """Return all that Kolada has, by id; raises Fault."""
        return {kpi.id: kpi for kpi in self._rows("/kpi", Kpi, asked=lambda _: True, fewest=1)[1]}

    def _described(self, ids: Sequence[str]) -> dict[str, Kpi]:
        rows = self._rows(
            f"/kpi/{','.join(ids)}",
            Kpi,
            asked=lambda kpi: kpi.id in ids,
            lasts=lambda page: {kpi.id for kpi in page.values} >= set(ids),
        )[1]
        return {kpi.id: kpi for kpi in rows}

    def _came(self, call: _Call, *, kept: Kept) -> _Came:
        return _Came(call, *self._rows(call.path, _Row, asked=call.asked_for, kept=kept))

    def _rows(
        self,
        path: str,
        row: type[R],
        *,
        asked: Callable[[R], bool],
        fewest: int = 0,
        lasts: Callable[[_Page[R]], bool] = lambda _: True,
        kept: Kept | None = None,
    ) -> tuple[tuple[Answer, ...], tuple[R, ...]]:
        """Return the answers and rows of every page, the first with `fewest` rows or more.

        They are of the catalogue where nothing is `kept`.
        """
        answers: list[Answer] = []
        rows: tuple[R, ...] = ()
        before: tuple[R, ...] = ()
        page = 0
        more = True
        while more:
            page += 1
            answer, read = self._client.ask(
                Request(
                    path=path, query=(("page", f"{page}"), ("per_page", f"{PER_PAGE}")), lasting=kept is None
                ),
                of=self._publisher,
                reads=partial(
                    _page, row=row, number=page, before=before, asked=asked, fewest=fewest if page == 1 else 1
                ),
                lasts=lasts,
                kept=kept,
            )
            answers.append(answer)
            rows += read.values
            before, more = read.values, read.next_url is not None
        return tuple(answers), rows

    def _tidy(self, one: Wanted, kpi: Kpi, came: Sequence[_Came]) -> Tidy | KoladaRefused:
        indicator = one.indicator
        groups = GROUPS if "sex" in indicator.by else {"T": GROUPS["T"]}
        observations = [
            Observation(
                indicator=indicator.id,
                area=from_kolada(row.municipality).code,
                period=str(row.period),
                group=groups[each.gender],
                value=each.value,
                status=_status(each.status),
            )
            for part in came
            for row in part.rows
            if row.kpi == kpi.id
            for each in row.values
            if each.gender in groups and not each.isdeleted
        ]
        try:
            table = checked(observations, units={indicator.id: indicator.unit})
        except FiguresRefused as refused:
            return KoladaRefused(
                Said(f"Kolada, {kpi.id}: {refused.said.sv}", f"Kolada, {kpi.id}: {refused.said.en}")
            )
        found = set(table["area"].to_pylist())
        silent = {from_kolada(code).code for part in came if not part.rows for code in part.call.areas}
        return Tidy(
            table=table,
            answers=tuple(answer for part in came for answer in part.answers),
            publisher=self._publisher.name,
            publisher_updated=kpi.updated(self._today),
            next_publication=kpi.awaited(self._today),
            definition=kpi.description or "",
            licence=LICENCE,
            source=PUBLISHED,
            worked=Said(
                f"Källa: {kpi.underlying}, egen bearbetning", f"Source: {kpi.underlying}, worked on by us"
            ),
            missing=tuple(code for code in one.areas if code not in found),
            silent=tuple(sorted(silent)),
            ended=kpi.ended,
        )


def _vanished(one: Wanted) -> Vanished:
    return Vanished(
        Said(
            f"Kolada har inget nyckeltal {_kpi(one)} (längre); välj ett annat för {one.indicator.id}",
            f"Kolada has no indicator {_kpi(one)} (any more); choose another for {one.indicator.id}",
        )
    )


def _kpi(one: Wanted) -> str:
    source = one.indicator.source
    if not isinstance(source, KoladaSource):
        raise TypeError(f"{one.indicator.id} is no indicator of Kolada's")
    return source.kpi


def _chunks(codes: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(codes[at : at + MOST_IDS]) for at in range(0, len(codes), MOST_IDS)]


def _batches(wanted: Sequence[Wanted]) -> list[_Batch]:
    """Return the plan: as few calls as there can be, the same ones for the same wishes."""
    together: dict[tuple[str, ...], list[Wanted]] = {}
    for one in wanted:
        together.setdefault(tuple(sorted({area(code).kolada for code in one.areas})), []).append(one)
    return [
        _Batch(
            tuple(one for one in group if _kpi(one) in kpis),
            tuple(_Call(kpis, part) for part in _chunks(areas)),
        )
        for areas, group in together.items()
        for kpis in _chunks(sorted({_kpi(one) for one in group}))
    ]


def _page(
    body: bytes,
    *,
    row: type[R],
    number: int,
    before: tuple[R, ...],
    asked: Callable[[R], bool],
    fewest: int,
) -> _Page[R]:
    """Read one page; raises ValidationError and Malformed.

    The next page is asked for by its number and never by the address given, which must name that number:
    the service is known to give the same page again as the next.
    """
    page = _Page[row].model_validate_json(body)  # type: ignore[valid-type]
    following = parse_qs(urlsplit(page.next_url or "").query).get("page", [])
    if (page.next_url and following != [str(number + 1)]) or (page.values and page.values == before):
        raise Malformed(
            Said(
                f"upprepade sida {number} i stället för att gå vidare",
                f"repeated page {number} in place of going on",
            )
        )
    if len(page.values) < fewest:
        raise Malformed(
            Said(f"utlovade en sida {number} som var tom", f"promised a page {number} that was empty")
            if number > 1
            else Said("svarade med en tom katalog", "answered with an empty catalogue")
        )
    if not all(asked(each) for each in page.values):
        raise Malformed(
            Said(
                "svarade om annat än det som efterfrågades",
                "answered about something else than was asked for",
            )
        )
    return page


def _status(published: str | None) -> str:
    status = (published or "").strip()
    return PRELIMINARY if status.casefold() in ("preliminary", "preliminär") else status
