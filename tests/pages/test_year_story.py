"""Two years of a region: from what speaks for a question to what the next edition says came of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.evidence.actions import Content, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.followup import actions
from laget.apps.followup.actions import judge_today
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.queries import document_of, edition_at, editions_of
from laget.apps.followup.queries.drafts import draft_at, draft_hash, parts_of
from laget.apps.horizon.actions import Parts, Scanned, keep_signal, scan_signals
from laget.apps.horizon.models import Signal, Touch
from laget.apps.initiatives.actions import Noted, add_initiative, note_progress
from laget.apps.initiatives.models import Initiative
from laget.apps.mobilisation.actions import Did, Group, TakenOn, add_platform, change_platform
from laget.apps.mobilisation.actions.platforms import group_of
from laget.apps.mobilisation.models import Mobilisation, Platform
from laget.apps.strategy.actions import adopt_strategy
from laget.apps.strategy.queries import document_of as strategy_of
from laget.apps.strategy.queries import version_in_force
from laget.core.coverage import Stay
from laget.core.followup.account import Written
from laget.core.initiatives import Described, Milestone, Sum
from laget.data.editions import edition_from
from laget.data.figures import store_at
from tests.pages import forum_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]
TARGETS = ("m-unga-utanfor-halmstad", "m-fodelseregion-kvot", "m-flyttnetto", "m-vaxthusgaser-halmstad")
TITLES = ("Hur når vi varje ung?", "Hur håller fler?", "Hur minskar utsläppen?")
SLUGS = ("hur-nar-vi-varje-ung", "hur-haller-fler", "hur-minskar-utslappen")


@pytest.fixture
def in_swedish() -> Iterator[None]:
    """Addresses are made in Swedish, whatever page a test before has read."""
    with override("sv"):
        yield


@pytest.fixture
def year(region: Organisation) -> Organisation:
    """A region of its own with the example's strategy, judged, its follow-up of 2024 published."""
    version = version_in_force(region)
    assert version is not None
    document = strategy_of(version)
    own = Organisation.objects.create(slug="tva-ar", name="Tvåårsregionen", area="13")
    kept = adopt_strategy(own, actor=None, document=document)
    written = Written.model_validate(
        {"accounts": {"unga-i-gang": {"appraisal": {"nearness": "further", "text": "Det går trögt."}}}}
    )
    edition = edition_from(store_at(settings.STORE), document, year=2024, method="destatis", written=written)
    keep_edition(own, actor=None, version=kept, edition=edition, at=datetime(2025, 3, 1, tzinfo=UTC))
    judge_today(own, version=kept, store=settings.STORE)
    return own


def member(region: Organisation, role: Role, name: str) -> User:
    user = User.objects.create_user(f"{name}@tva-ar.example.se", name=name)
    Membership.objects.create(organisation=region, user=user, role=role)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def at(name: str, region: Organisation, *more: object) -> str:
    return reverse(name, args=[region.slug, *more])


def what_speaks(region: Organisation) -> None:
    """Evidence and a signal that is stronger this year than last."""
    told = write_evidence(
        region,
        actor=None,
        content=Content(
            kind=Evidence.Kind.VOICES,
            title="Ungas röster",
            source="Ett ungdomsråd",
            year=2024,
            says="Ingen ringde.",
            ties=("target:m-unga-utanfor-halmstad",),
        ),
    )
    publish_evidence(region, actor=None, evidence=told)
    written = Signal(
        organisation=region, kind="trend", level="national", title="Fler mår dåligt", public=True
    )
    touch = Touch(address="element:unga-i-gang", how="hinders")
    signal = keep_signal(
        region, actor=None, written=written, parts=Parts(touches=[touch]), today=date(2023, 3, 1)
    )
    found = Scanned(signal=signal, course="stronger", strength=5, soon=1)
    scan_signals(region, actor=None, year=2024, found=[found])


def propose(client: Client, region: Organisation, title: str, grounds: list[str]) -> None:
    """Write a proposal on the page that the ticks lead to."""
    page = client.get(at("mobilisation_add", region), {"grund": grounds})
    for address in grounds:
        assert f'value="{address}"' in page.content.decode()
    sent = {"title": title, "first_year": "2025", "last_year": "2028", "grounds-rows": str(len(grounds))}
    for place, address in enumerate(grounds):
        sent |= {f"grounds-{place}-address": address, f"grounds-{place}-text": "Därför."}
    sent |= {
        "spoken-rows": "1",
        "spoken-0-kind": "vote",
        "spoken-0-on": "2024-09-18",
        "spoken-0-text": "Flest röster i salen.",
    }
    assert client.post(at("mobilisation_add", region), sent).status_code == 302


