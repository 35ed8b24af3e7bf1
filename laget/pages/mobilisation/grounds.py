"""What speaks for a mobilisation as it is read, and what a proposal can be gathered from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.followup.queries import editions_of, shown_of
from laget.apps.horizon.models import SignalYear
from laget.apps.horizon.queries import stands
from laget.apps.mobilisation.models import Ground, Mobilisation
from laget.apps.mobilisation.queries import gathered_by_target
from laget.core.followup.account import Nearness
from laget.core.strategy.document import said
from laget.core.words.said import Language, Said
from laget.pages.addresses import Named, named
from laget.pages.initiatives.gaps import CLOSED
from laget.pages.standing import Gap, Standing

NEWEST = 8  # pieces of evidence that are offered
LARGEST = 12  # gaps that are offered
GREW = (SignalYear.Course.STRONGER, SignalYear.Course.NEW)


@dataclass(frozen=True, slots=True)
class Read:
    """A ground, and what it leads to; of a vote or a dialogue to nothing."""

    ground: Ground
    named: Named | None


def read_grounds(
    rows: Iterable[Mobilisation], organisation: Organisation, *, viewer: Visitor | None, today: date
) -> dict[int, list[Read]]:
    """Return by mobilisation what speaks for it, less what somebody may not see; `grounds` are read."""
    every = {row.pk: list(row.grounds.all()) for row in rows}
    asked = {one.address for ones in every.values() for one in ones if one.address}
    names = named(organisation, asked, viewer=viewer, today=today) if asked else {}
    return {
        key: [Read(one, names.get(one.address)) for one in ones if not one.address or one.address in names]
        for key, ones in every.items()
    }


def ungathered(
    standing: Standing,
    organisation: Organisation,
    *,
    viewer: Visitor | None,
    order: Iterable[str],
    language: Language,
    most: int = LARGEST,
) -> list[Gap]:
    """Return the largest gaps that no chosen mobilisation is about."""
    there = gathered_by_target(organisation, viewer=viewer)
    open_ = [
        target for target in order if target not in there and standing.verdicts[target].reach not in CLOSED
    ]
    return standing.gaps(open_[:most], language=language)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a proposal can rest on: its address, what it is called, and a few words more."""

    address: str
    title: Said
    more: Said


def further_away(organisation: Organisation) -> list[Offer]:
    """Return the elements that people found further away in the latest edition."""
    row = next(iter(editions_of(organisation)), None)
    if row is None:
        return []
    edition = shown_of(row)
    found = []
    for element, account in edition.accounts.items():
        if account.appraisal.nearness is Nearness.FURTHER:
            title = said(edition.strategy.element(element).title)
            more = Said(account.appraisal.text, account.appraisal.text)
            found.append(Offer(f"appraisal:{row.year}.{element}", title, more))
    return found


def newest_evidence(organisation: Organisation, *, viewer: Visitor, today: date) -> list[Offer]:
    """Return the evidence that is newest, as somebody may see it."""
    rows = evidence_seen_by(organisation, viewer=viewer, today=today).order_by("-year", "-pk")[:NEWEST]
    return [
        Offer(f"evidence:{one.slug}", Said(one.title, one.title), Said(one.says, one.says)) for one in rows
    ]


def stronger_signals(organisation: Organisation, *, viewer: Visitor) -> list[Offer]:
    """Return the signals that the latest scan found new or stronger, the strongest first."""
    found = [one for one in stands(organisation, viewer=viewer) if one.course in GREW]
    found.sort(key=lambda one: (-one.strength, one.soon, one.signal.pk))
    return [
        Offer(
            f"signal:{one.signal.slug}",
            Said(one.signal.title, one.signal.title),
            Said(one.signal.for_county, one.signal.for_county),
        )
        for one in found
    ]
