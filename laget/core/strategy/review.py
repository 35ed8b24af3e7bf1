"""The last day for a strategy's review: at least one between two ordinary elections."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from laget.core.strategy.document import Strategy
from laget.core.words.days import day_in_words
from laget.core.words.said import Said

FIRST_ELECTION, YEARS_BETWEEN = 1994, 4
SECOND_SUNDAY_SINCE = 2014  # before that an ordinary election was on the third Sunday


@dataclass(frozen=True, slots=True)
class Review:
    """When a strategy was last looked over as a whole, and when that must have been done again."""

    last: date
    election: date

    @property
    def due(self) -> date:
        """The last day for the next review: the day before the election that it must come before."""
        return self.election - timedelta(days=1)

    def is_late(self, today: date) -> bool:
        """Tell whether the last day has passed."""
        return today > self.due

    def told(self, today: date) -> Said:
        """Return the last day in words, and whether it has passed."""
        due, election = day_in_words(self.due), day_in_words(self.election)
        if self.is_late(today):
            return Said(
                f"Strategin skulle ha setts över senast den {due.sv}, dagen före valet den {election.sv}. "
                "Den dagen har passerat.",
                f"The strategy was to be reviewed by {due.en}, the day before the election on {election.en}. "
                "That day has passed.",
            )
        return Said(
            f"Strategin ska ses över senast den {due.sv}, dagen före valet den {election.sv}.",
            f"The strategy is to be reviewed by {due.en}, the day before the election on {election.en}.",
        )


def election_day(year: int) -> date:
    """Return the day of the ordinary election in a year that has one: 2022, 2026, 2030 and every fourth.

    Vallagen (2005:837) 1 kap. 3 §: the second Sunday of September; until 2010 the third.
    """
    september = date(year, 9, 1)
    first = (calendar.SUNDAY - september.weekday()) % 7
    weeks = 1 if year >= SECOND_SUNDAY_SINCE else 2
    return september + timedelta(days=first + 7 * weeks)


def next_election(day: date) -> date:
    """Return the first ordinary election after a day; from 1994 they are every fourth year."""
    year = max(day.year, FIRST_ELECTION)
    year += (FIRST_ELECTION - year) % YEARS_BETWEEN
    found = election_day(year)
    return found if found > day else election_day(year + YEARS_BETWEEN)


def review_of(strategy: Strategy) -> Review | None:
    """Return when a strategy must be reviewed next; None where it says neither its decision nor a review.

    Förordningen (2017:583) om regionalt utvecklingsarbete, under lagen (2010:630), asks for a review at
    least once between two ordinary elections. An adoption or a review is the one of the period it falls in;
    the next must come in the period after that, before its last election.
    """
    known = [day for day in (strategy.decision and strategy.decision.date, strategy.reviewed) if day]
    if not known:
        return None
    last = max(known)
    return Review(last=last, election=next_election(next_election(last)))
