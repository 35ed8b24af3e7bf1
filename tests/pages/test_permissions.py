"""Every address that asks for a role, tried by nobody, by each role, and by whoever rules another region.

The actions are tried in the tests of their apps; here it is the pages that lead to them.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import Permission
from laget.apps.feedback.models import Answer
from laget.apps.followup import actions
from laget.apps.followup.models import Contributor, Edition, Mask, Remark, Section
from laget.apps.forum.models import Event, Mailing, Person, Registration, Task, TaskDone
from laget.apps.forum.queries.registrations import door_token_of
from laget.apps.initiatives.models import Entry
from laget.apps.mail.models import Message
from laget.apps.people.actions import invite_person
from laget.apps.people.models import Invitation
from laget.apps.strategy.actions import start_draft
from tests.pages.doors import ASKS_ABROAD, BY_LINK, OF_ANY_REGION, OWN, PAGES, PUBLIC, Page

pytestmark = pytest.mark.django_db


VISITORS = (*Role, "nobody", "stranger")  # a stranger administers another region


def addresses(resolver: URLResolver) -> Iterator[str]:
    """Yield the names of Läget's own addresses."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            if one.callback.__module__.startswith(("laget.apps.", "laget.pages.")):
                yield one.name or str(one.pattern)
        else:
            yield from addresses(one)


def test_every_address_is_in_the_table() -> None:
    tabled = {one.name for one in PAGES} | PUBLIC | OWN | BY_LINK
    assert set(addresses(get_resolver())) == tabled


ELEMENT = "hogre-utbildning"
QUESTION = "kortare-vag-till-lagre-utslapp"
INITIATIVE = "plats-for-varje-ung"
MEETING = "digitalt-forum"
LETTER = "infor-forumdagen"
Kept = Mapping[str, Mapping[str, object]]


