"""What the environment says, read with its type; what cannot be read is refused with a hint."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from laget.core.words.said import Refusal, Said


class BadSetting(Refusal):
    """A setting in the environment that cannot be read."""


def home() -> Path:
    """Return the installation's folder: LAGET_HOME, else `.laget` where the command is started."""
    return Path(os.environ.get("LAGET_HOME") or ".laget").absolute()


def flag(name: str, *, otherwise: bool) -> bool:
    """Return a yes or no: 1, true, yes, ja or 0, false, no, nej; raises BadSetting."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return otherwise
    if value in {"1", "true", "yes", "ja"}:
        return True
    if value in {"0", "false", "no", "nej"}:
        return False
    raise BadSetting(
        Said(
            f"{name} ska vara ja eller nej, inte ”{value}”.",
            f"{name} must be yes or no, not “{value}”.",
        )
    )


def text(name: str, *, otherwise: str = "") -> str:
    """Return a text."""
    return os.environ.get(name, "").strip() or otherwise


def count(name: str, *, otherwise: int) -> int:
    """Return a whole number, zero or more; raises BadSetting."""
    value = os.environ.get(name, "").strip()
    if not value:
        return otherwise
    if value.isascii() and value.isdigit():
        return int(value)
    raise BadSetting(
        Said(
            f"{name} ska vara ett heltal, inte ”{value}”.",
            f"{name} must be a whole number, not “{value}”.",
        )
    )


def address(name: str) -> str:
    """Return a web address without a slash at the end, empty where none is given; raises BadSetting."""
    value = os.environ.get(name, "").strip().rstrip("/")
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
        raise BadSetting(
            Said(
                f"{name} ska se ut som https://laget.example.se, inte ”{value}”.",
                f"{name} must look like https://laget.example.se, not “{value}”.",
            )
        )
    return value


def origin(address: str) -> list[str]:
    """Return the scheme and host of an address, as a list of one; empty where there is no address."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if address else []


def words(name: str, *, otherwise: tuple[str, ...] = ()) -> list[str]:
    """Return a list written with commas."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or list(otherwise)


def database(name: str = "DATABASE_URL", *, folder: Path) -> dict[str, Any]:
    """Return Django's setting of the database: SQLite in `folder` unless PostgreSQL's address is given.

    `postgresql://user:password@host:port/name?sslmode=require`; a socket's folder as `?host=/folder`.
    Raises BadSetting.
    """
    address = os.environ.get(name, "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "laget.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise BadSetting(
            Said(
                f"{name} ska se ut som postgresql://användare:lösenord@värd:5432/databas.",
                f"{name} must look like postgresql://user:password@host:5432/database.",
            )
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {**options, "pool": True},
    }


def secret(folder: Path) -> str:
    """Return the installation's secret key: LAGET_SECRET_KEY, else the one kept in its folder, made once."""
    if given := os.environ.get("LAGET_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    if not path.is_file():
        from django.core.management.utils import get_random_secret_key  # late: only the first start needs it

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".secret-key-{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key(), encoding="utf-8")
        try:
            os.link(fresh, path)  # the first of two that start at once has made it
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="utf-8")
