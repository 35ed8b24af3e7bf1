"""What the guard stops: where it stands, the number, and what it should be."""

from dataclasses import dataclass

from laget.core.words.said import Said


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a sentence; `line` counts from 1, `number` is as written, empty where it lacks."""

    rule: str
    line: int
    sentence: str
    number: str
    said: Said
