"""The log of an organisation: every act that is kept is shown to those whose work it is."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import laget.apps
from laget.apps.accounts.models import Membership, Organisation, Retention, Role, User
from laget.apps.audit.actions import record
from laget.apps.followup.actions import move_gap
from laget.apps.people.actions import change_roles, close_account, decide_retention, invite_person
from laget.pages.views.log import FIELDS, SHOWN
from tests.pages.test_editions import read

pytestmark = pytest.mark.django_db
PATH = "/halland/arbete/historik/"
RECORDED = re.compile(r'(?:action=|_record\(draft, )"([a-z_]+)"')


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.se")


def somebody(region: Organisation) -> User:
    user = User.objects.create_user("nils@example.se", name="Nils Exempel")
    Membership.objects.create(organisation=region, user=user, role=Role.READER)
    return user


def acts_recorded(app: str) -> set[str]:
    """Return the acts that the code of an app records."""
    folder = Path(laget.apps.__path__[0]) / app
    files = [*folder.glob("actions.py"), *folder.glob("actions/**/*.py")]
    return {act for file in files for act in RECORDED.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("app", ["strategy", "followup", "feedback", "people", "mail"])
def test_every_act_that_is_kept_is_named_in_the_log(app: str) -> None:
    kept = acts_recorded(app)
    assert kept
    assert kept <= {act for one in FIELDS for act in one.acts}


def test_what_was_done_with_people_gaps_and_retention_is_told(client: Client, region: Organisation) -> None:
    ada, nils = person("administrator"), somebody(region)
    change_roles(region, actor=ada, person=nils, roles=[Role.ANALYST])
    invite_person(
        region, actor=ada, email="ny@example.se", roles=[Role.READER], site="", now=datetime.now(UTC)
    )
    decide_retention(
        region,
        actor=ada,
        what=Retention.What.MAIL,
        days=90,
        decision="RS 2026/1",
        decided=date(2026, 1, 2),
    )
    move_gap(region, actor=ada, target="m-befolkning", place=2, reason="Viktigast i år.")
    client.force_login(ada)
    page = read(client, PATH)
    for told in (
        "ändrade någons roller",
        "Nils Exempel",
        "fick rollen: analytiker",
        "miste rollen: läsare",
        "bjöd in någon",
        "90 dagar enligt beslut RS 2026/1",
        "flyttade ett gap i listan",
        "Viktigast i år.",
    ):
        assert told in page, told
    assert "ny@example.se" not in page
    assert "publicerade" in read(client, f"{PATH}?om=uppfoljning")
    of_strategy = read(client, f"{PATH}?om=strategi")
    assert "antog en version av strategin" in of_strategy
    assert "installationen" in of_strategy
    only = read(client, f"{PATH}?om=gallring")
    assert "RS 2026/1" in only
    assert "Nils Exempel" not in only
    assert "changed somebody" in read(client, f"/en{PATH}")


def test_somebody_sees_what_their_roles_let_them_see(client: Client, region: Organisation) -> None:
    change_roles(region, actor=None, person=somebody(region), roles=[Role.ANALYST])
    client.force_login(person("analytiker"))
    assert "ändrade någons roller" not in read(client, PATH)
    assert "ändrade någons roller" not in read(client, f"{PATH}?om=personer")
    client.force_login(person("samtalsledare"))
    assert "Inget har gjorts än." in read(client, PATH)


def test_another_regions_log_is_its_own(client: Client, region: Organisation) -> None:
    other = Organisation.objects.create(slug="annan", name="En annan region", area="12")
    record(other, actor=None, action="start_refresh", subject="refresh:1")
    client.force_login(person("administrator"))
    assert client.get("/annan/arbete/historik/").status_code == 403
    assert "bad om nya siffror" not in read(client, PATH)


def test_a_closed_account_is_not_taken_for_the_installation(client: Client, region: Organisation) -> None:
    nils = somebody(region)
    record(region, actor=nils, action="write_part", subject="edition_part:2025.introduction")
    close_account(nils)
    client.force_login(person("strateg"))
    for path in (PATH, "/halland/uppfoljning/utkast/historik/"):
        page = read(client, path)
        assert "någon vars konto är avslutat" in page
        assert "Nils Exempel" not in page


def test_a_long_log_is_read_a_page_at_a_time_and_asks_no_more(client: Client, region: Organisation) -> None:
    def asked() -> int:
        read(client, PATH)
        with CaptureQueriesContext(connection) as queries:
            read(client, PATH)
        return len(queries)

    nils = somebody(region)
    client.force_login(person("administrator"))
    record(region, actor=nils, action="change_roles", subject=f"user:{nils.pk}")
    before = asked()
    for number in range(SHOWN):
        record(region, actor=None, action="change_roles", subject=f"user:{nils.pk + number}")
    assert asked() == before
    page = read(client, PATH)
    assert page.count("<tr>") == SHOWN + 1
    while earlier := re.findall(r'href="(\?fore=\d+)"', page):
        page = read(client, PATH + earlier[0])
    assert "antog en version av strategin" in page
