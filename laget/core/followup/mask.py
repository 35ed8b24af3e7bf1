"""Masking: what secrecy law forbids showing is taken out of an edition before anything is made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from laget.core.followup.edition import Edition
from laget.core.followup.passage import spans
from laget.core.followup.revision import Revision
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL
from laget.core.words.binding import WRITTEN, BadBinding, Change, Fact, Ground, Level, parse

Figure = tuple[str, str, str, str]  # indicator, area, period, group


@dataclass(frozen=True, slots=True)
class Mask:
    """A passage as it is read, in one text (`place`; empty: in every text), and the law that forbids it."""

    passage: str
    law: str
    place: str = ""

    @property
    def shown(self) -> str:
        """What stands in its place."""
        return f"[maskerat, OSL {self.law}]"


@dataclass
class Hidden:
    """The figures, and the targets' own numbers, that masked numbers stood for: what is shown instead."""

    figures: dict[Figure, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def hide(self, text: str, shown: str) -> None:
        """Hide all that the bindings of a text lead to."""
        for one in _led_to(text):
            if isinstance(one, str):
                self.targets.setdefault(one, shown)
            else:
                self.figures.setdefault(one, shown)

    def instead_of(self, text: str) -> str | None:
        """Return what stands in place of a binding to something that is hidden, else None."""
        found = (
            self.targets.get(one) if isinstance(one, str) else self.figures.get(one) for one in _led_to(text)
        )
        return next((shown for shown in found if shown is not None), None)


def masked(edition: Edition, masks: Sequence[Mask]) -> Edition:
    """Return an edition as it may be shown: every view and every export is made of this.

    A passage is found as it is read, whatever marks and bindings its source has. A number that is bound is
    masked whole, its figure is taken out of the edition with the numbers of the verdicts that rest on it, and
    so is every other text's binding to it.
    """
    if not masks:
        return edition
    ground, hidden = _ground(edition), Hidden()

    def without_passages(place: str, text: str) -> str:
        for mask in masks:
            if mask.place in ("", place):
                for start, stop in reversed(spans(text, mask.passage, ground=ground)):
                    hidden.hide(text[start:stop], mask.shown)
                    text = text[:start] + mask.shown + text[stop:]
        return text

    edition = edition.changed(without_passages)
    for verdict in edition.verdicts:
        own = (verdict.indicator, verdict.area, str(verdict.value_year), TOTAL)
        if verdict.target in hidden.targets:
            hidden.figures.setdefault(own, hidden.targets[verdict.target])
        elif own in hidden.figures:
            hidden.targets[verdict.target] = hidden.figures[own]
    if not hidden.figures:
        return edition
    edition = edition.changed(
        lambda _, text: WRITTEN.sub(lambda found: hidden.instead_of(found[0]) or found[0], text)
    )
    return _without_figures(edition, hidden)


def is_found(edition: Edition, mask: Mask) -> bool:
    """Return whether a mask hides anything of an edition."""
    ground = _ground(edition)
    texts = (text for place, text in edition.texts() if mask.place in ("", place))
    return any(spans(text, mask.passage, ground=ground) for text in texts)


def _ground(edition: Edition) -> Ground:
    return Ground(edition.strategy, {one.target: one for one in edition.verdicts}, edition)


def _led_to(text: str) -> Iterator[Figure | str]:
    """Yield the figures and the targets that the bindings of a text lead to."""
    for found in WRITTEN.finditer(text):
        try:
            one = parse(found["inside"])
        except BadBinding:
            continue
        match one:
            case Fact(target=target):
                yield target
            case Level():
                yield one.indicator, one.area, one.period, one.group
            case Change():
                yield one.indicator, one.area, one.first, one.group
                yield one.indicator, one.area, one.last, one.group


def _without_figures(edition: Edition, hidden: Hidden) -> Edition:
    cells = {
        name: {
            group: {
                place: {
                    when: value
                    for when, value in found.items()
                    if (name, place, when, group) not in hidden.figures
                }
                for place, found in places.items()
            }
            for group, places in groups.items()
        }
        for name, groups in edition.cells.items()
    }
    return edition.model_copy(
        update={
            "cells": cells,
            "verdicts": tuple(
                _numberless(one, hidden.targets[one.target]) if one.target in hidden.targets else one
                for one in edition.verdicts
            ),
            "touches": {name: one for name, one in edition.touches.items() if name not in hidden.targets},
            "revisions": tuple(_unseen(one, hidden) for one in edition.revisions),
        }
    )


def _numberless(verdict: Verdict, shown: str) -> Verdict:
    """Return a verdict with its words and without its numbers; among what it says is why."""
    lost = ["progress", "score", "projected", "value", "travel_change"]
    lost += ["gap", "rank", "interval", "chance", "hit_rate"]
    notes = tuple(note for note in verdict.notes if note.value is None)
    return verdict.model_copy(
        update={**dict.fromkeys(lost), "notes": notes, "because": (*verdict.because, shown)}
    )


def _unseen(revision: Revision, hidden: Hidden) -> Revision:
    kept = tuple(
        one
        for one in revision.changes
        if (revision.indicator, one.area, one.period, one.group) not in hidden.figures
    )
    return revision.model_copy(update={"changes": kept})