def decide(client: Client, region: Organisation) -> HttpResponseBase:
    """Choose three of four by one decision, and decline the fourth."""
    rows = Mobilisation.objects.filter(organisation=region).order_by("pk")
    sent = {
        "body": "regionfullmäktige (påhittat beslut)",
        "on": "2024-11-27",
        "paragraph": "§ 143",
        "diary": "EX 2024:0412",
    }
    for row in rows:
        said = "chosen" if row.title in TITLES else "declined"
        sent |= {f"q{row.pk}-outcome": said, f"q{row.pk}-revision": str(row.revision)}
    return client.post(at("mobilisations_decide", region), sent)


def initiative(region: Organisation, title: str, places: tuple[Stay, ...]) -> Initiative:
    """An invented initiative with money, a milestone that was reached and one that was not, and a log."""
    wanted = Described(
        title=title,
        owner="En kommun",
        status="running",
        starts=date(2025, 1, 1),
        ends=date(2027, 12, 31),
        public=True,
        invented=True,
        places=places,
        money=(Sum(kind="eu", source="Europeiska socialfonden", amount=4_000_000),),
        milestones=(
            Milestone(title="Start", due=date(2025, 3, 1), reached=date(2025, 2, 1)),
            Milestone(title="Lotsar på plats", due=date(2025, 12, 1)),
        ),
        serves=("unga-i-gang",),
    )
    row = add_initiative(region, actor=None, wanted=wanted)
    for noted in (
        Noted(on=date(2025, 6, 1), kind="result", text="Det går framåt.", count=86, counted="unga"),
        Noted(on=date(2025, 10, 1), kind="obstacle", text="Samtycke tar tre veckor."),
        Noted(on=date(2024, 6, 1), kind="result", text="Året före.", count=1000, counted="unga"),
    ):
        note_progress(region, actor=None, initiative=row, noted=noted)
    return row


def answer(client: Client, region: Organisation, slug: str, initiatives: list[Initiative]) -> None:
    """Say on a question's page which initiatives answer it."""
    row = Mobilisation.objects.get(organisation=region, slug=slug)
    sent: dict[str, object] = {
        "revision": str(row.revision),
        "title": row.title,
        "first_year": "2025",
        "last_year": "2028",
        "public": "on",
        "answers": [one.slug for one in initiatives],
    }
    grounds = [one for one in row.grounds.all() if one.address]
    sent["grounds-rows"] = str(len(grounds))
    for place, one in enumerate(grounds):
        sent |= {f"grounds-{place}-address": one.address, f"grounds-{place}-text": one.text}
    assert client.post(at("mobilisation_change", region, slug), sent).status_code == 302


