"""The ways between the pages of an event: each role is shown those that it may open, and no other."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.forum.actions.copying import Beginning, begin_event
from tests.pages.forum_sheets import at

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
            page = answer.content.decode()
            assert answer.status_code == 200, (role, one)
            assert ways(page) in (found, []), (role, one)  # the same ways from each
        asked.update(found)


def test_what_is_amiss_leads_only_to_where_one_may_mend_it(region: Organisation) -> None:
    beginning = Beginning(title="Digitalt", on=date(2027, 10, 6))
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    draft = begin_event(region, actor=None, outline="digital-forum", beginning=beginning, now=now)
    said, mailings = "Utskicket med den digitala länken är inte godkänt.", at("mailings", draft)
    for role, leads in ((Role.STRATEGIST, False), (Role.COMMUNICATOR, True)):
        page = browser(region, role).get(at("programme_edit", draft)).content.decode()
        warnings = page[page.index('class="warned"') :]
        assert said in warnings
        assert (mailings in warnings) == leads
