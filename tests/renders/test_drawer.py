"""The drawing process: what it draws and refuses, begun anew where it died, never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from laget.renders.drawer import Drawer

SPEC = {"mark": "text", "data": {"values": [{"a": 1.5}]}, "encoding": {"text": {"field": "a"}}}
LEFT = """
import os, sys, time
from laget.renders.drawer import Drawer
drawer = Drawer()
drawer.svg({"mark": "text", "data": {"values": []}})
print(drawer.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.close()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_numbers_are_written_as_they_are_asked_for(drawer: Drawer) -> None:
    swedish = {"decimal": ",", "thousands": " ", "grouping": [3], "currency": ["", ""]}
    encoding = {"text": {"field": "a", "format": ".1f"}}
    assert ">1,5<" in drawer.svg(SPEC | {"encoding": encoding}, format_locale=swedish)


def test_what_is_refused_does_not_stop_the_next(drawer: Drawer) -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        drawer.svg(SPEC | {"mark": "no such mark"})
    assert drawer.svg(SPEC).startswith("<svg ")


def test_a_process_that_is_killed_is_begun_anew(drawer: Drawer) -> None:
    first, process = drawer.svg(SPEC), drawer.pid
    assert process is not None
    os.kill(process, signal.SIGKILL)
    assert drawer.svg(SPEC) == first
    assert drawer.pid != process


def test_what_is_closed_runs_no_more(drawer: Drawer) -> None:
    drawer.start()
    process = drawer.pid
    assert process is not None
    drawer.close()
    assert not is_running(process)
    assert drawer.pid is None


def test_it_ends_with_the_process_that_asks_however_that_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", LEFT], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        process = int(asking.stdout.readline())
        asking.kill()
    until = time.monotonic() + 30
    while is_running(process):
        assert time.monotonic() < until
        time.sleep(0.05)
