"""An installation of a test's own: a folder, and the commands run in it as processes."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

EXEMPEL = ("--region-slug", "exempel", "--name", "Region Exempel", "--code", "13")
ASK = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "laget.config.settings"
django.setup()
from django.test import Client
from laget.apps.accounts.models import Membership, Organisation
from laget.apps.mail.models import Message
from laget.apps.people.models import Invitation
"""
EACH = """
import json, sys
from typer.testing import CliRunner
from laget.cli.app import app
told = (CliRunner().invoke(app, words) for words in json.loads(sys.argv[1]))
print(json.dumps([(one.exit_code, one.stdout, one.stderr) for one in told]))
"""


class Told(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Installation:
    """A folder of its own, and the commands run in it."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        own = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LAGET_LANGUAGE"}
        }
        self.environment = own | {"LAGET_HOME": str(folder), "COLUMNS": "200"} | more

    def laget(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command; returns its result."""
        return self._run("-m", "laget", *words)

    def laget_each(self, *commands: Sequence[str]) -> list[Told]:
        """Run commands one after another in one process, which takes less time; returns what each told."""
        told = self._run("-c", EACH, json.dumps(commands))
        assert told.returncode == 0, told.stderr
        return [Told(*one) for one in json.loads(told.stdout)]

    def ask(self, question: str) -> str:
        """Return what a line of code prints that looks into the installation."""
        told = self._run("-c", ASK + question)
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    def prepare(self) -> None:
        """Bring the tables and the files to what they should be, as every command does that needs them."""
        done = self._run("-c", "from laget.cli.site import prepare; prepare()")
        assert done.returncode == 0, done.stderr

    def state_of_the_mail(self) -> str:
        """Return how far the only mail has come; asked of the file itself, as it may be asked often."""
        with closing(sqlite3.connect(self.folder / "laget.sqlite3")) as database:
            ((state,),) = database.execute("SELECT state FROM mail_message")
        return str(state)

    def _run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words], env=self.environment, capture_output=True, text=True, check=False
        )
