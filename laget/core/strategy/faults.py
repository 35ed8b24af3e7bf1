"""What is wrong in a strategy: where, what it is, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

from laget.core.words.said import Said

Path = tuple[str | int, ...]
Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a path of keys and list positions from 0; a warning stops nothing."""

    path: Path
    said: Said
    severity: Severity = "fault"
