"""The command `laget`: knows the names of its commands and loads the one that is asked for."""

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from laget.cli.speech import t

# name → module in laget.cli holding a function of the same name (hyphens as underscores)
COMMANDS = {
    "demo": "demo",
    "check": "check",
    "refresh": "refresh",
    "preflight": "preflight",
    "follow-up": "follow_up",
    "judge": "judge",
    "revisions": "revisions",
    "accept": "revisions",
    "verify": "verify",
}


class Commands(TyperGroup):
    """Loads a command's module when it is asked for, so that `laget judge` never waits for the sources."""

    # The context is typer's own kind of click's, which it does not give a public name.
    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base class's signature
        """Return the commands in the order of a year's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002
        """Return the command, loaded now, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"laget.cli.{COMMANDS[cmd_name]}")
        function = getattr(module, cmd_name.replace("-", "_"))
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        one.command(cmd_name)(function)
        command = typer.main.get_command(one)
        assert isinstance(command, TyperCommand)  # noqa: S101 - of one function comes one command
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=t(
        sv="Läget: en regional utvecklingsstrategi, uppföljd mot officiell statistik.",
        en="Läget: a regional development strategy, followed up against official statistics.",
    ),
)


@app.callback()
def laget() -> None:
    """Hold the commands together; each has its own page of help."""


def main() -> None:
    """Run the command line; a pipe closed by its reader ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
