"""The desk of those who work for an organisation."""

from datetime import date

import pytest
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.strategy.actions import start_draft

pytestmark = pytest.mark.django_db

EVENTS = ("ett-lan-for-fler", "laget-i-lanet", "digitalt-forum")
REGISTERED = {f"forum/{slug}/anmalda/" for slug in EVENTS}
SEEN = {  # what each role is led to, by the end of the address
    Role.ADMINISTRATOR: {
        "arbete/historik/",
        "strategi/utkast/",
        "statistik/",
        "statistik/att-gora/",
        "statistik/larm/",
        "underlag/",
        "insatser/",
        "hushall/",
        "kraftsamling/",
        "uppfoljning/utkast/",
        "tyckt/",
        "personer/",
        "gallring/",
        "/konto/utkorg/",
        "forum/",
        *REGISTERED,
        "forum/glom-person/",
    },
    Role.STRATEGIST: {
        "arbete/historik/",
        "strategi/utkast/",
        "statistik/",
        "statistik/att-gora/",
        "statistik/larm/",
        "underlag/",
        "insatser/",
        "hushall/",
        "kraftsamling/",
        "uppfoljning/utkast/",
        "tyckt/",
        "forum/",
    },
    Role.ANALYST: {
        "arbete/historik/",
        "strategi/utkast/",
        "statistik/",
        "statistik/att-gora/",
        "statistik/larm/",
        "underlag/",
        "insatser/",
        "hushall/",
        "kraftsamling/",
        "uppfoljning/utkast/",
    },
    Role.COMMUNICATOR: {
        "arbete/historik/",
        "strategi/utkast/",
        "hushall/",
        "kraftsamling/",
        "uppfoljning/utkast/",
        "tyckt/",
        "forum/",
        *REGISTERED,
    },
    Role.READER: {"arbete/historik/", "strategi/utkast/", "uppfoljning/utkast/"},
    Role.FACILITATOR: {f"forum/{slug}/incheckning/" for slug in EVENTS},
}


def signed_in(region: Organisation, role: Role) -> Client:
    user = User.objects.create_user(f"arbetar-{role.value}@example.se", name="Nils Exempel")
    Membership.objects.create(organisation=region, user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", Role)
def test_each_role_is_led_to_what_it_may_do_and_may_go_there(region: Organisation, role: Role) -> None:
    client = signed_in(region, role)
    page = client.get("/halland/arbete/")
    tasks = page.context["tasks"]
    assert {task.url.removeprefix("/halland/") for task in tasks} == SEEN[role]
    for task in tasks:
        assert client.get(task.url).status_code == 200, task.url


def test_it_says_where_things_stand(region: Organisation) -> None:
    client = signed_in(region, Role.STRATEGIST)
    assert "Inget utkast skrivs just nu." in client.get("/halland/arbete/").content.decode()
    start_draft(region, actor=None, today=date(2026, 1, 15))
    assert "Ett utkast, senast ändrat" in client.get("/halland/arbete/").content.decode()


def test_nobody_else_has_a_desk_here(region: Organisation) -> None:
    other = Organisation.objects.create(slug="annan", name="En annan region")
    assert signed_in(other, Role.ADMINISTRATOR).get("/halland/arbete/").status_code == 403
    assert Client().get("/halland/arbete/").status_code == 403


def test_the_example_keeps_what_it_knows_of_people_by_decisions_that_are_invented(
    region: Organisation,
) -> None:
    form = Client().get("/halland/forum/ett-lan-for-fler/anmalan/").content.decode()
    assert "enligt beslut EX 2025-3 (påhittat) den 15 januari 2025" in form
    assert "Obekräftade anmälningar gallras 7 dagar efter att de skickades" in form
    assert "gallras inte" not in form.lower()
    reached = signed_in(region, Role.COMMUNICATOR)
    page = reached.get("/halland/forum/ett-lan-for-fler/anmalda/statistik/").content.decode()
    assert "Laholm" in page.partition("saknas:")[2].partition("</p>")[0], "of six municipalities one"
    assert "120" in reached.get("/halland/forum/forum-2025/anmalda/statistik/").content.decode()
