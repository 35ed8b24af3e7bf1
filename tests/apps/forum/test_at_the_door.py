"""Two at the door at once: who is checked in is checked in once, and the second is told."""

from datetime import UTC, date, datetime
from secrets import token_hex

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.arrivals import Arrival, check_in
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.models import Registration
from tests.apps.conftest import AtOnce

NOW = datetime(2026, 10, 6, 7, tzinfo=UTC)


def test_of_two_who_check_the_same_person_in_one_is_told(
    committed: None, halland: Organisation, at_once: AtOnce
) -> None:
    event = add_event(halland, actor=None, wish=Wish(title="Provdagen", days=(OnDay(on=date(2026, 10, 6)),)))
    row = Registration.objects.create(
        event=event,
        name="Vera Ek",
        email="vera@example.se",
        nonce=token_hex(16),
        state=Registration.State.CONFIRMED,
    )

    def come() -> Arrival:
        return check_in(halland, actor=None, registration=row, people=1, now=NOW)

    outcomes = at_once(*[come] * 4)
    assert all(isinstance(one, Arrival) for one in outcomes), outcomes
    told = sorted(one.again for one in outcomes if isinstance(one, Arrival))
    assert told == [False, True, True, True]
    row.refresh_from_db()
    assert (row.arrived, row.arrived_at) == (1, NOW)
    assert Entry.objects.filter(action="check_in").count() == 4