@pytest.fixture
def kept(region: Organisation) -> Kept:
    """What each address of the example region takes, where there is something of everything."""
    start_draft(region, actor=None, today=timezone.localdate())
    actions.start_edition(region, actor=None, year=2040)
    now, site = timezone.now(), "http://testserver"
    actions.send_parts(region, actor=None, email="ute@example.se", elements=[ELEMENT], site=site, now=now)
    invite_person(region, actor=None, email="ny@example.se", roles=[Role.READER], site=site, now=now)
    edition = Edition.objects.filter(organisation=region).latest("pk")
    mask = Mask.objects.create(organisation=region, edition=edition, passage="x", paragraph="21 kap. 1 §")
    remark = Remark.objects.create(
        organisation=region, indicator="x", kind="old", is_fault=False, sv="x", en="x"
    )
    line = Answer.objects.create(organisation=region, page="/halland/", useful=True, line="x")
    section = Section.objects.create(
        organisation=region, year=2040, address="mobilisation:x", kind="mobilisation", title="x", text="x"
    )
    reader = User.objects.get(email="lasare@example.se")
    noted = Entry.objects.filter(initiative__organisation=region, initiative__slug=INITIATIVE).latest("pk")
    taking = Person.objects.filter(organisation=region).latest("pk")
    task = Task.objects.create(event=Event.objects.get(organisation=region, slug=MEETING), text="x")
    done = TaskDone.objects.create(task=task, by="x", on=now.date())
    number = {"year": edition.year, "number": edition.number}
    part = {"word": "element", "part_id": ELEMENT}
    return {
        "person": {"pk": reader.pk},
        "withdraw_invitation": {"pk": Invitation.objects.get(organisation=region).pk},
        "withdraw_retention": {"what": "mail"},
        "delete_line": {"pk": line.pk},
        "withdraw_link": {"pk": Contributor.objects.get(draft__organisation=region).pk},
        "part": {"element": ELEMENT},
        "sign_part": {"element": ELEMENT},
        "take_section": {"pk": section.pk},
        "correct_edition": number,
        "mask_edition": number,
        "lift_mask": {**number, "pk": mask.pk},
        "move_gap": {"target": "m-foretag"},
        **{
            name: {"slug": "unga-om-vagen-till-jobb"}
            for name in ("evidence_change", "evidence_publish", "evidence_remove")
        },
        "initiative_change": {"slug": INITIATIVE},
        "initiative_remove": {"slug": INITIATIVE},
        "initiative_note": {"slug": INITIATIVE},
        "initiative_note_change": {"slug": INITIATIVE, "pk": noted.pk},
        "initiative_note_remove": {"slug": INITIATIVE, "pk": noted.pk},
        "household_change": {"slug": "familjen-pahitt"},
        "household_remove": {"slug": "familjen-pahitt"},
        **{
            name: {"event": "forum-2025"}
            for name in (
                "event_change",
                "event_attendance",
                "event_decide",
                "programme_edit",
                "programme_add",
                "programme_bring",
                "programme_publish",
            )
        },
        **of_registered(region),
        "session_change": {"event": "forum-2025", "session": "lunch"},
        "session_remove": {"event": "forum-2025", "session": "lunch"},
        "participant_change": {"pk": taking.pk},
        "participant_remove": {"pk": taking.pk},
        "change_signal": {"slug": "elektrifiering"},
        "remove_signal": {"slug": "elektrifiering"},
        "scan": {"year": 2025},
        "hand_selection": {"year": 2025},
        "choose_signals": {"year": 2025, "word": "forum"},
        "mobilisation_change": {"slug": QUESTION},
        "mobilisation_remove": {"slug": QUESTION},
        "mobilisation_decide": {"slug": QUESTION},
        "mobilisation_close": {"slug": QUESTION},
        "mobilisation_write": {"slug": QUESTION, "year": 2025},
        "mobilisation_hand": {"slug": QUESTION, "year": 2025},
        "platform_change": {"slug": "klimatradet"},
        "platform_remove": {"slug": "klimatradet"},
        "task_add": {"event": MEETING},
        **{f"task_{name}": {"event": MEETING, "pk": done.task_id} for name in ("change", "tick", "remove")},
        "task_untick": {"event": MEETING, "pk": done.task_id, "done": done.pk},
        **{
            f"letter_{name}": {"slug": LETTER}
            for name in ("change", "remove", "preview", "html", "send", "again")
        },
        "draft_file": {"form": "json"},
        "draft_add": {"word": "element"},
        "draft_part": part,
        "draft_remove": part,
        "decide_finding": {"key": remark.pk},
        "decide_alarm": {"alarm": "x"},
        "kolada_indicator": {"kpi": "N00000"},
        "table_indicator": {"publisher": "scb", "table_id": "TAB1"},
        "own_file": {"name": "figures.csv"},
    }


def of_registered(region: Organisation) -> Kept:
    """Return what the addresses of the organiser's work with those registered take."""
    one = Registration.objects.filter(event__organisation=region, event__slug="ett-lan-for-fler").earliest(
        "pk"
    )
    event = {"event": one.event.slug}
    papers = ("badges", "participants_pdf", "participants_xlsx", "disclosure", "door", "door_add")
    lists = ("", "_now", "_needs", "_statistics")
    mail = Mailing.objects.create(event=one.event, kind="message", subject="x", text="x")
    many = ("mailings", "mailing_add", "digital_link", "event_asks", "event_opinions")
    return {
        **dict.fromkeys([*papers, "registration_add", *(f"registrations{one}" for one in lists)], event),
        **dict.fromkeys(many, event),
        **{name: {**event, "pk": mail.pk} for name in ("mailing", "mailing_change")},
        "registration_office": {**event, "pk": one.pk},
        "door_code": {**event, "token": door_token_of(one)},
    }


