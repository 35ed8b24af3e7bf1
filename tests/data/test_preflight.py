"""What is said before anybody relies on the figures: ended, gone, moved, stale, and what targets lack."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.catalogue import Entry, Listed, Unlisted
from laget.data.figures import key_of
from laget.data.preflight import Finding, Kind, preflight
from laget.data.sources.source import Tidy
from laget.data.store import DamagedStore, Store

FETCHED = datetime(2026, 9, 1, tzinfo=UTC)
TODAY = date(2026, 11, 1)
REMEDY = Said("gör så här", "do this")
FRESH = Listed(publisher="Kolada", entry=Entry("N01982", "Invånare med utbildning, andel (%)"))
TITLES = [
    ("Invånare 25-64 år med eftergymnasial utbildning, andel (%)", "percent", True),
    ("Självfinansieringsgrad, procent", "percent_free", True),
    ("Invånare 25-64 år med eftergymnasial utbildning, andel (%)", "people", False),
    ("Nystartade företag, antal/1000 inv, 16-64 år", "per_1000", True),
    ("Nystartade företag, antal/1000 inv, 16-64 år", "per_100000", False),
    ("Självmord, antal/100 000 inv, 25 år+", "per_100000", True),
    ("Självmord, antal/100 000 inv, 25 år+", "per_1000", False),
    ("Sammanräknad förvärvsinkomst (median), kr", "kr", True),
    ("Bruttoregionprodukt (BRP), 1000 kr/invånare", "kr", False),
    ("Utsläpp av växthusgaser totalt, ton CO2-ekv/inv", "tonnes_per_person", True),
    ("Utsläpp av växthusgaser totalt, ton CO2-ekv/inv", "kg_per_person", False),
    ("Utsläpp av kväveoxider, kg/inv", "kg_per_person", True),
    ("Sjukpenningtalet, 16–64 år, dagar/registrerad", "days", True),
    ("Patienter utan återinskrivning inom 30 dagar, andel (%)", "percent", True),
    ("Något helt annat", "percent", True),
    ("Positivt helhetsintryck, andel (%)", "en egen enhet", True),
]


def strategy(*, targets: list[dict[str, Any]] | None = None, **more: Any) -> StrategyDocument:
    indicator = {
        "id": "a",
        "title": "A",
        "unit": "percent",
        "better": "higher",
        "areas": ["county", "country"],
        "source": {"publisher": "kolada", "kpi": "N01982"},
    }
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "elements": [{"id": "e", "level": "goal", "title": "E"}],
            "indicators": [indicator | more],
            "targets": [
                {"id": f"t{number}", "element": "e", "indicator": "a"} | target
                for number, target in enumerate(targets or [])
            ],
        }
    )


LEVEL = {"form": "at_least", "value": 50, "year": 2030}
YEARLY = {("13", f"{year}"): 1.0 for year in range(2015, 2026)}


def keep(
    store: Store,
    document: StrategyDocument,
    cells: Mapping[tuple[str, str], float | None],
    *,
    missing: tuple[str, ...] = (),
) -> None:
    tidy = Tidy(
        table=table(Observation("a", place, time, value=value) for (place, time), value in cells.items()),
        answers=(),
        publisher="Kolada",
        source=Said("K", "S"),
        worked=Said("B", "W"),
        missing=missing,
    )
    with store.writing(
        holder="me", since=FETCHED, wait=0, waiting=lambda said: pytest.fail(said.en)
    ) as writer:
        writer.keep(key_of(document, document.indicators[0]), tidy, at=FETCHED)


def found(
    store: Store,
    document: StrategyDocument,
    listed: Listed | Refusal | None = FRESH,
    *,
    today: date = TODAY,
) -> tuple[Finding, ...]:
    listings = {} if listed is None else {"a": listed}
    return preflight(document, listings=listings, store=store, today=today, remedy=REMEDY)


def kinds(findings: tuple[Finding, ...]) -> list[Kind]:
    return [one.kind for one in findings]


def test_nothing_is_said_of_what_is_there_and_fresh(store: Store) -> None:
    document = strategy(targets=[LEVEL])
    keep(store, document, YEARLY)
    assert found(store, document) == ()


def test_what_has_ended_is_told_with_the_targets_it_leaves_unjudged(store: Store) -> None:
    document = strategy(targets=[LEVEL, LEVEL | {"year": 2024}, {"form": "hold"}])
    keep(store, document, YEARLY)
    similar = (Entry("N99999", "Invånare med utbildning"),)
    (ended,) = found(store, document, replace(FRESH, ended=2024, similar=similar))
    assert (ended.kind, ended.severity) == (Kind.ENDED, "fault")
    assert "sista året är 2024, så t0, t2 går inte att bedöma därefter" in ended.said.sv
    assert "N99999" in ended.said.en


def test_what_is_gone_and_what_could_not_be_asked_are_two_things(store: Store) -> None:
    document = strategy()
    keep(store, document, YEARLY)
    said = Said("borta", "gone")
    assert found(store, document, Unlisted(said)) == (Finding("a", Kind.GONE, said),)
    (silent,) = found(store, document, Refusal(said))
    assert (silent.kind, silent.severity) == (Kind.SILENT, "fault")


def test_what_has_moved_names_what_goes_on(store: Store) -> None:
    document = strategy()
    keep(store, document, YEARLY)
    later = replace(FRESH, last_period="2022", similar=(Entry("TAB2", "Samma, 2020-2025"),))
    (moved,) = found(store, document, later)
    assert moved.kind is Kind.MOVED
    assert "slutar 2022" in moved.said.sv
    assert "TAB2" in moved.said.sv


@pytest.mark.parametrize(
    ("last", "today", "stale"),
    [
        ("2023", date(2026, 6, 30), False),
        ("2023", date(2026, 7, 1), True),
        ("2021-2023", date(2026, 7, 1), True),
        ("2025Q4", date(2026, 9, 30), False),
        ("2025Q4", date(2026, 10, 1), True),
        ("2026M04", date(2026, 10, 31), False),
        ("2026M04", date(2026, 11, 1), True),
    ],
)
def test_a_last_figure_grows_stale_by_how_often_there_is_one(
    store: Store, last: str, today: date, stale: bool
) -> None:
    document = strategy()
    keep(store, document, {("13", last): 1.0})
    assert kinds(found(store, document, today=today)) == [Kind.STALE] * stale
    listed = replace(FRESH, last_period=last)
    empty = Store(store.root.parent / "empty")
    assert kinds(found(empty, document, listed, today=today)) == [Kind.NOT_FETCHED] + [Kind.STALE] * stale


def test_a_survey_of_every_fourth_year_is_given_four_years(store: Store) -> None:
    document = strategy()
    keep(store, document, {("13", str(year)): 1.0 for year in (2010, 2014, 2018, 2022)})
    assert found(store, document, today=date(2028, 6, 30)) == ()
    assert kinds(found(store, document, today=date(2028, 7, 1))) == [Kind.STALE]


def test_a_year_that_is_one_of_its_months_comes_once_a_year(store: Store) -> None:
    monthly = {("13", "2026M04"): 1.0}
    document = strategy(months=4)
    keep(store, document, monthly)
    assert found(store, document) == ()
    every = strategy(months="last")
    assert kinds(found(store, every)) == [Kind.STALE]


def test_the_oldest_of_the_targets_areas_tells_the_age(store: Store) -> None:
    cells = YEARLY | {("1380", "2021"): 1.0, ("00", "2025"): 1.0}
    document = strategy(targets=[LEVEL, LEVEL | {"area": "1380"}])
    keep(store, document, cells)
    (stale,) = found(store, document)
    assert "från 2021" in stale.said.sv
    assert found(store, strategy(targets=[LEVEL])) == ()


def test_newer_figures_at_the_publisher_ask_for_a_refresh(store: Store) -> None:
    document = strategy()
    keep(store, document, {("13", "2024"): 1.0})
    (behind,) = found(store, document, replace(FRESH, last_period="2025", updated="2026-10-01"))
    assert (behind.kind, behind.severity) == (Kind.BEHIND, "warning")
    assert "Kolada har 2025: gör så här" in behind.said.sv
    (lacking,) = found(store, document, replace(FRESH, last_period="2025", updated="2026-08-01"))
    assert "har den inte för de områden" in lacking.said.sv
    (stale,) = found(
        store, document, replace(FRESH, last_period="2026", updated="2028-01-01"), today=date(2028, 2, 1)
    )
    assert (stale.kind, "gör så här" in stale.said.sv) == (Kind.STALE, True)


def test_a_target_whose_area_has_no_figure_is_a_fault(store: Store) -> None:
    document = strategy(
        targets=[LEVEL | {"area": "1380"}, {"form": "better_than", "areas": ["19", "07"], "how": "mean"}]
    )
    keep(store, document, YEARLY | {("07", "2025"): 1.0}, missing=("00", "1380", "19"))
    first, second, rest = found(store, document)
    assert (first.kind, second.kind, rest.kind) == (Kind.WITHOUT, Kind.WITHOUT, Kind.LACKING)
    assert "t0 behöver siffror för Halmstad" in first.said.sv
    assert "t1 needs figures for Västmanland County" in second.said.en
    assert rest.severity == "warning"
    assert "Riket" in rest.said.sv


def test_a_rank_needs_its_own_county_only_and_a_spread_the_municipalities_only(store: Store) -> None:
    rank = strategy(targets=[{"form": "rank", "at_most": 5}])
    keep(store, rank, YEARLY)
    assert found(store, rank) == ()
    spread = strategy(targets=[{"form": "all_at_least", "value": 70, "year": 2030}])
    (without,) = found(store, spread)
    assert "Hylte, Halmstad, Laholm, Falkenberg och 2 till" in without.said.sv


@pytest.mark.parametrize(("title", "unit", "agrees"), TITLES)
def test_a_title_that_tells_another_unit_is_told(store: Store, title: str, unit: str, agrees: bool) -> None:
    document = strategy(unit=unit)
    keep(store, document, YEARLY)
    findings = found(store, document, replace(FRESH, entry=Entry("N01982", title)))
    assert kinds(findings) == [] if agrees else [Kind.UNIT]
    assert all(one.severity == "warning" for one in findings)


def test_without_a_store_the_publishers_lists_are_looked_at(store: Store) -> None:
    document = strategy(targets=[LEVEL])
    (missing,) = found(store, document)
    assert (missing.kind, missing.severity) == (Kind.NOT_FETCHED, "warning")
    assert kinds(found(store, document, replace(FRESH, ended=2020))) == [Kind.ENDED, Kind.NOT_FETCHED]
    assert not store.root.exists()


def test_figures_from_a_file_are_looked_at_without_a_list(store: Store) -> None:
    document = strategy()
    keep(store, document, {("13", "2020"): 1.0})
    assert kinds(found(store, document, None)) == [Kind.STALE]


def test_a_damaged_store_is_told(store: Store) -> None:
    document = strategy()
    keep(store, document, YEARLY)
    (parquet,) = (store.root / "figures").iterdir()
    parquet.write_bytes(b"PAR1")
    with pytest.raises(DamagedStore):
        found(store, document)
