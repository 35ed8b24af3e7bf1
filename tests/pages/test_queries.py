"""Every page with a list asks the database as often for many rows as for one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laget.apps.accounts.models import Deletion, Membership, Organisation, Retention, Role, User
from laget.apps.evidence.actions import Content, Quoted, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.feedback.actions import answer_page
from laget.apps.followup import actions
from laget.apps.followup.models import EditionDraft, Refresh, Remark
from laget.apps.followup.queries import document_of as edition_in
from laget.apps.followup.queries import edition_at, judgement_today
from laget.apps.followup.queries.drafts import computed_of, draft_of, part_hash
from laget.apps.households import actions as households
from laget.apps.households.models import Household
from laget.apps.mail.actions import write_mail
from laget.apps.people.actions import invite_person
from laget.apps.search.actions import Findable, reindex
from laget.apps.search.models import Page
from laget.apps.strategy.actions import adopt_strategy
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.household import Person

pytestmark = pytest.mark.django_db
SITE = "http://localhost"
PLACES = ("Halmstad", "Hylte", "Laholm", "Falkenberg")
Grow = Callable[[Organisation, int], str]


def _organisation(number: int) -> Organisation:
    return Organisation.objects.create(slug=f"plats-{number}", name=f"Plats {number}", area="14")


def somebody(region: Organisation, number: int) -> User:
    user = User.objects.create_user(f"person{number}@example.se", name=f"Person {number}")
    for role in (Role.READER, Role.STRATEGIST):
        Membership.objects.create(organisation=region, user=user, role=role)
    return user


def another_organisation(region: Organisation, number: int) -> str:
    return _organisation(number).name


def another_place_of_mine(region: Organisation, number: int) -> str:
    place = _organisation(number)
    reader = User.objects.get(email="alla@example.se")
    Membership.objects.create(organisation=place, user=reader, role=Role.READER)
    return place.name


def another_strategy(region: Organisation, number: int) -> str:
    version = StrategyVersion.objects.filter(organisation=region).latest("number")
    place = _organisation(number)
    StrategyVersion.objects.create(
        organisation=place, number=1, title="En", document=version.document, hash=version.hash
    )
    return place.slug


def another_hit(region: Organisation, number: int) -> str:
    row = Findable(
        kind=Page.Kind.STRATEGY, language="sv", address="element:x", url="/x/", title=f"Kvarnhjul {number}"
    )
    place = _organisation(number)
    reindex(place, rows=[row])
    return place.name


def another_page_like_it(region: Organisation, number: int) -> str:
    row = Findable(
        kind=Page.Kind.STRATEGY, language="sv", address="element:x", url=f"/x/{number}/", title="Kvarnhjul"
    )
    reindex(_organisation(number), rows=[row])
    return f"/x/{number}/"


def moved_gap(region: Organisation, number: int) -> str:
    today = judgement_today(region)
    assert today is not None
    target = sorted(edition_in(today).largest_gaps)[number]
    reason = f"Skäl nummer {number}."
    actions.move_gap(region, actor=None, target=target, place=1, reason=reason)
    return reason


def another_version(region: Organisation, number: int) -> str:
    version = version_in_force(region)
    assert version is not None
    document = document_of(version)
    first, *rest = document.elements
    changed = first.model_copy(update={"title": f"Nytt namn {number}"})
    adopt_strategy(region, actor=None, document=document.model_copy(update={"elements": (changed, *rest)}))
    return ""


def another_edition(region: Organisation, number: int) -> str:
    row = edition_at(region, year=2025)
    reason = f"Rättelse nummer {number}."
    kept = actions.keep_edition(
        region, actor=None, version=row.version, edition=edition_in(row), reason=reason
    )
    return f"2025/{kept.number}/"


def another_edition_to_choose(region: Organisation, number: int) -> str:
    return another_edition(region, number).rstrip("/").replace("/", ".")


def another_mask(region: Organisation, number: int) -> str:
    row = edition_at(region, year=2025, number=1)
    mask = actions.mask_passage(
        region, actor=None, edition=row, passage=PLACES[number], paragraph=f"2{number} kap. 1 §"
    )
    return mask.paragraph


def another_person(region: Organisation, number: int) -> str:
    return str(somebody(region, number))


def another_invitation(region: Organisation, number: int) -> str:
    email = f"inbjuden{number}@example.se"
    invite_person(
        region, actor=None, email=email, roles=[Role.READER, Role.ANALYST], site=SITE, now=timezone.now()
    )
    return email


def another_deletion(region: Organisation, number: int) -> str:
    Deletion.objects.create(
        organisation=region,
        what=Retention.What.values[0],
        decision=f"DNR {number}",
        on=date(2026, 1, number + 1),
        count=3,
    )
    return f"DNR {number}"


def another_mail(region: Organisation, number: int) -> str:
    subject = f"Brev nummer {number}"
    write_mail(region, to="nagon@example.se", subject=subject, text="Hej.")
    return subject


def another_answer(region: Organisation, number: int) -> str:
    answer_page(region, page=f"/halland/mal/m{number}/", useful=False, line=f"Rad nummer {number}")
    return f"Rad nummer {number}"


def another_evidence(region: Organisation, number: int) -> str:
    """Write a piece with quotations, that everybody may see, and that bears on something of each kind."""
    ties = ("element:kunskap", "element:unga", "indicator:eftergymnasial", "target:m-foretag")
    content = Content(
        kind=Evidence.Kind.VOICES,
        title=f"Underlag nummer {number}",
        source="En kommun",
        year=2040 + number,
        says="Något.",
        ties=ties,
        quotations=tuple(
            Quoted(text=f"Ord {one} i nummer {number}.", young=True, ties=("element:arbete",))
            for one in (1, 2)
        ),
    )
    publish_evidence(region, actor=None, evidence=write_evidence(region, actor=None, content=content))
    return content.title


def _draft(region: Organisation) -> EditionDraft:
    return draft_of(region) or actions.start_edition(region, actor=None, year=2026)


def another_part(region: Organisation, number: int) -> str:
    """Write a part that one person signs and another was asked for."""
    draft = _draft(region)
    element = computed_of(draft).strategy.elements[number]
    values = {"text": "Så gick det.", "appraisal": "Bra."}
    part = actions.write_part(region, actor=None, element=element.id, values=values, seen=part_hash(None))
    actions.sign_part(region, actor=somebody(region, number), element=element.id, seen=part.hash)
    another_link(region, number)
    return ""


def another_link(region: Organisation, number: int) -> str:
    elements = [one.id for one in computed_of(_draft(region)).strategy.elements[: number + 1]]
    email = f"utifran{number}@example.se"
    actions.send_parts(region, actor=None, email=email, elements=elements, site=SITE, now=timezone.now())
    return email


def another_fetch(region: Organisation, number: int) -> str:
    Refresh.objects.create(
        organisation=region, state=Refresh.State.DONE, asked_by=somebody(region, number), planned=1, done=1
    )
    return f"Person {number}"


def another_finding(region: Organisation, number: int) -> str:
    text = f"Anmärkning nummer {number}"
    Remark.objects.create(
        organisation=region,
        indicator="eftergymnasial",
        kind=("gone", "stale", "moved")[number],
        is_fault=True,
        sv=text,
        en=text,
        state=Remark.State.LEFT,
        reason="Vi vet.",
        decided_by=somebody(region, number),
    )
    return text


def another_household(region: Organisation, number: int) -> str:
    content = households.Content(
        name=f"Hushåll {number}", area="1315", people=(Person(who="Mia", age=number),)
    )
    return households.compose_household(region, actor=None, content=content).name


def another_meaning(region: Organisation, number: int) -> str:
    text = f"Betydelse {number}"
    address = ("element:kunskap", "element:arbete", "element:klimat")[number]
    Household.objects.get(organisation=region, slug=HOUSEHOLD).meanings.create(address=address, text=text)
    return text


HOUSEHOLD = "familjen-pahitt"
EDITION, DRAFT = "/halland/uppfoljning/2025/1/", "/halland/uppfoljning/utkast/"
LISTS: tuple[tuple[str, Grow], ...] = (
    ("/", another_organisation),
    ("/oppna-data/", another_strategy),
    ("/sok/?q=kvarnhjul", another_hit),
    ("/sok/?q=kvarnhjull", another_page_like_it),
    ("/halland/", moved_gap),
    ("/halland/", another_edition),
    ("/halland/gap/", moved_gap),
    ("/halland/gap/?ordna=takt", moved_gap),
    ("/halland/strategi/", another_version),
    ("/halland/strategi/nytt/", another_version),
    ("/halland/strategi/version/1/", another_version),
    ("/halland/mal/kunskap/", another_version),
    ("/halland/mal/kunskap/", another_edition),
    ("/halland/oppna-data/", another_version),
    ("/halland/indikator/eftergymnasial/", another_edition),
    ("/halland/uppfoljning/", another_edition),
    ("/halland/uppfoljning/jamfor/", another_edition_to_choose),
    (EDITION, another_edition),
    (EDITION, another_mask),
    (f"{EDITION}maskera/", another_mask),
    ("/halland/personer/", another_person),
    ("/halland/personer/", another_invitation),
    ("/halland/gallring/", another_deletion),
    ("/halland/tyckt/", another_answer),
    ("/halland/hushall/", another_household),
    (f"/halland/hushall/{HOUSEHOLD}/", another_meaning),
    (f"/halland/mal/kunskap/?hushall={HOUSEHOLD}", another_household),
    ("/halland/", another_evidence),
    ("/halland/underlag/", another_evidence),
    ("/halland/underlag/?unga=ja&ror=target:m-foretag", another_evidence),
    ("/halland/mal/kunskap/", another_evidence),
    ("/halland/mal/unga/", another_evidence),
    ("/halland/indikator/eftergymnasial/", another_evidence),
    ("/halland/gap/", another_evidence),
    ("/konto/", another_place_of_mine),
    ("/konto/utkorg/", another_mail),
    (DRAFT, another_part),
    (DRAFT, another_link),
    (f"{DRAFT}lankar/", another_link),
    (f"{DRAFT}historik/", another_part),
    (f"{DRAFT}publicera/", another_part),
    (f"{DRAFT}bedomningar/", another_part),
    (f"{DRAFT}las/", another_part),
    ("/halland/statistik/", another_fetch),
    ("/halland/statistik/", another_finding),
    ("/halland/statistik/att-gora/", another_finding),
    ("/halland/statistik/larm/", another_edition),
)
# Pages that show the last of the rows only, or what they lead to.
UNSEEN = (
    ("/halland/", another_edition),
    ("/halland/mal/kunskap/", another_edition),
    ("/halland/indikator/eftergymnasial/", another_edition),
    (EDITION, another_edition),
    ("/halland/statistik/", another_fetch),
    ("/halland/statistik/", another_finding),
    ("/halland/statistik/larm/", another_edition),
)


@pytest.fixture
def reader(region: Organisation) -> Client:
    """A browser in which somebody with every role is signed in."""
    user = User.objects.create_user("alla@example.se", name="Alla Exempel")
    for role in Role:
        Membership.objects.create(organisation=region, user=user, role=role)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("path", "grow"), LISTS)
def test_three_rows_take_as_many_queries_as_one(
    reader: Client, region: Organisation, path: str, grow: Grow
) -> None:
    def read() -> tuple[int, str]:
        page = ""
        for _ in range(2):  # what is read once a process is read at the first view
            with CaptureQueriesContext(connection) as queries:
                answer = reader.get(path)
            assert answer.status_code == 200
            page = answer.content.decode()
        return len(queries), page

    grow(region, 0)
    once, _ = read()
    added = [grow(region, number) for number in (1, 2)]
    again, page = read()
    assert again == once
    assert (path, grow) in UNSEEN or all(one in page for one in added)
