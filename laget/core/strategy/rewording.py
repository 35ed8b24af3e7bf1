"""How one text became another, word by word: runs that are kept, added and removed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

LIKE = 0.4  # of texts that share less of their words than this only long runs are kept:
LONG = 5  # at least so many words
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class RunKind(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


_SWAPPED = {RunKind.KEPT: RunKind.KEPT, RunKind.REMOVED: RunKind.ADDED, RunKind.ADDED: RunKind.REMOVED}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other and share a fate, with the blanks between them."""

    kind: RunKind
    text: str


@lru_cache(maxsize=4096)
def runs(was: str, now: str) -> tuple[Run, ...]:
    """Return how `was` became `now`, what is removed before what is added in its place.

    Kept and removed runs together are `was`, kept and added ones `now`. The arguments exchanged give the same
    runs with added for removed.
    """
    if was > now:  # SequenceMatcher may choose otherwise the other way
        other = [Run(_SWAPPED[run.kind], run.text) for run in runs(now, was)]
        return tuple(_removed_first(other))
    before, after = _WORD.findall(was), _WORD.findall(now)
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    blocks = [
        (block, _words(before[block.a : block.a + block.size])) for block in matcher.get_matching_blocks()
    ]
    alike = 2 * sum(words for _, words in blocks) >= LIKE * (_words(before) + _words(after))
    found: list[Run] = []
    a = b = 0
    for block, words in blocks:
        if block.size and not alike and words < LONG:
            continue
        found.append(Run(RunKind.REMOVED, "".join(before[a : block.a])))
        found.append(Run(RunKind.ADDED, "".join(after[b : block.b])))
        a, b = block.a + block.size, block.b + block.size
        found.append(Run(RunKind.KEPT, "".join(before[block.a : a])))
    return tuple(_removed_first(_without_lone_blanks([run for run in found if run.text])))


def _words(tokens: Sequence[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def _without_lone_blanks(found: list[Run]) -> list[Run]:
    """Return the runs with a kept blank between two changes as a part of both."""
    parted: list[Run] = []
    for place, run in enumerate(found):
        is_between = 0 < place < len(found) - 1
        if run.kind is RunKind.KEPT and run.text.isspace() and is_between:
            parted += [Run(RunKind.REMOVED, run.text), Run(RunKind.ADDED, run.text)]
        else:
            parted.append(run)
    return parted


def _removed_first(found: list[Run]) -> Iterator[Run]:
    """Yield the runs joined: between two kept ones at most one removed and then one added."""
    changed: dict[RunKind, str] = {RunKind.REMOVED: "", RunKind.ADDED: ""}
    for run in [*found, Run(RunKind.KEPT, "")]:
        if run.kind is not RunKind.KEPT:
            changed[run.kind] += run.text
            continue
        yield from (Run(kind, text) for kind, text in changed.items() if text)
        changed = dict.fromkeys(changed, "")
        if run.text:
            yield run
