"""The pages of writing: who sees them, what is saved by the page itself, and what a link shows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role
from laget.apps.followup import actions
from laget.apps.followup.models import Contributor, EditionDraft, Part
from laget.apps.followup.queries.drafts import part_hash, parts_of
from tests.apps.followup.conftest import TEXT, member

pytestmark = pytest.mark.django_db
DRAFT = "/provlan/uppfoljning/utkast/"
PART = f"{DRAFT}del/hogre-utbildning/"
QUIET = {"HX-Request": "true"}


@pytest.fixture
def signed_in(client: Client, halland: Organisation) -> Callable[[Role], Client]:
    """Sign somebody with a role in."""

    def enter(role: Role) -> Client:
        client.force_login(member(halland, role))
        return client

    return enter


@pytest.mark.parametrize("path", [DRAFT, PART, f"{DRAFT}las/", f"{DRAFT}bedomningar/", f"{DRAFT}historik/"])
@pytest.mark.parametrize("role", Role)
def test_a_draft_is_seen_by_those_who_write_or_read_drafts(
    draft: EditionDraft, signed_in: Callable[[Role], Client], role: Role, path: str
) -> None:
    expected = 403 if role is Role.FACILITATOR else 200
    assert signed_in(role).get(path).status_code == expected


@pytest.mark.parametrize("path", [DRAFT, PART, f"{DRAFT}las/", f"{DRAFT}historik/", f"{DRAFT}lankar/"])
def test_strangers_and_people_of_other_regions_see_nothing(
    draft: EditionDraft, client: Client, path: str
) -> None:
    assert client.get(path).status_code == 403
    other = Organisation.objects.create(slug="annan", name="En annan region", area="14")
    client.force_login(member(other, Role.ADMINISTRATOR))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMMUNICATOR, Role.READER])
def test_only_strategists_and_administrators_publish(
    draft: EditionDraft, signed_in: Callable[[Role], Client], role: Role
) -> None:
    client = signed_in(role)
    assert client.get(f"{DRAFT}publicera/").status_code == 403
    assert client.get(f"{DRAFT}lankar/").status_code == 403
    assert client.post(f"{DRAFT}slang/").status_code == 403
    assert EditionDraft.objects.exists()


def test_a_reader_sees_a_part_but_does_not_write_in_it(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.READER)
    assert b'id="writing"' not in client.get(PART).content
    assert client.post(PART, {"seen": part_hash(None), "text": "x"}).status_code == 403
    assert not Part.objects.exists()


def test_without_a_script_a_part_is_saved_by_its_button(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.COMMUNICATOR)
    answer = client.post(PART, {"seen": part_hash(None), "text": TEXT, "nearness": "nearer"}, follow=True)
    page = answer.content.decode()
    assert "Sparat." in page
    assert "43,4 procent" in page
    assert parts_of(draft)["hogre-utbildning"].nearness == "nearer"


def test_a_page_that_saves_by_itself_gets_what_the_guard_says_and_the_new_hash(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.ANALYST)
    answer = client.post(PART, {"seen": part_hash(None), "text": "Den är 99,9 procent."}, headers=QUIET)
    page = answer.content.decode()
    assert "<html" not in page
    assert "talet är inte bundet" in page
    assert parts_of(draft)["hogre-utbildning"].hash in page


def test_a_page_that_saves_by_itself_is_told_of_another_writer_and_saves_nothing(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.ANALYST)
    first = part_hash(None)
    client.post(PART, {"seen": first, "text": "Den ena."}, headers=QUIET)
    answer = client.post(PART, {"seen": first, "text": "Den andra."}, headers=QUIET)
    assert "Någon annan har ändrat texten" in answer.content.decode()
    assert parts_of(draft)["hogre-utbildning"].text == "Den ena."


def test_what_is_saved_twice_alike_is_no_conflict(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.ANALYST)
    sent = {"seen": part_hash(None), "text": "Samma.", "nearness": "not_judged"}
    client.post(PART, sent, headers=QUIET)
    assert "Någon annan" not in client.post(PART, sent, headers=QUIET).content.decode()


def test_a_sentence_and_a_number_are_put_in_without_a_script(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.ANALYST)
    client.post(PART, {"seen": part_hash(None), "text": "Först.", "add": "Sedan {{eftergymnasial@13:2022}}."})
    known = parts_of(draft)["hogre-utbildning"]
    assert known.text == "Först. Sedan {{eftergymnasial@13:2022}}."
    picked = {
        "pick": "1",
        "pick-into": "causes",
        "pick-indicator": "eftergymnasial",
        "pick-area": "1380",
        "pick-year": "2022",
        "pick-since": "2017",
    }
    client.post(PART, {"seen": known.hash, "text": known.text, "causes": "Ökade med", **picked})
    assert parts_of(draft)["hogre-utbildning"].causes == "Ökade med {{eftergymnasial.change@1380:2017..2022}}"


def link(halland: Organisation) -> str:
    sent = actions.send_parts(
        halland,
        actor=None,
        email="ute@example.se",
        elements=["hogre-utbildning"],
        site="http://testserver",
        now=timezone.now(),
    )
    return sent.removeprefix("http://testserver")


def test_a_link_shows_its_own_parts_and_no_other(draft: EditionDraft, client: Client) -> None:
    address = link(draft.organisation)
    page = client.get(address).content.decode()
    assert "Fler vuxna har läst vidare" in page
    assert "Kommunerna närmar sig" not in page
    assert client.get(f"{address}hogre-utbildning/").status_code == 200
    assert client.get(f"{address}arbetsliv/").status_code == 404
    assert client.get(DRAFT).status_code == 403


def test_a_contributor_writes_texts_and_no_appraisal(draft: EditionDraft, client: Client) -> None:
    address = f"{link(draft.organisation)}hogre-utbildning/"
    assert b"nearness" not in client.get(address).content
    client.post(address, {"seen": part_hash(None), "text": "Vår text.", "nearness": "nearer"})
    part = parts_of(draft)["hogre-utbildning"]
    assert (part.text, part.nearness) == ("Vår text.", "not_judged")
    assert part.contributor == Contributor.objects.get()


def test_a_link_that_is_over_or_of_another_region_shows_nothing(draft: EditionDraft, client: Client) -> None:
    address = link(draft.organisation)
    Organisation.objects.create(slug="annan", name="En annan region", area="14")
    assert client.get(address.replace("/provlan/", "/annan/")).status_code == 410
    assert client.get("/provlan/uppfoljning/bidrag/fel-token/").status_code == 410
    Contributor.objects.update(expires=timezone.now())
    assert client.get(address).status_code == 410
    assert client.post(f"{address}hogre-utbildning/", {"seen": "", "text": "x"}).status_code == 410
    assert not Part.objects.exists()


def test_more_parts_ask_the_database_no_more(
    draft: EditionDraft, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.STRATEGIST)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DRAFT).status_code == 200
        return len(queries)

    def write(element: str) -> None:
        values = {"text": "Så gick det.", "appraisal": "Bra."}
        part = actions.write_part(
            draft.organisation, actor=None, element=element, values=values, seen=part_hash(None)
        )
        actions.sign_part(
            draft.organisation,
            actor=member(draft.organisation, Role.ANALYST, name=element),
            element=element,
            seen=part.hash,
        )

    write("hogre-utbildning")
    asked()
    once = asked()
    for element in ("arbetsliv", "gott-liv"):
        write(element)
    assert asked() == once


def test_a_contributor_does_not_see_the_appraisal_of_their_part(draft: EditionDraft, client: Client) -> None:
    values = {"text": "Vår text.", "appraisal": "Hemlig bedömning."}
    actions.write_part(
        draft.organisation, actor=None, element="hogre-utbildning", values=values, seen=part_hash(None)
    )
    address = f"{link(draft.organisation)}hogre-utbildning/"
    assert "Hemlig" not in client.get(address).content.decode()
    late = client.post(address, {"seen": part_hash(None), "text": "Min text."}).content.decode()
    assert "Vår text." in late
    assert "Hemlig" not in late
    quiet = client.post(address, {"seen": part_hash(None), "text": "Min text."}, headers=QUIET)
    assert "Hemlig" not in quiet.content.decode()
