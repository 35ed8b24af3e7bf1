"""What a log may hold: the secret words of links and people's addresses are struck out of it."""

import logging
import re

SECRET = re.compile(
    r"(?<=/min-anmalan/)[^/\s]+|(?<=/incheckning/)[^/\s]+|[\w-]{40,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


class Discreet(logging.Formatter):
    """Writes a line, with its traceback, without secret words and addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """Return what is written of a record."""
        return SECRET.sub("…", super().format(record))
