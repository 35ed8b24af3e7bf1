"""What became of a call that gave no answer to use, in words that go on from the publisher's name."""

from json import loads
from typing import Any

import requests
from pydantic import ValidationError
from urllib3.exceptions import ReadTimeoutError

from laget.core.words.said import Said
from laget.data.limits import Limits
from laget.data.transport import Elsewhere, TooLarge, TooSlow

SHOWN_DETAIL = 200  # characters
LATER = Said("försök igen senare", "try again later")
MOVED = Said(
    "kontrollera källan i strategifilen och adressen i inställningarna",
    "check the source in the strategy file and the address in the settings",
)
REPORT = Said(
    "kontrollera källan i strategifilen; är den rätt har utgivaren ändrat sig",
    "check the source in the strategy file; if it is right, the publisher has changed",
)


class Malformed(Exception):
    """An answer came whole, but is not what it must be; `what` goes on from the publisher's name."""

    def __init__(self, what: Said) -> None:
        super().__init__(what.en)
        self.what = what


def passing(error: requests.RequestException, *, limits: Limits) -> Said | None:
    """Return what happened where it may pass by itself, else None."""
    if isinstance(error, requests.exceptions.SSLError):
        return None
    if isinstance(error, requests.ConnectTimeout):
        return _silence(limits.connect_seconds)
    if isinstance(error, requests.Timeout) or any(isinstance(arg, ReadTimeoutError) for arg in error.args):
        return _silence(limits.read_seconds)
    if isinstance(error, TooSlow):
        return _silence(limits.answer_seconds)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return Said("bröt av svaret på vägen", "broke off the answer on its way")
    if isinstance(error, requests.ConnectionError):
        return Said("gick inte att nå", "could not be reached")
    return None


def _silence(seconds: float) -> Said:
    return Said(f"svarade inte inom {seconds:g} s".replace(".", ","), f"did not answer within {seconds:g} s")


def final(error: requests.RequestException, *, limits: Limits) -> tuple[Said, Said]:
    """Return what happened, and what to do, where trying again would not help."""
    if isinstance(error, requests.exceptions.SSLError):
        return (
            Said(
                "ger ingen säker förbindelse som kan godkännas",
                "gives no secure connection that can be accepted",
            ),
            Said("be den som sköter nätet om hjälp", "ask those who run your network for help"),
        )
    if isinstance(error, TooLarge):
        size = limits.answer_megabytes
        return (
            Said(f"svarade med mer än {size:g} MB", f"answered with more than {size:g} MB"),
            Said(
                "höj LAGET_ANSWER_MEGABYTES om det ska vara så",
                "raise LAGET_ANSWER_MEGABYTES if that is meant",
            ),
        )
    if isinstance(error, Elsewhere | requests.TooManyRedirects):
        target = f" ({error})" if isinstance(error, Elsewhere) else ""
        return Said(f"hänvisar till en annan adress{target}", f"points to another address{target}"), MOVED
    name = type(error).__name__
    return Said(f"kunde inte tillfrågas ({name})", f"could not be asked ({name})"), MOVED


def unreadable(body: bytes, error: ValidationError | Malformed) -> Said:
    """Return what is wrong with an answer that came whole."""
    if isinstance(error, Malformed):
        return error.what
    if body.lstrip()[:1] == b"<":
        return Said(
            "svarade med en webbsida i stället för siffror", "answered with a web page in place of figures"
        )
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return Said("svarade med JSON som inte är hel", "answered with JSON that is not whole")
    place = ".".join(map(str, first["loc"])) or "–"
    return Said(
        f"svarade med en annan form än väntat (vid {place})", f"answered in a form not expected (at {place})"
    )


def detail(body: bytes) -> str:
    """Return the reason a publisher gives in the body of a refusal, after a colon; else nothing."""
    try:
        told: Any = loads(body)
    except ValueError:
        return ""
    words = [told.get(key) for key in ("title", "detail", "message")] if isinstance(told, dict) else []
    reason = "; ".join(" ".join(word.split()) for word in words if isinstance(word, str) and word.strip())
    return f" (”{reason[:SHOWN_DETAIL]}”)" if reason else ""
