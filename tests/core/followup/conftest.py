"""A strategy of one indicator and its figures, written in one line, for tests of targets and verdicts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from laget.core.canonical import canonical_json, sha256
from laget.core.followup.edition import Edition, Used, compose
from laget.core.followup.edition import figures as read
from laget.core.followup.judge import judge
from laget.core.followup.revision import State
from laget.core.followup.target import CannotBeJudged, Judgeable, View, judgeable
from laget.core.followup.verdict import Verdict, Why
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument

COUNTY = "13"
Cell = float | tuple[float | None, str] | tuple[float | None, str, float] | None
Place = str | tuple[str, str]  # an area, or an area and a group
Years = Mapping[Any, Cell]  # by year or period: a value, or value, status and cases


def observations(indicator: str, values: Mapping[Any, Years]) -> list[Observation]:
    """Return the figures of an indicator: by place, by period."""
    found = []
    for place, years in values.items():
        area, group = place if isinstance(place, tuple) else (place, "total")
        for period, cell in years.items():
            value, status, cases = (*cell, None)[:3] if isinstance(cell, tuple) else (cell, "", None)
            found.append(Observation(indicator, area, str(period), group, value, status, cases))
    return found


def document(*targets: Mapping[str, Any], start: int = 2020, **indicator: Any) -> StrategyDocument:
    """Return a strategy for Halland with one indicator, `i`, beside the population `folk`."""
    source = {"publisher": "kolada", "kpi": "N00000"}
    own = {"id": "i", "title": "Andel", "unit": "percent", "better": "higher", "source": source}
    folk = {"id": "folk", "title": "Folkmängd", "unit": "people", "better": "none", "source": source}
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": COUNTY, "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": start}},
            "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
            "indicators": [own | indicator, folk],
            "targets": [
                {"id": f"t{place}", "element": "e", "indicator": "i"} | dict(target)
                for place, target in enumerate(targets)
            ],
        }
    )


def _figures(values: Mapping[Any, Any], folk: Mapping[Any, Years], written: StrategyDocument) -> Figures:
    places = values if not values or isinstance(next(iter(values.values())), Mapping) else {COUNTY: values}
    return read(written, {"all": table([*observations("i", places), *observations("folk", folk)])})


def form_judgeable(
    values: Mapping[Any, Any],
    form: str,
    *,
    edition: int = 2030,
    ended: int | None = None,
    start: int = 2020,
    indicator: Mapping[str, Any] | None = None,
    **target: Any,
) -> Judgeable:
    """Return a target on these figures (of the county unless places are given) as a method sees it."""
    written = document({"form": form, **target}, start=start, **(indicator or {}))
    view = View(
        figures=_figures(values, {}, written),
        indicator=written.indicator("i"),
        county=COUNTY,
        year=edition,
        start=start,
        ended=ended,
    )
    return judgeable(written.targets[0], view=view)


def form_refused(values: Mapping[Any, Any], form: str, **more: Any) -> Why:
    """Return why no method can judge a target on these figures."""
    with pytest.raises(CannotBeJudged) as refusal:
        form_judgeable(values, form, **more)
    return refusal.value.why


def form_verdict(
    values: Mapping[Any, Any],
    form: str,
    *,
    method: str = "destatis",
    edition: int = 2030,
    ended: int | None = None,
    start: int = 2020,
    indicator: Mapping[str, Any] | None = None,
    folk: Mapping[Any, Years] | None = None,
    **target: Any,
) -> Verdict:
    """Return the verdict of a target on these figures (of the county unless places are given)."""
    written = document({"form": form, **target}, start=start, **(indicator or {}))
    seen = _figures(values, folk or {}, written)
    endings = {} if ended is None else {"i": ended}
    (verdict,) = judge(written, seen, year=edition, method=method, ended=endings)
    return verdict


@pytest.fixture(scope="session")
def strategy() -> Callable[..., StrategyDocument]:
    """Makes a strategy of targets on one indicator."""
    return document


@pytest.fixture(scope="session")
def rows() -> Callable[..., list[Observation]]:
    """Makes rows of an indicator from values by place and period."""
    return observations


@pytest.fixture(scope="session")
def formed() -> Callable[..., Judgeable]:
    """Makes of figures and a target what a method sees."""
    return form_judgeable


@pytest.fixture(scope="session")
def refused() -> Callable[..., Why]:
    """Makes of figures and a target the reason why it cannot be judged."""
    return form_refused


@pytest.fixture(scope="session")
def verdict() -> Callable[..., Verdict]:
    """Makes of figures and a target its verdict."""
    return form_verdict


def taken(values: Mapping[Any, Any], *, indicator: str = "i") -> State:
    """Return a snapshot of the county's figures."""
    found = observations(indicator, {COUNTY: values})
    return State(sha256(canonical_json([[one.period, one.value] for one in found])), table(found))


def make_edition(
    document: StrategyDocument,
    now: Mapping[str, State],
    was: Mapping[str, State] | None = None,
    *,
    method: str = "destatis",
    year: int = 2025,
) -> Edition:
    """Return the edition of these snapshots, with revisions counted from those that were."""
    used = {
        name: Used(
            figures=one.hash, raw=(f"raw-{name}",), before=was[name].hash if was and name in was else None
        )
        for name, one in now.items()
    }
    return compose(
        document,
        year=year,
        method=method,
        used=used,
        tables={name: one.table for name, one in now.items()},
        before={name: one.table for name, one in (was or {}).items()},
    )


@pytest.fixture(scope="session")
def state() -> Callable[..., State]:
    """Makes a snapshot of figures of the county."""
    return taken


@pytest.fixture(scope="session")
def composed() -> Callable[..., Edition]:
    """Makes an edition of snapshots."""
    return make_edition
