"""The language the command line speaks, and the one way it says that something fell short."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import typer

from laget.core.words.said import LANGUAGES, Language, Refusal, Said

P = ParamSpec("P")
R = TypeVar("R")


def language() -> Language:
    """Return the language asked for in LAGET_LANGUAGE; Swedish unless English is asked for."""
    asked = os.environ.get("LAGET_LANGUAGE", "sv").lower()
    return next((known for known in LANGUAGES if known == asked), "sv")


def say(said: Said) -> str:
    """Return what is said, in the user's language."""
    return said.to(language())


def t(sv: str, en: str) -> str:
    """Return the Swedish or the English text, for help pages that are written when a command loads."""
    return say(Said(sv=sv, en=en))


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal in `command`, ours or the disk's, into a sentence on standard error and exit code 1."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            said = with_command(refusal)
        except BrokenPipeError:
            raise
        except OSError as error:  # any file may have become another user's, or lie on a disk that fails
            said = _refused_by_the_disk(error)
        print(say(said), file=sys.stderr)
        raise typer.Exit(1)

    return wrapped


def with_command(refusal: Refusal) -> Said:
    """Return what a refusal says, and the command that mends it where there is one."""
    said, command = refusal.said, refusal.command
    return Said(f"{said.sv} Kör {command}.", f"{said.en} Run {command}.") if command else said


def _refused_by_the_disk(error: OSError) -> Said:
    place = error.filename or error.filename2 or "?"
    return Said(
        sv=f"{place} går inte att läsa eller skriva ({error.strerror}); se efter rättigheter och disk.",
        en=f"{place} cannot be read or written ({error.strerror}); look at its permissions and the disk.",
    )


def described(*, sv: str, en: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a command its page of help in the user's language; the last paragraph is an example."""

    def describe(command: Callable[P, R]) -> Callable[P, R]:
        # Each paragraph on one line: the page is as wide as the terminal, not as this code.
        paragraphs = t(sv, en).strip().split("\n\n")
        command.__doc__ = "\n\n".join(" ".join(one.split()) for one in paragraphs)
        return command

    return describe
