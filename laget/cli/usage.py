"""The command line's own pages and faults in the user's language: typer speaks English only."""

from typing import Any

from typer import rich_utils
from typer._click import exceptions  # typer gives these no public name
from typer.core import TyperCommand, TyperGroup

from laget.cli.speech import say, t
from laget.core.words.said import Said

rich_utils.ARGUMENTS_PANEL_TITLE = t("Argument", "Arguments")
rich_utils.OPTIONS_PANEL_TITLE = t("Flaggor", "Options")
rich_utils.COMMANDS_PANEL_TITLE = t("Kommandon", "Commands")
rich_utils.REQUIRED_LONG_STRING = t("[krävs]", "[required]")
rich_utils.DEFAULT_STRING = t("[annars: {}]", "[default: {}]")


class SpokenCommand(TyperCommand):
    """A command whose page of help is in the user's language throughout."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how the command is written."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the flag that shows this page."""
        return _help(super().get_help_option(ctx))


class SpokenGroup(TyperGroup):
    """The same for the commands together."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how a command is written."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the flag that shows this page."""
        return _help(super().get_help_option(ctx))


def _usage(line: str) -> str:
    return line.replace("Usage:", t("Så här:", "Usage:"), 1)


def _help(option: Any) -> Any:
    if option is not None:
        option.help = t("Visa den här sidan.", "Show this page.")
    return option


def told(error: exceptions.UsageError) -> str:
    """Return what was written wrong on the command line, and where to look."""
    page = f"{error.ctx.command_path} --help" if error.ctx is not None else "laget --help"
    said = _wrong(error)
    return say(Said(sv=f"{said.sv} Se {page}.", en=f"{said.en} See {page}."))


def _wrong(error: exceptions.UsageError) -> Said:
    match error:
        case exceptions.MissingParameter():
            return Said(sv=f"{_name(error)} saknas.", en=f"{_name(error)} is missing.")
        case exceptions.BadParameter(param=None):
            return Said(sv=f"{error.message}.", en=f"{error.message}.")
        case exceptions.BadParameter():
            return Said(
                sv=f"Värdet till {_name(error)} går inte att använda.",
                en=f"The value of {_name(error)} cannot be used ({error.message}).",
            )
        case exceptions.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            return Said(
                sv=f"Flaggan {error.option_name} finns inte." + (f" Menade du {near}?" if near else ""),
                en=f"There is no option {error.option_name}." + (f" Did you mean {near}?" if near else ""),
            )
        case exceptions.BadOptionUsage():
            return Said(
                sv=f"Flaggan {error.option_name} behöver ett värde.",
                en=f"The option {error.option_name} needs a value.",
            )
    extra = error.message.rpartition(" (")[2].rstrip(")") if error.message.endswith(")") else ""
    return Said(
        sv=f"Kommandot är skrivet fel vid {extra}." if extra else "Kommandot är skrivet fel.",
        en=f"The command is written wrongly: {error.message}.",
    )


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    names = [*error.param.opts] or [error.param.name or ""]
    return str(error.param.metavar or names[-1]) if error.param.param_type_name == "argument" else names[-1]
