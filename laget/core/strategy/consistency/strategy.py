"""Faults of the region, the strategy's own dates, and its earlier versions."""

from collections.abc import Iterator

from laget.core.areas import Kind, UnknownArea, area
from laget.core.strategy.consistency.register import Register
from laget.core.strategy.faults import Fault, fault, warning
from laget.core.strategy.values import Path, Years

# The first parts of addresses that are no region's: house.md, "Addresses".
RESERVED_SLUGS = frozenset(
    [
        "sal",
        "direkt",
        "karta",
        "sok",
        "hjalp",
        "halsa",
        "oppna-data",
        "konto",
        "stil",
        "admin",
        "en",
        "static",
        "media",
        "nationellt",
    ]
)


def strategy_faults(register: Register) -> Iterator[Fault]:
    """Yield what is wrong with the region, the strategy's period and decisions, and its history."""
    if register.is_sure("region"):
        yield from _region(register)
    if register.is_sure("strategy"):
        yield from _strategy(register)
    yield from _history(register)


def _region(register: Register) -> Iterator[Fault]:
    region = register.document.region
    path = ("region", "code")
    try:
        if area(region.code).kind is not Kind.COUNTY:
            yield fault(
                path,
                sv=f"”{region.code}” är riket; skriv länets två siffror, till exempel ”13” för Hallands län",
                en=f"“{region.code}” is the country; write the county's two digits, such as “13” for Halland",
            )
    except UnknownArea as unknown:
        yield Fault(path, unknown.said)
    if region.slug in RESERVED_SLUGS:
        yield fault(
            ("region", "slug"),
            sv=f"”{region.slug}” är upptaget av webbplatsens egna adresser; välj ett annat namn",
            en=f"“{region.slug}” is taken by the site's own addresses; choose another name",
        )


def _strategy(register: Register) -> Iterator[Fault]:
    strategy = register.document.strategy
    yield from turned_round(strategy.period, path=("strategy", "period"))
    adopted = strategy.process is not None and strategy.process.state in ("adopted", "review")
    if adopted and strategy.decision is None:
        yield warning(
            ("strategy", "process", "state"),
            sv="strategin är antagen men beslutet saknas; lägg till decision med body och date",
            en="the strategy is adopted but the decision is missing; add decision with body and date",
        )


def turned_round(period: Years, *, path: Path) -> Iterator[Fault]:
    """Yield the fault of a period that ends before it begins."""
    if period.to is not None and period.to < period.from_:
        yield fault(
            (*path, "to"),
            sv=f"perioden är bakvänd: den slutar {period.to} och börjar {period.from_}; byt plats på åren",
            en=f"the period is turned round: it ends in {period.to} and begins in {period.from_}; "
            "swap the years",
        )


def _history(register: Register) -> Iterator[Fault]:
    now = register.document.strategy.decision if register.is_sure("strategy") else None
    seen = {} if now is None else {(now.date, now.body): "strategy"}
    for place, version in enumerate(register.document.history):
        decision, path = version.decision, ("history", place, "decision")
        other = seen.setdefault((decision.date, decision.body), f"history[{place}]")
        if other != f"history[{place}]":
            yield warning(
                path,
                sv=f"samma beslut som {other}; en version har ett eget beslut",
                en=f"the same decision as {other}; a version has a decision of its own",
            )
        if now is not None and decision.date > now.date:
            yield warning(
                (*path, "date"),
                sv=f"ligger efter strategins eget beslut {now.date}; history är för tidigare versioner",
                en=f"lies after the strategy's own decision {now.date}; history is for earlier versions",
            )