def signed_in(visitor: Role | str, region: Organisation) -> Client:
    """Return a browser where somebody is signed in: in a role of the region, or another's administrator."""
    client = Client()
    if visitor == "nobody":
        return client
    if visitor == "stranger":
        elsewhere, _ = Organisation.objects.get_or_create(slug="annorstades", name="Annorstädes", area="20")
        user = User.objects.create_user("frammande@example.se")
        Membership.objects.create(organisation=elsewhere, user=user, role=Role.ADMINISTRATOR)
    else:
        user = User.objects.get(memberships__organisation=region, memberships__role=visitor)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def may_be_asked(visitor: Role | str, permission: Permission) -> bool:
    return visitor in permission.roles


def sent(client: Client, page: Page, address: str) -> HttpResponseBase:
    data = {"state": "done"} if page.name == "decide_finding" else {}
    if page.name in {"part", "introduction"}:
        data = {"text": "Något.", "seen": "x"}
    return client.post(address, data)


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_page_opens_for_its_roles_and_for_nobody_else(
    visitor: Role | str, region: Organisation, kept: Kept
) -> None:
    client = signed_in(visitor, region)
    found = {}
    for page in PAGES:
        address = reverse(page.name, kwargs={"region": region.slug, **kept.get(page.name, {})})
        for permission, method in ((page.get, "get"), (page.post, "post")):
            if permission is None:
                continue
            is_let_in = may_be_asked(visitor, permission)
            if is_let_in and page.name in ASKS_ABROAD:
                continue
            with transaction.atomic():  # what one page does is not there for the next
                answer = sent(client, page, address) if method == "post" else client.get(address)
                transaction.set_rollback(True)
            if (answer.status_code == 403) is is_let_in or answer.status_code >= 500:
                found[method, page.name] = answer.status_code
    assert found == {}


def test_what_is_another_regions_is_not_found_in_ones_own(region: Organisation, kept: Kept) -> None:
    client = signed_in("stranger", region)
    elsewhere = Organisation.objects.get(slug="annorstades")
    start_draft(elsewhere, actor=None, today=timezone.localdate())
    found = {}
    for page in PAGES:
        asked = kept.get(page.name, {})
        if page.name in OF_ANY_REGION or not asked.keys() & {
            "pk",
            "key",
            "year",
            "name",
            "alarm",
            "target",
            "slug",
            "event",
        }:
            continue
        address = reverse(page.name, kwargs={"region": elsewhere.slug, **asked})
        answer = sent(client, page, address) if page.post else client.get(address)
        found[page.name] = answer.status_code
    told_on_the_next_page = {"withdraw_invitation", "decide_alarm"}
    assert {name for name, status in found.items() if status != 404} == told_on_the_next_page
    assert not Invitation.objects.filter(organisation=region, expires__lte=timezone.now()).exists()


def test_a_mail_is_shown_to_its_own_region_only(region: Organisation, kept: Kept, settings: object) -> None:
    mail = Message.objects.filter(organisation=region).latest("pk")
    for visitor in VISITORS:
        client = signed_in(visitor, region)
        shown = client.get(reverse("mail", args=[mail.pk])).status_code
        again = client.post(reverse("send_again", args=[mail.pk])).status_code
        expected = {Role.ADMINISTRATOR: (200, 302), "nobody": (302, 404)}.get(visitor, (404, 404))
        assert (visitor, shown, again) == (visitor, *expected)


def test_a_link_leads_to_its_own_region_only(region: Organisation, kept: Kept) -> None:
    Organisation.objects.create(slug="annorstades", name="Annorstädes", area="20")
    link = actions.send_parts(
        region, actor=None, email="en@example.se", elements=[ELEMENT], site="", now=timezone.now()
    )
    elsewhere = link.replace("/halland/", "/annorstades/")
    client = Client()
    assert client.get(link).status_code == 200
    assert client.get(elsewhere).status_code == 410
    assert client.post(f"{elsewhere}{ELEMENT}/", {"text": "Något.", "seen": "x"}).status_code == 410
    assert client.get(f"{link}unga-i-gang/").status_code == 404


@pytest.mark.parametrize("name", ["account", "holdings", "outbox"])
def test_an_account_is_its_own(name: str, region: Organisation) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert "/konto/login/" in answer["Location"]