def test_the_story_of_two_years(year: Organisation) -> None:
    strategist, second = member(year, Role.STRATEGIST, "stina"), member(year, Role.STRATEGIST, "sven")
    client, visitor = signed_in(strategist), Client()
    what_speaks(year)

    # What there is to gather from: the largest gaps, appraisals further away, evidence, stronger signals.
    offered = client.get(at("mobilisation_gather", year)).content.decode()
    grounds = [
        "target:m-flyttnetto",
        "appraisal:2024.unga-i-gang",
        "evidence:roster-2024",
        "signal:fler-mar-daligt",
    ]
    for address in grounds:
        assert f'value="{address}"' in offered

    propose(client, year, TITLES[0], [*(f"target:{one}" for one in TARGETS[:3]), *grounds[1:]])
    propose(client, year, TITLES[1], ["target:m-sjukdagar-halmstad"])
    propose(client, year, TITLES[2], [f"target:{TARGETS[3]}"])
    propose(client, year, "Hur läser fler?", ["target:m-eftergymnasial"])
    assert TITLES[0] not in read(visitor.get(at("mobilisations", year)))
    assert visitor.get(at("mobilisation", year, SLUGS[0])).status_code == 404

    # The decision, on three of four at once.
    assert decide(client, year).status_code == 302
    overview = read(visitor.get(at("mobilisations", year)))
    assert all(title in overview for title in TITLES)
    assert "§ 143" in overview
    assert "Hur läser fler?" not in overview
    row = Mobilisation.objects.get(organisation=year, slug=SLUGS[0])
    assert [one.kind for one in row.grounds.all()].count("vote") == 1

    # Two standing platforms and one that is new.
    for title, since, slugs in (
        ("Ungas plattform", 2017, SLUGS[:1]),
        ("Klimatrådet", 2015, SLUGS[2:]),
        ("Arbetsgivarringen", 2025, SLUGS[:2]),
    ):
        taken = tuple(TakenOn(mobilisation=slug, since=2025) for slug in slugs)
        add_platform(
            year,
            actor=strategist,
            wanted=Group(title=title, since=since, public=True, undertakings=taken),
        )
    told = read(visitor.get(at("mobilisation", year, SLUGS[0])))
    assert "Ungas plattform" in told
    assert "Arbetsgivarringen" in told
    assert "Formel och källor" in told
    assert "Kan inte sägas: Indikatorn har ingen folkmängd" in told  # of what counts, without a population

    # Initiatives, one of them across counties; a municipality in both is counted once.
    across = initiative(year, "En lots", (Stay(area="1380", joined=2025), Stay(area="1292", joined=2025)))
    here = initiative(year, "Praktik", (Stay(area="1380", joined=2025), Stay(area="1315", joined=2026)))
    answer(client, year, SLUGS[0], [across, here])

    # A forum day about the three questions, somebody who registers, a household that follows it.
    writer = signed_in(member(year, Role.COMMUNICATOR, "kim"))
    event = forum_story.a_day_is_published(writer, year, SLUGS, initiative=across.slug)
    forum_story.the_questions_lead_to_it(event, SLUGS, initiative=across.slug)
    forum_story.somebody_registers(event)
    forum_story.a_household_follows_it(writer, event, SLUGS)

    platform = year_platform(year)
    change_platform(
        year,
        actor=strategist,
        platform=platform,
        wanted=with_deed(group_of(platform)),
        revision=platform.revision,
    )

    # What is computed of 2025, and sentences of three kinds to put in with a press.
    actions.start_edition(year, actor=strategist, year=2025)
    page = client.get(at("mobilisation_write", year, SLUGS[0], 2025))
    suggestions = page.context["so_far"].suggestions
    larger = the(suggestions, "gånger större", "påhittad serie")
    alike = the(suggestions, "gapet är", "ungefär")
    covered = the(suggestions, "Med i insatserna 2025 är", "riket")
    assert "2 kommuner i 2 län" in covered[0]
    computed = read(page)
    for words in ("Av 4 milstolpar", "2 nådda", "172 unga", "8 000 000", "Samtycke tar tre veckor."):
        assert words.replace(" ", "") in computed.replace("\u202f", "").replace("\xa0", "").replace(" ", "")
    assert "1 000 unga" not in computed  # what was counted another year
    assert "Formulär för samtycke." in computed
    revision = 0
    for _read, source in (larger, alike, covered):
        text = outcome_text(year)
        sent = {"text": text, "revision": str(revision), "add": source}
        assert client.post(at("mobilisation_write", year, SLUGS[0], 2025), sent).status_code == 302
        revision += 1
    assert "{{" in outcome_text(year)
    assert "Granskningen hittar inga fel." in read(client.get(at("mobilisation_write", year, SLUGS[0], 2025)))

    # Handed to the next edition, approved by another, published, and read by everybody.
    client.post(at("mobilisation_hand", year, SLUGS[0], 2025), {"revision": str(revision)})
    draft = draft_at(year)
    seen = draft_hash(draft, parts_of(draft))
    actions.approve_edition(year, actor=second, seen=seen)
    actions.publish_edition(year, actor=strategist, seen=seen)
    assert [one.year for one in editions_of(year)] == [2025, 2024]
    (section,) = document_of(edition_at(year, year=2025)).sections
    assert section.address == f"mobilisation:{SLUGS[0]}"
    published = read(visitor.get(at("edition", year, 2025)))
    assert "Kraftsamlingarna: så gick det" in published
    for sentence, _source in (larger, alike, covered):
        assert " ".join(sentence.split()) in published
    went = read(visitor.get(at("mobilisation_outcome", year, SLUGS[0], 2025)))
    assert "Gapen sedan 2024" in went
    assert "Gapen visas som i uppföljningen 2025." in went
    assert "Bedömningen är densamma: för långsamt." in went
    assert " ".join(covered[0].split()) in went

    # The day is frozen with the edition, and turns into what was said there.
    forum_story.the_day_has_been(writer, event, SLUGS, edition="2025.1")


def year_platform(region: Organisation) -> Platform:
    """Return the platform that leads the first question."""
    return Platform.objects.get(organisation=region, slug="ungas-plattform")


def with_deed(group: Group) -> Group:
    """Return a platform that has done something for the first question in 2025."""
    return replace(group, deeds=(Did(year=2025, text="Formulär för samtycke.", mobilisation=SLUGS[0]),))


def the(suggestions: list[tuple[str, str]], *words: str) -> tuple[str, str]:
    """Return the first suggestion that has these words."""
    return next(one for one in suggestions if all(word in one[0] for word in words))


def outcome_text(region: Organisation) -> str:
    """Return what is written of the first question so far."""
    row = Mobilisation.objects.get(organisation=region, slug=SLUGS[0])
    found = row.outcomes.first()
    return found.text if found is not None else ""
