"""A sentence to a person in every language Läget speaks, and the refusal that carries one."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in each language; `sv` and `en` are whole sentences that say the same."""

    sv: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.sv if language == "sv" else self.en


def in_both(text: "str | Said") -> Said:
    """Return a text as it is said in each language: what has no language is the same in both."""
    return text if isinstance(text, Said) else Said(text, text)


class Refusal(Exception):
    """An input or a result that falls short: says what, where, and what to do about it.

    `command` is the command that mends it, which the command line alone tells of.
    """

    def __init__(self, said: Said, *, command: str = "") -> None:
        super().__init__(said.en)
        self.said, self.command = said, command
