"""`laget serve`: the site, from one process."""

from contextlib import nullcontext
from typing import Annotated

import typer

from laget.cli.site import answer_at, prepare
from laget.cli.speech import described, refusing, say, t
from laget.cli.worker import worker_beside
from laget.core.words.said import Said


@described(
    sv="""Startar webbplatsen för den här installationen.

    Jobb och mejl sköts av en `laget worker` bredvid, som startar och slutar med webbplatsen.

    Exempel: laget serve --port 8000
    """,
    en="""Serve the site of this installation.

    Jobs and mails are done by a `laget worker` beside it, which begins and ends with the site.

    Example: laget serve --port 8000
    """,
)
@refusing
def serve(
    port: Annotated[int, typer.Option(help=t("Porten.", "The port."), min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help=t("Adressen.", "The address."))] = "127.0.0.1",
    worker: Annotated[
        bool,
        typer.Option(
            "--worker/--no-worker",
            help=t("Kör jobb och skicka mejl också.", "Run jobs and send mails as well."),
        ),
    ] = True,
) -> None:
    """Serve the site until it is interrupted."""
    answer_at(port)
    prepare()
    serve_at(host, port, worker=worker)


def serve_at(host: str, port: int, *, worker: bool = True) -> None:
    """Make ready what most people ask for first, say where the site is, and serve it until interrupted."""
    import uvicorn  # late: only the site needs these

    from laget.pages.ready import make_ready
    from laget.renders.draw import DRAWER

    DRAWER.start()
    make_ready()
    address = f"http://{host}:{port}/"
    print(say(Said(f"Läget finns på {address}", f"Läget is at {address}")), flush=True)
    with worker_beside() if worker else nullcontext():
        uvicorn.run(
            "laget.config.asgi:application", host=host, port=port, loop="asyncio", log_level="warning"
        )
