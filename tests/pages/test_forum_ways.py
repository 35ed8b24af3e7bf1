"""The ways between the pages of an event: each role is shown those that it may open, and no other."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Organisation, Role, User

pytestmark = pytest.mark.django_db
AT = "ett-lan-for-fler"


def browser(region: Organisation, role: Role) -> Client:
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ways(page: str) -> list[str]:
    """Return where the navigation of an event's organiser leads."""
    found = re.search(r'<nav class="work-nav.*?</nav>', page, re.DOTALL)
    return re.findall(r'href="([^"]*)"', found[0]) if found else []


@pytest.mark.parametrize(
    ("role", "count"),
    [
        (Role.STRATEGIST, 5),
        (Role.COMMUNICATOR, 8),
        (Role.FACILITATOR, 1),
        (Role.READER, 0),
        (Role.ADMINISTRATOR, 8),
    ],
)
def test_each_role_is_led_only_to_what_it_may_open(region: Organisation, role: Role, count: int) -> None:
    client = browser(region, role)
    found = ways(client.get(reverse("event", args=[region.slug, AT])).content.decode())
    assert len(found) == count
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert ways(answer.content.decode()) in (found, []), address  # the same ways from each of them


def test_nobody_is_led_to_the_organisers_pages(region: Organisation) -> None:
    assert not ways(Client().get(reverse("event", args=[region.slug, AT])).content.decode())
