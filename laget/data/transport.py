"""Beneath the client: sessions that bound every answer, stay at one host, and keep catalogues for a day."""

import logging
from datetime import timedelta
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_cache.backends.base import BaseCache
from requests_cache.backends.filesystem import FileDict
from requests_cache.models.response import CachedResponse
from requests_cache.session import CacheMixin

from laget.data.durable import make_folder, write_whole, writing_to
from laget.data.limits import Limits
from laget.data.pace import Turns

CHUNK = 1 << 16
logging.getLogger("requests_cache").addHandler(logging.NullHandler())  # a damaged entry is only asked anew


class TooLarge(requests.RequestException):
    """The answer holds more than we take."""


class TooSlow(requests.RequestException):
    """The answer kept coming, but not to an end."""


class Elsewhere(requests.RequestException):
    """The publisher points to another host, or away from where something was posted."""


class BoundedAdapter(HTTPAdapter):
    """Waits for a turn, then reads the answer whole, within the limits of size and time."""

    def __init__(self, limits: Limits, *, turns: Turns) -> None:
        super().__init__(pool_maxsize=limits.calls_at_once)
        self._limits, self._turns = limits, turns

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send and read; raises TooLarge, TooSlow and Stopped beside what requests raises."""
        with self._turns.turn():
            return self._whole(request, *args, **options)

    def _whole(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        begun = monotonic()
        response = super().send(request, *args, **options)
        body = bytearray()
        for chunk in response.iter_content(CHUNK):
            body += chunk
            if len(body) > self._limits.answer_megabytes * 1e6:
                response.close()
                raise TooLarge(request=request)
            if monotonic() - begun > self._limits.answer_seconds:
                response.close()
                raise TooSlow(request=request)
        response._content = bytes(body)  # where requests keeps what it has read itself
        return response


class Session(requests.Session):
    """A session without cookies that follows no redirect to another host; certificates are verified."""

    def __init__(self, limits: Limits, *, turns: Turns) -> None:
        super().__init__()
        self.headers["User-Agent"] = f"Laget/{version('laget')}"
        self.headers["Accept"] = "application/json"
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self.max_redirects = 3
        for scheme in ("http://", "https://"):
            self.mount(scheme, BoundedAdapter(limits, turns=turns))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return where `resp` points, if it is a redirect; raises Elsewhere."""
        target = super().get_redirect_target(resp)
        if target is not None:
            old, new = urlsplit(resp.url), urlsplit(urljoin(resp.url, target))
            moved = new.hostname != old.hostname or (old.scheme, new.scheme) == ("https", "http")
            if moved or resp.request.method != "GET":
                raise Elsewhere(new.geturl(), request=resp.request)
        return target


class KeptForADay(CacheMixin, Session):
    """A session whose answers are kept on disk for the catalogue's hours, whole or not at all."""

    def __init__(self, limits: Limits, *, turns: Turns, folder: Path) -> None:
        """Make `folder`; raises CannotWrite."""
        with writing_to(folder):
            make_folder(folder)
        cache = BaseCache()
        cache.responses = _Files(folder, serializer="json")
        super().__init__(
            backend=cache,
            expire_after=timedelta(hours=limits.catalogue_hours),
            allowable_methods=("GET",),
            limits=limits,
            turns=turns,
        )

    def forget(self, response: requests.Response) -> None:
        """Let an answer that turned out not to be whole be asked for again."""
        self.cache.delete(getattr(response, "cache_key", ""))


class _Files(FileDict):
    """One file for each kept answer (the library's other ways wait for ever on a disk that is full)."""

    def __setitem__(self, key: str, value: CachedResponse) -> None:
        write_whole(self._key2path(key), self.serialize(value).encode())
