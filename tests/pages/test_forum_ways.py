"""The ways between the pages of an event: each role is shown those that it may open, and no other."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Organisation, Role, User

pytestmark = pytest.mark.django_db
AT = "ett-lan-for-fler"
COUNTS = {
    Role.STRATEGIST: 5,
    Role.COMMUNICATOR: 8,
    Role.FACILITATOR: 1,
    Role.READER: 0,
    Role.ADMINISTRATOR: 8,
}


def browser(region: Organisation, role: Role) -> Client:
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ways(page: str) -> list[str]:
    """Return where the navigation of an event's organiser leads."""
    found = re.search(r'<nav class="work-nav.*?</nav>', page, re.DOTALL)
    return re.findall(r'href="([^"]*)"', found[0]) if found else []


def test_each_role_is_led_only_to_what_it_may_open(region: Organisation) -> None:
    address = reverse("event", args=[region.slug, AT])
    assert not ways(Client().get(address).content.decode())
    asked: set[str] = set()
    for role, count in COUNTS.items():
        client = browser(region, role)
        found = ways(client.get(address).content.decode())
        assert len(found) == count, role
        for one in found if role in (Role.STRATEGIST, Role.FACILITATOR) else set(found) - asked:
            answer = client.get(one)
            assert answer.status_code == 200, (role, one)
            assert ways(answer.content.decode()) in (found, []), (role, one)  # the same ways from each
        asked.update(found)
