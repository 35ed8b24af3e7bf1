"""The drawing library in a process of its own: a drawing holds up nobody's page, nor does what it keeps."""

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping
from threading import Lock
from typing import Any, BinaryIO

TRIES = 2  # a process that has died is begun anew once for each drawing
TINY = {"mark": "text", "data": {"values": [{"a": 1}]}, "encoding": {"text": {"field": "a"}}}


class Drawer:
    """Draws one chart at a time in a process that begins when it is needed and ends with the one that asks.

    The library holds Python's lock while it draws: in the process of the pages it would hold them all up.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The process's number, None where there is none."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Begin the process where there is none, without waiting until it is ready."""
        with self._turn:
            self._running()

    def svg(self, spec: Mapping[str, Any], **locales: Any) -> str:
        """Return a Vega-Lite spec as SVG; raises ValueError where the library refuses it or dies of it."""
        asked = json.dumps({"vl_spec": spec, **locales}).encode() + b"\n"
        with self._turn:
            for _ in range(TRIES):
                answer = _answer(self._running(), asked)
                if answer is not None:
                    break
                self._end()
        if answer is None:
            raise ValueError("the drawing library came to an end")
        if "fault" in answer:
            raise ValueError(answer["fault"])
        return answer["svg"]

    def close(self) -> None:
        """End the process; the next drawing begins another."""
        with self._turn:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - this module itself
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the one that asks
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()  # it has nothing to lose
            self._process.communicate()
            self._process = None


def _answer(process: subprocess.Popen[bytes], asked: bytes) -> dict[str, str] | None:
    """Return what the process says to one line, None where it has died."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(asked)
        process.stdin.flush()
        answer: dict[str, str] = json.loads(process.stdout.readline() or "null")
    except (BrokenPipeError, json.JSONDecodeError):
        return None
    return answer


def draw_what_is_asked(questions: BinaryIO, answers: BinaryIO) -> None:
    """Draw line by line until nobody asks."""
    import vl_convert  # late: only this process needs it

    vl_convert.vegalite_to_svg(TINY)  # what the library makes ready at its first drawing
    for line in questions:
        try:
            answer = {"svg": vl_convert.vegalite_to_svg(**json.loads(line), allowed_base_urls=[])}
        except ValueError as fault:
            answer = {"fault": str(fault)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    draw_what_is_asked(sys.stdin.buffer, sys.stdout.buffer)
