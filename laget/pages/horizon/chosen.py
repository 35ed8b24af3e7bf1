"""The signals chosen for a year as pages show them: each with its course that year."""

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.horizon.models import Selected
from laget.apps.horizon.queries import selected, years_selected
from laget.pages.horizon.words import COURSES, SIGNS

Chosen = tuple[Selected, str, str]
"""A chosen signal, the mark of its course that year and the word of it; both empty where it has none."""


def as_then(row: Selected) -> Chosen:
    """Return a chosen signal with its course in that year, if it was scanned then."""
    course = next((one.course for one in row.signal.years.all() if one.year == row.year), "")
    return row, SIGNS.get(course, ""), str(COURSES.get(course, ""))


def in_brief(organisation: Organisation, *, viewer: Visitor | None) -> list[Chosen]:
    """Return what the latest selection takes up: for the follow-up, else for the forum."""
    years = years_selected(organisation, viewer=viewer)
    rows = selected(organisation, viewer=viewer, year=years[0]) if years else []
    of_edition = [one for one in rows if one.purpose == Selected.Purpose.EDITION]
    return [as_then(one) for one in of_edition or rows]
