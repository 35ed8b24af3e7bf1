"""`laget demo`: the example region, from its bundled figures to the judged table, without a network."""

from datetime import UTC, datetime
from importlib.resources import as_file, files

from laget.cli.follow_up import followed_up, show, write_edition
from laget.cli.home import home, store_at, writing
from laget.cli.speech import described, refusing, say
from laget.core.periods import period
from laget.core.series import FORECAST
from laget.core.words.said import Refusal, Said
from laget.data.figures import Basis, basis_of
from laget.data.refresh import refresh
from laget.data.sources.bundled import Bundled
from laget.data.strategy_file import read_strategy
from laget.data.wanted import wanted


class NotBundled(Refusal):
    """Bundled figures that do not fit the example strategy."""


@described(
    sv="""Visar Läget på exempelregionen: medföljande siffror blir en bedömd uppföljning. Behöver inget nät.

    Upplagan och tabellen hamnar i $LAGET_HOME/demo.

    Exempel: laget demo
    """,
    en="""Show Läget on the example region: bundled figures become a judged follow-up. Needs no network.

    The edition and the table end up in $LAGET_HOME/demo.

    Example: laget demo
    """,
)
@refusing
def demo() -> None:
    """Judge the example region."""
    with as_file(files("laget.demo")) as folder:
        document = read_strategy(folder / "strategy.yaml").document
        store = store_at(None)
        with writing(store) as writer:
            asked = [(Bundled(folder / "figures.csv"), wanted(document))]
            came = refresh(document, asked=asked, writer=writer, at=datetime.now(UTC), progress=_silent)
        if came.failed:
            faults = [one.fault for one in came.failed if one.fault is not None]
            raise NotBundled(Said("\n".join(one.sv for one in faults), "\n".join(one.en for one in faults)))
        year = _last_year(basis_of(store, document))
        edition = followed_up(document, store=store, year=year, method="destatis")
    out = home() / "demo"
    write_edition(edition, out=out)
    show(edition, out=out)
    print(
        say(
            Said(
                sv=f"Räkna om den: laget verify {out / 'edition.json'}",
                en=f"Make it again: laget verify {out / 'edition.json'}",
            )
        )
    )


def _silent(done: int, planned: int) -> None:
    """Bundled figures are there at once."""


def _last_year(basis: Basis) -> int:
    """Return the last year that any figure is an outcome of."""
    return max(
        period(time).last_year
        for table in basis.tables.values()
        for time, value, status in zip(
            *(table[name].to_pylist() for name in ("period", "value", "status")), strict=True
        )
        if value is not None and status != FORECAST
    )
