"""The command `laget`: knows the names of its commands and loads the one that is asked for."""

import importlib
import os
import sys
from keyword import iskeyword
from typing import Any

import typer
from typer._click import exceptions  # typer gives these no public name
from typer.core import TyperCommand

from laget.cli.speech import say, t
from laget.cli.usage import SpokenCommand, SpokenGroup, told
from laget.core.words.said import Said

# name → module in laget.cli holding a function of the same name (hyphens as underscores; import_)
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
    "tell": "tell",
    "guard": "guard",
    "init": "init",
    "serve": "serve",
    "worker": "worker",
    "tick": "tick",
    "import": "exchange",
    "export": "exchange",
    "manage": "manage",
}


WRONGLY_USED = 2  # the exit code


class Commands(SpokenGroup):
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
        name = cmd_name.replace("-", "_")
        function = getattr(module, f"{name}_" if iskeyword(name) else name)
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        settings = getattr(module, "CONTEXT", None)
        one.command(cmd_name, cls=SpokenCommand, context_settings=settings)(function)
        command = typer.main.get_command(one)
        assert isinstance(command, TyperCommand)  # noqa: S101 - of one function comes one command
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is asked for; one that there is none of is said with those there are."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            known = ", ".join(COMMANDS)
            said = Said(
                sv=f"Kommandot {args[0]} finns inte; det finns {known}.",
                en=f"There is no command {args[0]}; there are {known}.",
            )
            print(say(said), file=sys.stderr)
            raise typer.Exit(WRONGLY_USED)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; what is written wrongly is said in one line, with exit code 2."""
        try:
            code = super().main(*args, **{**extra, "prog_name": "laget", "standalone_mode": False})
        except exceptions.NoArgsIsHelpError as asked:
            asked.show()
            code = WRONGLY_USED
        except exceptions.UsageError as wrong:
            print(told(wrong), file=sys.stderr)
            code = WRONGLY_USED
        sys.exit(code or 0)


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
