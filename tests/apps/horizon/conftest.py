"""A region with two signals, for the tests of the horizon's actions."""

from datetime import date

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.horizon.actions import Parts, keep_signal
from laget.apps.horizon.models import Signal

FIRST = date(2024, 3, 1)


def kept(region: Organisation, title: str, parts: Parts | None = None, **more: object) -> Signal:
    """Keep a new signal of a region, public and a trend unless said."""
    values = {"kind": "trend", "level": "national", "title": title, "public": True, **more}
    written = Signal(organisation=region, **values)
    return keep_signal(region, actor=None, written=written, parts=parts or Parts(), today=FIRST)


@pytest.fixture
def region(db: None) -> Organisation:
    """A region without anything."""
    return Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
