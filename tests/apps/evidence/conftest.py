"""What tests of evidence share: a region with somebody who writes in it, and a piece of evidence."""

from pathlib import Path
from typing import Any

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.evidence.actions import Content, write_evidence
from laget.apps.evidence.models import Evidence


def content(**more: Any) -> Content:
    given: dict[str, Any] = {
        "kind": Evidence.Kind.REPORT,
        "title": "Kvarnhjul",
        "source": "En kommun",
        "year": 2025,
        "says": "Kvarnen maler.",
    }
    return Content(**(given | more))


@pytest.fixture
def halland(db: None, settings: Any, tmp_path: Path) -> Organisation:
    settings.MEDIA_ROOT = tmp_path
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


@pytest.fixture
def strategist(halland: Organisation) -> User:
    user = User.objects.create_user("strateg@example.se", name="Stig Exempel")
    Membership.objects.create(organisation=halland, user=user, role=Role.STRATEGIST)
    return user


@pytest.fixture
def evidence(halland: Organisation) -> Evidence:
    return write_evidence(halland, actor=None, content=content())
