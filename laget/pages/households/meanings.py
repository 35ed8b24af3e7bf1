"""What is written for a household, as somebody may see it: of pages, and of sessions by their day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.households.models import Household, Meaning
from laget.pages.addresses import Named, named


@dataclass(frozen=True, slots=True)
class Written:
    """A text with what it is about: something with a page, or a session (`of` None)."""

    meaning: Meaning
    of: Named | None


def meanings_of(
    organisation: Organisation, household: Household, *, viewer: Visitor | None, today: date
) -> tuple[list[Written], list[Meaning]]:
    """Return the texts of pages, less those whose page may not be seen, and those of sessions, by day."""
    every = list(household.meanings.all())
    names = named(organisation, [one.address for one in every if one.address], viewer=viewer, today=today)
    written = [Written(one, names[one.address]) for one in every if one.address in names]
    return written, [one for one in every if one.session]


def about(
    organisation: Organisation,
    household: Household,
    addresses: Collection[str],
    *,
    viewer: Visitor | None,
    today: date,
) -> list[Meaning]:
    """Return the texts of a household about any of some addresses, as far as each may be seen."""
    found = [one for one in household.meanings.all() if one.address in addresses]
    names = named(organisation, [one.address for one in found], viewer=viewer, today=today) if found else {}
    return [one for one in found if one.address in names]
