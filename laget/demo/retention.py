"""Decisions on how long the example keeps what it knows of people: invented, and marked as such."""

from datetime import date

from laget.apps.accounts.models import Organisation, Retention
from laget.apps.people.actions import decide_retention

What = Retention.What
DECIDED = date(2025, 1, 15)
DAYS = {What.UNCONFIRMED: 7, What.NEED: 14, What.REGISTRATION: 365, What.PARTICIPANT: 3650}


def fill_retention(organisation: Organisation) -> None:
    """Let an organisation that has decided nothing decide this; what it has decided is left."""
    if Retention.objects.filter(organisation=organisation).exists():
        return
    for number, (what, days) in enumerate(DAYS.items(), start=1):
        decide_retention(
            organisation,
            actor=None,
            what=what,
            days=days,
            decision=f"EX 2025-{number} (påhittat)",
            decided=DECIDED,
        )
