"""Several processes upon one database, as a site runs; the guard of the seats can be taken away in them.

python -m tests.apps.forum.serving serve PORT [--unguarded]
python -m tests.apps.forum.serving steps SEED NUMBER [--unguarded]
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from django.conf import settings
from django.db import connection

PATIENCE = 60  # seconds for a server to answer on a busy machine


def _command(*words: str, unguarded: bool) -> list[str]:
    return [sys.executable, "-m", "tests.apps.forum.serving", *words, *(["--unguarded"] if unguarded else [])]


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.apps.forum.served",
        "LAGET_SERVED_DATABASE": str(connection.settings_dict["NAME"]),
        "LAGET_HOME": str(settings.HOME),
    }


@contextmanager
def servers(number: int, *, unguarded: bool = False) -> Iterator[list[int]]:
    """Serve the pages from so many processes upon the test's database; gives their ports."""
    with ExitStack() as stack:
        ports = []
        for _ in range(number):
            with closing(socket.socket()) as asked:
                asked.bind(("127.0.0.1", 0))
                ports.append(asked.getsockname()[1])
        for port in ports:
            command = _command("serve", str(port), unguarded=unguarded)
            process = stack.enter_context(
                subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL)
            )
            stack.callback(process.terminate)
        until = time.monotonic() + PATIENCE
        for port in ports:
            while not _answers(port):
                assert time.monotonic() < until, "a server does not answer"
                time.sleep(0.05)
        yield ports


def stepping(number: int, *, steps: int, unguarded: bool = False) -> list[str]:
    """Take random steps from so many processes at once; returns what each found wrong, or nothing."""
    running = [
        subprocess.Popen(
            _command("steps", str(seed), str(steps), unguarded=unguarded),
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for seed in range(number)
    ]
    found = []
    for process in running:
        said, _ = process.communicate()
        found.append("" if process.returncode == 0 else said)
    return found


def _answers(port: int) -> bool:
    with closing(socket.socket()) as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def take_the_guard_away() -> None:
    """Let seats be taken whether there are any or not: the tests must see it."""
    from django.db.models import F

    from laget.apps.forum.actions import seats
    from laget.apps.forum.models import Pass

    def take(to: Pass, size: int) -> bool:
        return Pass.objects.filter(pk=to.pk).update(taken=F("taken") + size) == 1

    seats.take = take


def main() -> None:
    """Serve, or take steps."""
    import django

    django.setup()
    if "--unguarded" in sys.argv:
        take_the_guard_away()
    if sys.argv[1] == "serve":
        import uvicorn

        uvicorn.run(
            "laget.config.asgi:application", port=int(sys.argv[2]), loop="asyncio", log_level="warning"
        )
        return
    from tests.apps.forum.steps import Steps

    Steps(seed=int(sys.argv[2])).take(int(sys.argv[3]))


if __name__ == "__main__":
    main()
