"""Masking: what secrecy law forbids showing is taken out of an edition before anything is made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from laget.core.followup.edition import Edition
from laget.core.followup.passage import spans
from laget.core.followup.revision import Revision
from laget.core.followup.target.places import areas_needed, groups_needed
from laget.core.followup.verdict import Verdict
from laget.core.periods import period
from laget.core.series import TOTAL
from laget.core.words.binding import WRITTEN, BadBinding, Change, Fact, Ground, Level, parse

Figure = tuple[str, str, int, str]  # indicator, area, last year of the period, group


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


def masked(edition: Edition, masks: Sequence[Mask], *, others: Sequence[Edition] = ()) -> Edition:
    """Return an edition as it may be shown: every view and every export is made of this.

    A passage is found as it is read, whatever marks and bindings its source has. A number that is bound is
    masked whole, its figure is taken out of the edition with the numbers of the verdicts that rest on it, and
    so is every other text's binding to it. `others` are the other editions of its year: a figure that a mask
    hides in one of them is hidden here as well, where the sentence may be another.
    """
    if not masks:
        return edition
    hidden = Hidden()
    for one in others:
        _without_passages(one, masks, hidden=hidden)
    edition = _without_passages(edition, masks, hidden=hidden)
    for verdict in edition.verdicts:
        if verdict.target in hidden.targets and verdict.value_year is not None:
            own = (verdict.indicator, verdict.area, verdict.value_year, TOTAL)
            hidden.figures.setdefault(own, hidden.targets[verdict.target])
    for verdict in edition.verdicts:
        resting = (hidden.figures.get(one) for one in _rests_on(edition, verdict))
        if (shown := next((one for one in resting if one is not None), None)) is not None:
            hidden.targets.setdefault(verdict.target, shown)
    if not (hidden.figures or hidden.targets):
        return edition
    edition = edition.changed(
        lambda _, text: WRITTEN.sub(lambda found: hidden.instead_of(found[0]) or found[0], text)
    )
    return _without_figures(edition, hidden)


def _without_passages(edition: Edition, masks: Sequence[Mask], *, hidden: Hidden) -> Edition:
    """Return an edition without the passages themselves; what they were bound to is hidden in `hidden`."""
    ground = _ground(edition)

    def without(place: str, text: str) -> str:
        for mask in masks:
            if mask.place in ("", place):
                for start, stop in reversed(spans(text, mask.passage, ground=ground)):
                    hidden.hide(text[start:stop], mask.shown)
                    text = text[:start] + mask.shown + text[stop:]
        return text

    return edition.changed(without)


def masked_beside(edition: Edition, text: str, masks: Sequence[Mask]) -> str:
    """Return a text that stands beside an edition, the reason for a correction, as it may be shown."""
    ground = _ground(edition)
    for mask in masks:
        if not mask.place:
            for start, stop in reversed(spans(text, mask.passage, ground=ground)):
                text = text[:start] + mask.shown + text[stop:]
    return text


def is_found(edition: Edition, mask: Mask, *, beside: str = "") -> bool:
    """Return whether a mask hides anything of an edition or of the text that stands `beside` it."""
    ground = _ground(edition)
    texts = [text for place, text in edition.texts() if mask.place in ("", place)]
    if not mask.place:
        texts.append(beside)
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
                yield one.indicator, one.area, period(one.period).last_year, one.group
            case Change():
                yield one.indicator, one.area, period(one.first).last_year, one.group
                yield one.indicator, one.area, period(one.last).last_year, one.group


def _rests_on(edition: Edition, verdict: Verdict) -> Iterator[Figure]:
    """Yield the figures that a verdict's own numbers would give away."""
    target, gap = edition.strategy.target(verdict.target), verdict.gap
    years = {verdict.value_year, verdict.base_year, verdict.travel_from, gap and gap.base_year} - {None}
    for place in sorted({verdict.area, *areas_needed(target, area=verdict.area)}):
        for group in sorted({TOTAL, *groups_needed(target)}):
            for year in years:
                yield verdict.indicator, place, int(year or 0), group
    of = edition.strategy.indicator(verdict.indicator).people
    if of is not None and gap is not None and gap.people is not None and gap.people.year is not None:
        yield of, verdict.area, gap.people.year, TOTAL


def _without_figures(edition: Edition, hidden: Hidden) -> Edition:
    cells = {
        name: {
            group: {
                place: {
                    when: value
                    for when, value in found.items()
                    if (name, place, period(when).last_year, group) not in hidden.figures
                }
                for place, found in places.items()
            }
            for group, places in groups.items()
        }
        for name, groups in edition.cells.items()
    }
    names = {name for name, *_ in hidden.figures}
    touched = {one.target for one in edition.verdicts if one.indicator in names} | hidden.targets.keys()
    return edition.model_copy(
        update={
            "cells": cells,
            "verdicts": tuple(
                _numberless(one, hidden.targets[one.target]) if one.target in hidden.targets else one
                for one in edition.verdicts
            ),
            "touches": {name: one for name, one in edition.touches.items() if name not in touched},
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
        if (revision.indicator, one.area, period(one.period).last_year, one.group) not in hidden.figures
    )
    return revision.model_copy(update={"changes": kept})
