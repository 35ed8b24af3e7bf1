"""How often one publisher may be called: a sliding window that all threads share."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `calls` within any `seconds`."""

    calls: int
    seconds: float


class Stopped(Exception):
    """The work was broken off while a call waited for its turn."""


class Turns:
    """Gives out turns to call one publisher.

    A turn counts from before the call is sent until `seconds` after its answer came. The publisher therefore
    never sees more than `calls` within any `seconds`, however long each took on its way there.
    """

    def __init__(self, pace: Pace, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.pace = pace
        self._clock = clock
        self._changed = Condition()
        self._under_way = 0
        self._ended: deque[float] = deque()
        self._not_before = 0.0
        self._stopped = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it through one call; raises Stopped."""
        with self._changed:
            while (wait := self._wait()) != 0:
                self._changed.wait(wait)
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._ended.append(self._clock())
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Let nobody call for `seconds`: the publisher has asked for it."""
        with self._changed:
            self._not_before = max(self._not_before, self._clock() + seconds)

    def stop(self) -> None:
        """Wake everyone who waits, and give no more turns."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _wait(self) -> float | None:
        """Return the seconds to wait before looking again, None for until a call ends, 0 for a turn now."""
        if self._stopped:
            raise Stopped
        now = self._clock()
        while self._ended and self._ended[0] <= now - self.pace.seconds:
            self._ended.popleft()
        if now < self._not_before:
            return self._not_before - now
        if self._under_way + len(self._ended) < self.pace.calls:
            return 0
        return self._ended[0] + self.pace.seconds - now if self._ended else None
