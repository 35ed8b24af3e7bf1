"""`laget demo`: the example region, from an empty folder to a running site, without a network."""

import os
from datetime import UTC, datetime
from typing import Annotated

import typer

from laget.cli.follow_up import followed_up, show, write_edition
from laget.cli.home import home, store_at, writing
from laget.cli.serve import serve_at
from laget.cli.site import answer_at, prepare
from laget.cli.speech import described, refusing, say, t
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Said
from laget.data.figures import basis_of, last_year
from laget.demo.bundle import bring


@described(
    sv="""Visar Läget på exempelregionen: medföljande siffror blir en bedömd uppföljning och en webbplats.
    Behöver inget nät.

    Upplagan och tabellen hamnar i $LAGET_HOME/demo.

    Exempel: laget demo --port 8000
    """,
    en="""Show Läget on the example region: bundled figures become a judged follow-up and a site.
    Needs no network.

    The edition and the table end up in $LAGET_HOME/demo.

    Example: laget demo --port 8000
    """,
)
@refusing
def demo(
    port: Annotated[
        int, typer.Option(help=t("Webbplatsens port.", "The port of the site."), min=1, max=65535)
    ] = 8000,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve/--no-serve",
            help=t("Starta webbplatsen efteråt.", "Start the site afterwards."),
        ),
    ] = True,
) -> None:
    """Judge the example region, and show it as a site."""
    os.environ["LAGET_DEMO"] = "yes"
    store = store_at(None)
    document = bring(store, at=datetime.now(UTC), writing=writing)
    year = last_year(basis_of(store, document))
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
    if serve:
        _serve(document, port=port)


def _serve(document: StrategyDocument, *, port: int) -> None:
    """Fill the site with the example region, and serve it until it is interrupted."""
    answer_at(port)
    prepare()
    from laget.demo.site import PASSWORD, PEOPLE, fill  # late: it needs Django set up

    fill(document)
    print("\n" + sign_ins({email: role.value for email, (_, role) in PEOPLE.items()}, password=PASSWORD))
    serve_at("127.0.0.1", port)


def sign_ins(people: dict[str, str], *, password: str) -> str:
    """Return the table of who can sign in to the demonstration: role, address, password."""
    from laget.apps.accounts.permissions import ROLE_NAMES  # late: it needs Django set up

    names = {role.value: said for role, said in ROLE_NAMES.items()}
    head = (Said("Roll", "Role"), Said("Adress", "Address"), Said("Lösenord", "Password"))
    rows = [
        tuple(map(say, head)),
        *((say(names[role]), email, password) for email, role in people.items()),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines) + "\n"
