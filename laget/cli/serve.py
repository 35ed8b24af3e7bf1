"""`laget serve`: the site, from one process."""

from typing import Annotated

import typer

from laget.cli.site import prepare, serve_at
from laget.cli.speech import described, refusing, say, t
from laget.core.words.said import Said


@described(
    sv="""Startar webbplatsen för den här installationen.

    Exempel: laget serve --port 8000
    """,
    en="""Serve the site of this installation.

    Example: laget serve --port 8000
    """,
)
@refusing
def serve(
    port: Annotated[int, typer.Option(help=t("Porten.", "The port."), min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help=t("Adressen.", "The address."))] = "127.0.0.1",
) -> None:
    """Serve the site until it is interrupted."""
    prepare()
    print(
        say(Said(f"Läget finns på http://{host}:{port}/", f"Läget is at http://{host}:{port}/")), flush=True
    )
    serve_at(host, port)
