"""The example region, filled once for all tests of pages: each test's own changes are rolled back."""

import os
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings

from laget.apps.accounts.models import Organisation
from laget.cli.home import writing
from laget.data.figures import store_at
from laget.demo.bundle import bring
from laget.demo.site import fill


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database with the example region in it."""
    assert str(settings.HOME) == os.environ["LAGET_HOME"]
    document = bring(store_at(settings.STORE), at=datetime.now(UTC), writing=writing)
    with django_db_blocker.unblock():
        fill(document)


@pytest.fixture
def region(db: None) -> Organisation:
    """The example region."""
    return Organisation.objects.get(slug="halland")
