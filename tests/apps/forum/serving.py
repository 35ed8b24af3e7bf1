"""Several processes upon one database, as a site runs; the guard of the seats can be taken away in them.

python -m tests.apps.forum.serving serve PORT [--unguarded]
python -m tests.apps.forum.serving steps SEED NUMBER [--unguarded]
python -m tests.apps.forum.serving begin
    starts such processes, asked for in lines, as copies of itself: loading the site takes longer than they
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import TracebackType

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


class Beginner:
    """A process that has loaded the site and starts others as copies of itself, with `more` settings."""

    def __init__(self, **more: str) -> None:
        self.more = more
        self.asking = threading.Lock()  # several threads may ask

    def __enter__(self) -> "Beginner":
        self.process = subprocess.Popen(
            _command("begin", unguarded=False),
            env=_environment() | self.more,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _raised: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with self.process:
            self.process.terminate()

    def _ask(self, *asked: str | int) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with self.asking:
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            return int(self.process.stdout.readline())

    def start(self, *words: str, said: Path, unguarded: bool) -> int:
        """Start a process that writes what it says into a file; returns its number."""
        return self._ask("start", str(said), *words, *(["--unguarded"] if unguarded else []))

    def wait(self, process: int) -> int:
        """Return what a process ended with, once it has."""
        return self._ask("wait", process)

    def end(self, process: int) -> None:
        """End a process that this one has started."""
        os.kill(process, signal.SIGTERM)
        self.wait(process)

    def kill(self, process: int) -> None:
        """Kill a process that this one has started, as the system does when memory is out."""
        os.kill(process, signal.SIGKILL)
        self.wait(process)


def begin() -> None:
    """Start and wait for processes, as lines ask for it."""
    import laget.apps.forum.jobs
    import laget.config.asgi
    import laget.config.urls  # noqa: F401 - all is loaded once, here
    import tests.apps.forum.steps  # noqa: F401

    for line in sys.stdin:
        word, *more = json.loads(line)
        if word == "wait":
            answer = os.waitstatus_to_exitcode(os.waitpid(more[0], 0)[1])
        else:
            answer = os.fork()
            if answer == 0:
                _become(*more)
        print(answer, flush=True)


def _become(said: str, *words: str) -> None:
    """Do what is asked for in a process of its own, which ends with it."""
    with Path(said).open("w") as into, Path(os.devnull).open() as nothing:
        for number, other in enumerate((nothing, into, into)):
            os.dup2(other.fileno(), number)
    code = 1
    try:
        do(*words)
        code = 0
    except BaseException:  # noqa: BLE001 - a copy never goes on as what it is a copy of
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@contextmanager
def servers(beginner: Beginner, number: int, *, unguarded: bool = False) -> Iterator[list[int]]:
    """Serve the pages from so many processes upon the test's database; gives their ports."""
    with ExitStack() as stack:
        ports = []
        for _ in range(number):
            with closing(socket.socket()) as asked:
                asked.bind(("127.0.0.1", 0))
                ports.append(asked.getsockname()[1])
        for port in ports:
            process = beginner.start("serve", str(port), said=Path(os.devnull), unguarded=unguarded)
            stack.callback(beginner.end, process)
        until = time.monotonic() + PATIENCE
        for port in ports:
            while not _answers(port):
                assert time.monotonic() < until, "a server does not answer"
                time.sleep(0.05)
        yield ports


def stepping(beginner: Beginner, number: int, *, steps: int, unguarded: bool = False) -> list[str]:
    """Take random steps from so many processes at once; returns what each found wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder) / str(seed) for seed in range(number)]
        running = [
            beginner.start("steps", str(seed), str(steps), said=into, unguarded=unguarded)
            for seed, into in enumerate(said)
        ]
        ended = [beginner.wait(process) for process in running]
        return ["" if code == 0 else into.read_text() for code, into in zip(ended, said, strict=True)]


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
    """Serve, take steps, or start those that do."""
    import django

    django.setup()
    if sys.argv[1] == "begin":
        begin()
    else:
        do(*sys.argv[1:])


def do(word: str, *more: str) -> None:
    """Serve at a port, send mails, or take so many steps."""
    if "--unguarded" in more:
        take_the_guard_away()
    if word == "serve":
        import uvicorn

        uvicorn.run("laget.config.asgi:application", port=int(more[0]), loop="asyncio", log_level="warning")
        return
    if word == "mails":
        from tests.apps.forum.sending import send

        send(*more)
    from tests.apps.forum.steps import Steps

    Steps(seed=int(more[0])).take(int(more[1]))


if __name__ == "__main__":
    main()
