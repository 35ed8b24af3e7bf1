"""One polite client for every publisher: keeps their pace, tries again where that helps, says what failed."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import Self, TypeVar
from urllib.parse import quote, unquote, urlencode, urlsplit

import requests
import stamina
from pydantic import ValidationError

from laget.core.words.said import Refusal, Said
from laget.data.failures import LATER, MOVED, REPORT, Malformed, detail, final, passing, unreadable
from laget.data.limits import Limits
from laget.data.pace import Pace, Turns
from laget.data.sources.source import Answer, Kept
from laget.data.transport import KeptForADay, Session

logging.getLogger("stamina").addHandler(logging.NullHandler())  # what came of the tries is said at the end

SHOWN_ADDRESS = 110  # characters
T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who is asked: a short id, the name people see, the base address, and how often it may be called."""

    id: str
    name: str
    base: str
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call, without the publisher's address: a POST where there is a body, else a GET.

    `lasting` is a catalogue, metadata or configuration: its answer is kept for a day. Figures never are.
    """

    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    lasting: bool = False

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"

    @property
    def address(self) -> str:
        """Path and query as they are sent."""
        query = urlencode(self.query, quote_via=quote, safe="()*,:")
        return quote(self.path, safe="/,") + (f"?{query}" if query else "")

    def text(self, publisher: Publisher) -> str:
        """Return the call in one line, the same wherever the publisher's address points."""
        return f"{self.method} {publisher.id} {self.address}" + (f" {self.body}" if self.body else "")


class Fault(Refusal):
    """A publisher gave no answer that can be used."""


class Gone(Fault):
    """There is nothing at the address (404), or nothing any more (410)."""


class Passing(Fault):
    """A fault that may pass by itself, and was still there at the last try."""


def given(outcome: T | Fault) -> T:
    """Return an outcome that went well; raises the Fault that one did not."""
    if isinstance(outcome, Fault):
        raise outcome
    return outcome


class _Failed(Malformed):
    """One try that failed in a way that may pass."""


class _Line:
    """The way to one publisher: its turns, and the sessions that keep them."""

    def __init__(self, limits: Limits, *, pace: Pace, folder: Path) -> None:
        self.turns = Turns(pace)
        self.figures = Session(limits, turns=self.turns)
        self.lasting = KeptForADay(limits, turns=self.turns, folder=folder)

    def close(self) -> None:
        for session in (self.figures, self.lasting):
            session.close()


