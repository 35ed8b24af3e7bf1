"""The limits and waits of the client, read from the environment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlsplit

from laget.core.words.said import Refusal, Said


class UnfitSetting(Refusal):
    """A setting in the environment that cannot be used, named."""


def number(environ: Mapping[str, str], name: str, *, otherwise: float, least: float, most: float) -> float:
    """Return the number that the setting `name` holds, or `otherwise` where it is not set or empty.

    Raises UnfitSetting for anything but a number from `least` to `most`.
    """
    written = environ.get(name, "").strip()
    if not written:
        return otherwise
    try:
        value = float(written.replace(",", "."))
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise UnfitSetting(
            Said(
                f"inställningen {name} är ”{written}”; den ska vara ett tal från {least:g} till {most:g}",
                f"the setting {name} is “{written}”; it must be a number from {least:g} to {most:g}",
            )
        )
    return value


def address(environ: Mapping[str, str], name: str, *, otherwise: str | None = None) -> str:
    """Return the base address that the setting `name` holds, without a slash at its end.

    Raises UnfitSetting where it is no web address, or is not set and there is no other.
    """
    written = environ.get(name, "").strip() or otherwise
    if written is None:
        raise UnfitSetting(
            Said(
                f"inställningen {name} saknas; sätt den till adressen där utgivarens PxWebApi v2 svarar",
                f"the setting {name} is missing; set it to the address of the publisher's PxWebApi v2",
            )
        )
    try:
        parts = urlsplit(written)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or "@" in parts.netloc:
        raise UnfitSetting(
            Said(
                f"inställningen {name} är ”{written}”; den ska vara en adress som https://exempel.se/api/v2",
                f"the setting {name} is “{written}”; it must be an address such as https://example.se/api/v2",
            )
        )
    return written.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long the client waits, how often it tries, how much it takes; each is a setting LAGET_<NAME>."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # of silence in the middle of an answer
    answer_seconds: float = 300.0  # for a whole answer, however slowly it drips
    tries: int = 5
    wait_seconds: float = 0.5  # before the second try; each wait is twice the one before
    longest_wait_seconds: float = 60.0  # also the longest Retry-After that is waited out
    calls_at_once: int = 4  # at one publisher
    answer_megabytes: float = 256.0
    catalogue_hours: float = 24.0  # catalogue, metadata and configuration are kept so long

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Return the limits with every setting that `environ` holds; raises UnfitSetting."""
        usual = cls()
        read: dict[str, Any] = {}
        for name, (least, most) in BOUNDS.items():
            otherwise = getattr(usual, name)
            value = number(environ, f"LAGET_{name.upper()}", otherwise=otherwise, least=least, most=most)
            read[name] = type(otherwise)(value)
        return replace(usual, **read)

    @classmethod
    def while_somebody_waits(cls, environ: Mapping[str, str]) -> Self:
        """Return the limits where a person waits for the page: two tries, and no long wait.

        Raises UnfitSetting.
        """
        usual = cls.from_environment(environ)
        return replace(
            usual,
            tries=min(usual.tries, 2),
            read_seconds=min(usual.read_seconds, 15.0),
            answer_seconds=min(usual.answer_seconds, 60.0),
            longest_wait_seconds=min(usual.longest_wait_seconds, 5.0),
        )


BOUNDS: Mapping[str, tuple[float, float]] = {
    "connect_seconds": (0.01, 300),
    "read_seconds": (0.01, 600),
    "answer_seconds": (0.01, 3600),
    "tries": (1, 5),  # more would not be polite
    "wait_seconds": (0, 60),
    "longest_wait_seconds": (0, 3600),
    "calls_at_once": (1, 16),
    "answer_megabytes": (0.001, 4096),
    "catalogue_hours": (0, 168),
}
