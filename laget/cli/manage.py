"""`laget manage`: Django's own commands, on this installation."""

import os
from typing import Annotated

import typer

from laget.cli.speech import described, refusing, t

CONTEXT = {"ignore_unknown_options": True}


@described(
    sv="""Djangos egna kommandon på den här installationen.

    Exempel: laget manage migrate
    """,
    en="""Django's own commands on this installation.

    Example: laget manage migrate
    """,
)
@refusing
def manage(
    words: Annotated[
        list[str], typer.Argument(metavar="…", help=t("Djangos kommando.", "Django's command."))
    ],
) -> None:
    """Run one of Django's commands."""
    from django.core.management import execute_from_command_line  # late: only the site needs Django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    execute_from_command_line(["laget manage", *words])
