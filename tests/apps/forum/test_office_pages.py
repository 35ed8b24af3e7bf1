"""The organiser's pages of those registered: found by name, in numbers, at the door, on paper, handed out."""

import re
from datetime import datetime, timedelta
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.programme import Point, add_session
from laget.apps.forum.models import Companion, Event, Hold, Pass, Registration, Wanted
from laget.apps.mail.models import Message
from laget.apps.newsletter.models import Subscription
from tests.apps.forum.office_event import at, browser, come, of_role, open_event, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An open event with four seats, of which a group of three and one more hold all."""
    return open_event(halland)


@pytest.fixture
def office(communicator: User) -> Client:
    return browser(communicator)


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+/anmalda/\d+/" lang="sv">([^<]+)</a>', page)


def test_a_list_is_filtered_by_what_stands_in_the_address(office: Client, event: Event) -> None:
    assert names(text(office.get(at(event, "registrations")))) == ["Siv Sist", "Vera Ek", "Åke Prov"]
    for query, found in (
        ({"plats": "waiting"}, ["Siv Sist"]),
        ({"plats": "held", "kommun": "1383"}, ["Åke Prov"]),
        ({"kommit": "ja"}, []),
        ({"behov": "on", "kommun": "1380"}, ["Vera Ek"]),
        ({"status": "cancelled"}, []),
        ({"sort": "nonsense", "deltar": "x"}, ["Siv Sist", "Vera Ek", "Åke Prov"]),
    ):
        assert names(text(office.get(at(event, "registrations", **query)))) == found


def test_a_name_is_looked_for_without_standing_in_an_address(office: Client, event: Event) -> None:
    page = text(office.post(at(event, "registrations"), {"name": "nils"}))
    assert names(page) == ["Vera Ek"], "who comes along leads to the group"
    assert 'method="post" class="sought no-print"' in page


def test_names_are_in_the_order_of_a_swedish_list_and_found_in_any_letters(
    office: Client, halland: Organisation, event: Event
) -> None:
    for name in ("Öst Prov", "ängla Prov", "Zoë Prov"):
        come(event, name)
    page = names(text(office.get(at(event, "registrations"))))
    assert page == ["Siv Sist", "Vera Ek", "Zoë Prov", "Åke Prov", "ängla Prov", "Öst Prov"]
    for wanted, found in (("åke", ["Åke Prov"]), ("prov ZOE", ["Zoë Prov"]), ("ÄNGLA", ["ängla Prov"])):
        assert names(text(office.post(at(event, "registrations"), {"name": wanted}))) == found
    door = text(of_role(halland, Role.FACILITATOR).post(at(event, "door"), {"name": "ÖST"}))
    assert "Öst Prov" in door
    assert "Zoë" not in door


def test_files_hold_what_is_chosen_in_the_list(office: Client, event: Event, tmp_path: Any) -> None:
    page = text(office.get(at(event, "registrations", kommun="1383")))
    assert f'{at(event, "participants_xlsx")}?kommun=1383"' in page
    (tmp_path / "lista.xlsx").write_bytes(office.get(at(event, "participants_xlsx", kommun="1380")).content)
    sheet = load_workbook(tmp_path / "lista.xlsx").worksheets[0]
    rows = [*sheet.values]
    assert [row[0] for row in rows[1:]] == ["Vera Ek"]
    size, made = rows[0].index("Personer"), rows[0].index("Anmäld den")
    assert (rows[1][size], type(rows[1][made])) == (3, datetime)
    for name in ("participants_pdf", "badges"):
        paper = pypdfium2.PdfDocument(office.get(at(event, name, kommun="1383")).content)
        read = " ".join(one.get_textpage().get_text_range() for one in paper)
        assert "Åke Prov" in read
        assert "Vera" not in read


def test_the_numbers_are_asked_for_anew_while_the_page_is_open(office: Client, event: Event) -> None:
    page = text(office.get(at(event, "registrations")))
    assert f'hx-get="{at(event, "registrations_now")}"' in page
    piece = text(office.get(at(event, "registrations_now")))
    assert "<html" not in piece
    for told in (page, piece):
        assert re.search(r"Så här var det klockan \d\d\.\d\d\.\d\d\.", told)
    cells = re.findall(r'<td class="number">(\d+)</td>', piece)
    assert cells == ["4", "0", "1", "0"]


def test_the_list_asks_the_database_the_same_of_one_and_of_many(office: Client, event: Event) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            office.get(at(event, "registrations"))
        counts.append(len(asked))
        for number in range(3):
            come(event, f"Flera{len(counts)}{number} Prov")
    office.get(at(event, "registrations"))
    with CaptureQueriesContext(connection) as asked:
        office.get(at(event, "registrations"))
    assert len(asked) <= min(counts)


def test_seeing_a_list_is_written_down_once_an_hour_and_an_export_each_time(
    office: Client, event: Event
) -> None:
    for _ in range(3):
        office.get(at(event, "registrations"))
        office.get(at(event, "participants_xlsx"))
    assert Entry.objects.filter(action="see_registrations").count() == 1
    assert Entry.objects.filter(action="export_registrations").count() == 3
    assert "Vera" not in str(list(Entry.objects.values()))


def test_needs_are_summed_up_without_names(office: Client, event: Event) -> None:
    Pass.objects.filter(event=event).update(seats=9)
    Hold.objects.filter(to__event=event).update(state=Hold.State.HELD)
    page = text(office.get(at(event, "registrations_needs")))
    assert re.search(r"Vegan</th><td class=\"number\">2<", page)
    assert "Hörslinga" in page
    assert "Vera" not in page
    assert "Prov<" not in page


def test_somebody_who_calls_is_registered_by_the_same_law(office: Client, event: Event) -> None:
    to = Pass.objects.get(event=event)
    said = {"name": "Rut Ring", "email": "Rut@example.se", "attendance": str(to.pk)}
    assert office.post(at(event, "registration_add"), said).status_code == 302
    row = Registration.objects.get(event=event, email="rut@example.se")
    assert row.state == Registration.State.CONFIRMED
    assert row.holds.get().state == Hold.State.WAITING
    assert Message.objects.filter(to="rut@example.se").count() == 1
    again = office.post(at(event, "registration_add"), said)
    assert "Adressen är redan anmäld." in text(again)
    Event.objects.filter(pk=event.pk).update(registers_until=timezone.now() - timedelta(days=1))
    late = office.post(at(event, "registration_add"), said | {"email": "sen@example.se"})
    assert "det finns inte så många lediga platser" in text(late), "nobody waits for what is not offered"
    assert not Registration.objects.filter(email="sen@example.se").exists()


def test_a_registration_is_cancelled_and_its_mail_sent_again_by_the_office(
    office: Client, event: Event
) -> None:
    row = Registration.objects.get(event=event, email="vera@example.se")
    where = at(event, "registration_office", row.pk)
    sent = Message.objects.filter(to=row.email).count()
    office.post(where, {"act": "mail"})
    assert Message.objects.filter(to=row.email).count() == sent + 1
    office.post(where, {"act": "cancel"})
    row.refresh_from_db()
    assert row.state == Registration.State.CANCELLED
    assert Hold.objects.get(registration__email="siv@example.se").state == Hold.State.OFFERED


def test_there_is_a_badge_for_each_who_has_a_seat(office: Client, event: Event) -> None:
    answer = office.get(at(event, "badges"))
    assert answer["Content-Type"] == "application/pdf"
    read = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert all(name in read for name in ("Vera Ek", "Nils Ek", "Ida", "#strong[Ek]", "Åke Prov", "Provdagen"))
    assert "Siv" not in read


def test_lists_are_given_as_pdf_and_as_a_workbook(office: Client, event: Event, tmp_path: Any) -> None:
    paper = pypdfium2.PdfDocument(office.get(at(event, "participants_pdf")).content)
    assert "Vera Ek" in paper[0].get_textpage().get_text_range()
    (tmp_path / "lista.xlsx").write_bytes(office.get(at(event, "participants_xlsx")).content)
    book = load_workbook(tmp_path / "lista.xlsx")
    rows = [*book[book.sheetnames[0]].values]
    assert rows[0][:2] == ("Namn", "Organisation")
    assert [row[0] for row in rows[1:]] == ["Siv Sist", "Vera Ek", "Åke Prov"]
    assert "Vegan" not in str(rows), "needs are in no list"


def test_what_is_handed_out_is_logged_without_names(halland: Organisation, event: Event) -> None:
    client = of_role(halland, Role.ADMINISTRATOR)
    row = Registration.objects.get(event=event, email="vera@example.se")
    given = {
        "number": "RS 2031-7",
        "reason": "Inget hindrar enligt 21 kap.",
        "fields_chosen": ["name", "of"],
        "rows": [str(row.pk)],
        "form": "csv",
        "tested": "on",
    }
    where = at(event, "disclosure")
    answer = client.post(where, given)
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Namn,Organisation",
        "Vera Ek,Föreningen Pröva",
    ]
    entry = Entry.objects.get(action="disclose_registrations")
    assert entry.detail == {
        "diary": "RS 2031-7",
        "reason": "Inget hindrar enligt 21 kap.",
        "fields": ["name", "of"],
        "rows": 1,
    }
    named = client.post(where, given | {"reason": "Begäran av vera ek"})
    assert "Loggen bevaras: skriv utan." in text(named)
    untested = client.post(where, given | {"tested": ""})
    assert untested.context["form"].errors.keys() == {"tested"}
    assert Entry.objects.filter(action="disclose_registrations").count() == 1
    assert client.post(where, given | {"form": "pdf"}).content.startswith(b"%PDF")


def test_somebody_is_forgotten_by_address_wherever_they_are(halland: Organisation, event: Event) -> None:
    client, where = of_role(halland, Role.ADMINISTRATOR), reverse("erase_person", args=[halland.slug])
    Subscription.objects.create(organisation=halland, email="vera@example.se", nonce="n" * 32)
    found = text(client.post(where, {"email": "Vera@example.se", "name": "", "act": "find"}))
    assert "Anmälningar: 1" in found
    assert "Nyhetsbrevet: 1" in found
    assert Registration.objects.filter(email="vera@example.se").exists(), (
        "nothing is deleted before it is asked"
    )
    client.post(where, {"email": "Vera@example.se", "name": "", "act": "erase"})
    assert not Registration.objects.filter(email="vera@example.se").exists()
    assert not Message.objects.filter(to="vera@example.se").exists()
    assert not Subscription.objects.exists()
    assert Hold.objects.get(registration__email="siv@example.se").state == Hold.State.OFFERED
    assert "vera" not in str(list(Entry.objects.values())).lower()


def test_who_asks_gets_all_that_is_held_and_sees_where_the_name_is_written(
    halland: Organisation, event: Event
) -> None:
    client, where = of_role(halland, Role.ADMINISTRATOR), reverse("erase_person", args=[halland.slug])
    add_session(halland, actor=None, event=event, point=Point(title="Öppning", summary="Vi tackar VERA  EK."))
    said = {"email": "vera@example.se", "name": "vera ek"}
    page = text(client.post(where, said | {"act": "find"}))
    assert "Provdagen: Öppning" in page.partition("Där namnet står")[2]
    given = client.post(where, said | {"act": "give"})
    assert "attachment" in given["Content-Disposition"]
    held = given.json()
    assert held["registrations"][0]["needs"] == {"food": "Vegan", "access": ""}
    assert [one["to"] for one in held["registrations"][0]["mails"]] == ["vera@example.se"] * 2
    assert held["mentioned"] == ["Provdagen: Öppning"]
    assert client.post(where, {"email": "", "name": "nils EK", "act": "give"}).status_code == 200
    assert Entry.objects.get(action="give_own").detail["registrations"] == 1
    assert "vera" not in str(list(Entry.objects.filter(action="give_own").values())).lower()
    assert of_role(halland, Role.COMMUNICATOR).post(where, said | {"act": "give"}).status_code == 403


def test_who_comes_along_is_forgotten_by_name_and_the_group_is_smaller(
    halland: Organisation, event: Event
) -> None:
    client, where = of_role(halland, Role.ADMINISTRATOR), reverse("erase_person", args=[halland.slug])
    come(event, "Rut Ring", companions=("Nils Ek",))
    said = {"email": "ingen@example.se", "name": "nils ek"}
    page = text(client.post(where, said | {"act": "find"}))
    assert re.findall(r"Nils Ek: Provdagen, (\w+ \w+)", page) == ["Vera Ek", "Rut Ring"]
    client.post(where, said | {"act": "erase"})
    assert Companion.objects.filter(name="Nils Ek").count() == 2, "of two neither is chosen"
    asks = Companion.objects.get(name="Nils Ek", registration__email="vera@example.se")
    assert client.post(where, said | {"act": "give", "along": asks.pk}).json()["comes_along"] == [
        {"event": event.slug, "name": "Nils Ek"}
    ]
    client.post(where, said | {"act": "erase", "along": str(asks.pk)})
    assert Companion.objects.filter(name="Nils Ek").count() == 1
    row = Registration.objects.get(event=event, email="vera@example.se")
    assert [one.name for one in row.companions.all()] == ["Ida #strong[Ek]"]
    assert row.size == 2
    assert Hold.objects.get(registration__email="siv@example.se").state == Hold.State.OFFERED


def test_whom_we_did_not_reach_is_said(office: Client, event: Event) -> None:
    for name in ("föreningen  PRÖVA", "Bortaföreningen"):
        Wanted.objects.create(event=event, name=name)
    office.post(at(event, "registrations_statistics"))
    assert Wanted.objects.filter(event=event).exclude(area="").count() == 6
    office.post(at(event, "registrations_statistics"))
    assert Wanted.objects.filter(event=event).count() == 8
    page = text(office.get(at(event, "registrations_statistics")))
    missing = re.search(r"<strong>(\d) saknas:</strong>(.*?)</p>", page)
    assert missing is not None
    assert missing[1] == "5", "of six municipalities two have come, and one of two organisations"
    assert "Bortaföreningen" in missing[2]
    assert "PRÖVA" not in missing[2]
    assert "Halmstad" not in missing[2]