class Client:
    """Asks publishers, from several threads at once; to be used in a `with` block.

    `folder` keeps catalogues, metadata and configurations for a day.
    """

    def __init__(self, *, folder: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._folder = folder
        self._lines: dict[str, _Line] = {}
        self._lock = Lock()
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for line in self._lines.values():
            line.close()

    def stop(self) -> None:
        """Let the calls under way end and begin no more: the work is broken off."""
        with self._lock:
            self._stopped = True
            for line in self._lines.values():
                line.turns.stop()

    def ask(
        self,
        request: Request,
        *,
        of: Publisher,
        reads: Callable[[bytes], T],
        lasts: Callable[[T], bool] = lambda _: True,
        kept: Kept | None = None,
    ) -> tuple[Answer, T]:
        """Return the answer to `request`, and what `reads` makes of its body.

        `reads` raises ValidationError or Malformed where the body is not what it must be; then it is asked
        for again. A lasting answer is kept for a day only if `lasts` says so of what was read: one that
        lacks what was asked for may be wrong, and must not stand for a day. What `kept` holds from an
        interrupted refresh is not asked for at all.
        Raises Fault (Gone, Passing), CannotWrite and Stopped.
        """
        text = request.text(of)
        found = kept.answer(text) if kept is not None else None
        if found is not None:
            with suppress(ValidationError, Malformed):
                return Answer(text, found[0], kept_since=found[1]), reads(found[0])
        body, read = self._insistently(request, of=of, reads=reads, lasts=lasts)
        if kept is not None:
            kept.keep(text, body)
        return Answer(text, body), read

    def side_by_side(self, jobs: Mapping[K, Callable[[], T]]) -> Iterator[tuple[K, T | Fault]]:
        """Do jobs at the same time, as many as one publisher may have under way; yield each as it ends.

        A job's Fault is its outcome; anything else that is raised breaks off the rest.
        """
        pool = ThreadPoolExecutor(max_workers=self.limits.calls_at_once)
        under_way = {pool.submit(job): key for key, job in jobs.items()}
        try:
            for done in as_completed(under_way):
                outcome: T | Fault
                try:
                    outcome = done.result()
                except Fault as fault:
                    outcome = fault
                yield under_way[done], outcome
        except BaseException:
            self.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def all_of(
        self, jobs: Mapping[K, Callable[[], T]], *, after_each: Callable[[], None]
    ) -> dict[K, T | Fault]:
        """Do jobs side by side and return what came of each, in the order of `jobs`."""
        outcomes = {}
        for key, outcome in self.side_by_side(jobs):
            outcomes[key] = outcome
            after_each()
        return {key: outcomes[key] for key in jobs}

    def _insistently(
        self, request: Request, *, of: Publisher, reads: Callable[[bytes], T], lasts: Callable[[T], bool]
    ) -> tuple[bytes, T]:
        tries = self.limits.tries
        try:
            for attempt in stamina.retry_context(
                on=lambda error: isinstance(error, _Failed) and not self._stopped,
                attempts=tries,
                timeout=None,
                wait_initial=self.limits.wait_seconds,
                wait_max=self.limits.longest_wait_seconds,
                wait_jitter=self.limits.wait_seconds / 2,
            ):
                with attempt:
                    return self._once(request, of=of, reads=reads, lasts=lasts)
            raise AssertionError("the last try either returns or raises")
        except _Failed as last:
            what = Said(f"{last.what.sv} trots {tries} försök", f"{last.what.en} after {tries} tries")
            raise Passing(_sentence(what, LATER, request=request, of=of)) from last

    def _once(
        self, request: Request, *, of: Publisher, reads: Callable[[bytes], T], lasts: Callable[[T], bool]
    ) -> tuple[bytes, T]:
        line = self._line(of)
        session = line.lasting if request.lasting else line.figures
        url = of.base + request.address
        try:
            response = session.request(
                request.method,
                url,
                data=None if request.body is None else request.body.encode(),
                headers=None if request.body is None else {"Content-Type": "application/json"},
                timeout=(self.limits.connect_seconds, self.limits.read_seconds),
                proxies=_proxies(url),
            )
        except requests.RequestException as error:
            if (what := passing(error, limits=self.limits)) is not None:
                raise _Failed(what) from error
            raise Fault(_sentence(*final(error, limits=self.limits), request=request, of=of)) from error
        if response.status_code != HTTPStatus.OK:
            raise self._refused(response, request=request, of=of)
        try:
            read = reads(response.content)
        except (ValidationError, Malformed) as error:
            if request.lasting:
                line.lasting.forget(response)
            raise _Failed(unreadable(response.content, error)) from error
        if request.lasting and not lasts(read):
            line.lasting.forget(response)
        return response.content, read

    def _refused(self, response: requests.Response, *, request: Request, of: Publisher) -> Exception:
        """Return the exception for a status that is not 200, and let everyone wait who is asked to."""
        status = response.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            what = Said("tar inte emot fler anrop just nu (429)", "takes no more calls just now (429)")
        elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            what = Said(f"svarade med felet {status}", f"answered with the error {status}")
        elif status == HTTPStatus.GONE:
            what = Said("säger att adressen är borttagen (410)", "says that the address is gone (410)")
            return Gone(_sentence(what, MOVED, request=request, of=of))
        else:
            reason = detail(response.content)
            what = Said(f"svarade {status}{reason}", f"answered {status}{reason}")
            if status == HTTPStatus.NOT_FOUND:
                return Gone(_sentence(what, MOVED, request=request, of=of))
            return Fault(_sentence(what, REPORT, request=request, of=of))
        wait = _retry_after(response)
        if wait > self.limits.longest_wait_seconds:
            asked = Said(
                f"{what.sv} och ber om {wait:.0f} s väntan", f"{what.en} and asks for a wait of {wait:.0f} s"
            )
            return Passing(_sentence(asked, LATER, request=request, of=of))
        self._line(of).turns.pause(wait)
        return _Failed(what)

    def _line(self, of: Publisher) -> _Line:
        with self._lock:
            if of.id not in self._lines:
                self._lines[of.id] = _Line(self.limits, pace=of.pace, folder=self._folder)
            line = self._lines[of.id]
            line.turns.pace = of.pace
            if self._stopped:
                line.turns.stop()
            return line


def _sentence(what: Said, remedy: Said, *, request: Request, of: Publisher) -> Said:
    address = of.base + unquote(request.address)
    if len(address) > SHOWN_ADDRESS:
        address = address[: SHOWN_ADDRESS - 1] + "…"
    return Said(
        f"{of.name} {what.sv}: {remedy.sv} ({address})", f"{of.name} {what.en}: {remedy.en} ({address})"
    )


def _retry_after(response: requests.Response) -> float:
    """Return the seconds a publisher asks us to wait, told as seconds or as a date (RFC 9110, 10.2.3)."""
    told = response.headers.get("Retry-After", "").strip()
    with suppress(ValueError):
        return max(0.0, float(told))
    with suppress(ValueError):
        until, now = _moment(told), datetime.now(UTC)
        with suppress(ValueError):  # by the publisher's own clock, where it says what that shows
            now = _moment(response.headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    return 0.0


def _moment(told: str) -> datetime:
    moment = parsedate_to_datetime(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _proxies(url: str) -> dict[str, str]:
    """Return what keeps a call to this very machine from being sent through the environment's proxy."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        if host == "localhost" or ip_address(host).is_loopback:
            return {"no_proxy": host}
    return {}
