"""An address leads to what it names for whoever may see it, and nowhere for everybody else."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.evidence.models import Evidence, EvidenceTie
from laget.apps.forum.actions.events import OnDay, Wish, add_event, decide_event
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.models import Event
from laget.apps.horizon.models import Signal
from laget.apps.households.models import Household
from laget.apps.initiatives.models import Initiative
from laget.apps.mobilisation.models import Mobilisation, Platform
from laget.pages.addresses import KINDS, Named, named, offered

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)


def put(model: type[models.Model], organisation: Organisation, *, public: bool, **more: object) -> str:
    """Make a row of a kind and return its slug."""
    given = {"name" if model is Household else "title": "Kvarnhjul", **more}
    slug = "kvarnhjul" if public else "vattenhjul"
    model._default_manager.create(organisation=organisation, slug=slug, public=public, **given)
    return slug


def put_event(organisation: Organisation, *, public: bool) -> Event:
    """Make an event with an item, open to all with its programme, or a draft."""
    wish = Wish(title="Kvarnhjul", days=(OnDay(on=TODAY),))
    row = add_event(organisation, actor=None, wish=wish, slug="kvarnhjul" if public else "vattenhjul")
    add_session(organisation, actor=None, event=row, point=Point(title="Kvarnhjul"), slug="punkt")
    if public:
        decide_event(organisation, actor=None, event=row, state=Event.State.PUBLISHED, revision=None)
        publish_programme(organisation, actor=None, event=row)
    return row


ROWS: dict[str, Callable[[Organisation, bool], str]] = {
    "evidence": lambda one, public: put(Evidence, one, public=public, year=2025),
    "signal": lambda one, public: put(Signal, one, public=public, kind="trend", level="eu"),
    "initiative": lambda one, public: put(Initiative, one, public=public, owner="En kommun"),
    "mobilisation": lambda one, public: put(
        Mobilisation, one, public=public, first_year=2025, last_year=2027
    ),
    "platform": lambda one, public: put(Platform, one, public=public),
    "household": lambda one, public: put(Household, one, public=public, area="1380"),
    "event": lambda one, public: put_event(one, public=public).slug,
    "session": lambda one, public: f"{put_event(one, public=public).slug}.punkt",
}
DOCUMENTED = {
    "version": ("2", "Strategin, beslutad 12 juni 2024", "/halland/strategi/version/2/"),
    "element": ("unga", "Ungas perspektiv", "/halland/mal/unga/"),
    "indicator": ("befolkning", "", "/halland/indikator/befolkning/"),
    "target": ("m-foretag", "", "/halland/indikator/foretag-per-invanare/"),
    "appraisal": ("2024.unga-i-gang", "(2024)", "/halland/uppfoljning/2024/#unga-i-gang"),
    "signal": ("elektrifiering", "går över till el", "/halland/mal/utslappen-ner/"),
    "practice": ("larcenter-i-bibliotek", "", "/halland/mal/"),
    "edition": ("2025", "Uppföljning 2025", "/halland/uppfoljning/2025/"),
}
NOWHERE = (
    "element:finns-inte", "indicator:finns-inte", "target:finns-inte", "signal:finns-inte", "edition:1999",
    "version:99", "version:x",
    "edition:²", f"edition:{'9' * 5000}", "appraisal:2024.finns-inte", "appraisal:1999.unga",
    "appraisal:unga",
    "evidence:finns-inte", "initiative:", "mobilisation:../gap", "platform:x y", "household:'", "practice:",
    "nothing:unga", "unga", ":", "",
)  # fmt: skip


def somebody(organisation: Organisation, role: Role) -> User:
    user = User.objects.create_user(f"nagon-{role}@example.se")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


def found(region: Organisation, address: str, viewer: User | None = None) -> Named | None:
    return named(region, [address], viewer=viewer, today=TODAY).get(address)


def test_every_kind_is_tried_here() -> None:
    assert set(ROWS) | set(DOCUMENTED) == set(KINDS)


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_what_is_decided_leads_everybody_to_its_page(region: Organisation, kind: str) -> None:
    id_, title, url = DOCUMENTED[kind]
    Signal.objects.filter(organisation=region).delete()  # the strategy's own are read where it has no row
    one = found(region, f"{kind}:{id_}")
    assert one is not None
    assert (one.kind, one.id, bool(one.title.sv), bool(one.title.en)) == (kind, id_, True, True)
    assert title in one.title.sv
    assert one.url.startswith(url)
    assert Client().get(one.url).status_code == 200
    assert str(one.word) == str(KINDS[kind][0])


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_is_public_leads_everybody_to_its_page(region: Organisation, kind: str) -> None:
    one = found(region, f"{kind}:{ROWS[kind](region, True)}")
    assert one is not None
    assert (one.kind, one.title.sv) == (kind, "Kvarnhjul")
    assert one.url.startswith(f"/{region.slug}/")
    assert Client().get(one.url).status_code == 200


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_is_not_public_leads_only_those_of_the_region_who_may_see_it(
    region: Organisation, kind: str
) -> None:
    address = f"{kind}:{ROWS[kind](region, False)}"
    elsewhere = Organisation.objects.create(slug="annorstades", name="Annorstädes")
    assert found(region, address) is None
    assert found(region, address, somebody(elsewhere, Role.ADMINISTRATOR)) is None
    assert found(region, address, somebody(region, Role.READER)) is None
    assert found(region, address, somebody(region, Role.STRATEGIST)) is not None


@pytest.mark.parametrize("kind", [*ROWS, *DOCUMENTED])
def test_another_region_has_none_of_it(region: Organisation, kind: str) -> None:
    id_ = DOCUMENTED[kind][0] if kind in DOCUMENTED else ROWS[kind](region, True)
    elsewhere = Organisation.objects.create(slug="annorstades", name="Annorstädes")
    viewer = somebody(elsewhere, Role.ADMINISTRATOR)
    assert named(elsewhere, [f"{kind}:{id_}"], viewer=viewer, today=TODAY) == {}


@pytest.mark.parametrize(("days", "is_there"), [(-1, True), (0, True), (1, False)])
def test_evidence_leads_nowhere_before_its_day(region: Organisation, days: int, is_there: bool) -> None:
    address = f"evidence:{ROWS['evidence'](region, True)}"
    Evidence.objects.filter(slug="kvarnhjul").update(embargo=TODAY + timedelta(days=days))
    assert (found(region, address) is not None) is is_there
    assert (found(region, address, somebody(region, Role.FACILITATOR)) is not None) is is_there
    assert found(region, address, somebody(region, Role.ANALYST)) is not None


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_no_address_or_names_nothing_leads_nowhere(region: Organisation, address: str) -> None:
    assert found(region, address, User.objects.get(email="administrator@example.se")) is None


def test_a_row_is_read_where_it_and_the_strategy_know_the_same_id(region: Organisation) -> None:
    Signal.objects.filter(organisation=region, slug="elektrifiering").delete()
    Signal.objects.create(
        organisation=region, slug="elektrifiering", title="Radens", kind="trend", level="eu", public=True
    )
    one = found(region, "signal:elektrifiering")
    assert one is not None
    assert (one.title.sv, one.url) == ("Radens", "/halland/omvarld/elektrifiering/")


def test_an_element_that_is_left_out_is_still_called_what_it_was(region: Organisation) -> None:
    from laget.apps.strategy.actions import adopt_strategy  # late: only here is a version adopted
    from laget.apps.strategy.queries import document_of, version_in_force

    version = version_in_force(region)
    assert version is not None
    document = document_of(version)
    gone = next(one for one in document.elements if one.id == "inlandet")
    left = tuple(one for one in document.elements if one is not gone)
    adopt_strategy(region, actor=None, document=document.model_copy(update={"elements": left}))
    one = found(region, "element:inlandet")
    assert one is not None
    assert Client().get(one.url).status_code == 200
    groups = offered(region, ["element"], viewer=None, today=TODAY)
    assert "element:inlandet" not in dict(groups[0][1])


def test_what_is_offered_is_what_may_be_seen_by_kind_in_the_alphabets_order(region: Organisation) -> None:
    ROWS["initiative"](region, False)
    strategist = somebody(region, Role.STRATEGIST)
    with override("sv"):
        groups = offered(region, KINDS, viewer=strategist, today=TODAY)
        names = [called for _address, called in dict(groups)["I strategin"]]
    addresses = {address for _word, ones in groups for address, _called in ones}
    assert "initiative:vattenhjul" in addresses
    assert set(named(region, addresses, viewer=strategist, today=TODAY)) == addresses
    outside = {
        address for _word, ones in offered(region, KINDS, viewer=None, today=TODAY) for address, _ in ones
    }
    assert "initiative:vattenhjul" not in outside
    assert outside < addresses
    assert [one[0] for one in names] == sorted((one[0] for one in names), key=_swedish)


def _swedish(letter: str) -> str:
    return {"Å": "Z1", "Ä": "Z2", "Ö": "Z3"}.get(letter, letter)


def test_many_addresses_take_as_many_questions_as_a_few(region: Organisation) -> None:
    asked = [
        [
            address
            for _word, ones in offered(region, KINDS, viewer=None, today=TODAY)
            for address, _ in ones[:most]
        ]
        for most in (1, 3)
    ]
    counts = []
    for addresses in asked:
        with CaptureQueriesContext(connection) as queries:
            named(region, addresses, viewer=None, today=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


ADDRESS = re.compile(rf"(?:{'|'.join(KINDS)}):\S+")
BEFORE = {"edition:2023"}  # what the strategy's news rest on from before there was a site
NAMES_OTHERWISE = {"search", "audit", "mail"}  # what they call an address is their own: subjects, rows found


def strings_in(value: object) -> Iterator[str]:
    """Yield every text within a value, in a document too."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one)
    elif isinstance(value, bytes | memoryview):
        yield from strings_in(bytes(value).decode("utf-8", "replace"))
    elif isinstance(value, str):
        if value.startswith("{"):
            try:
                yield from strings_in(json.loads(value))
            except ValueError:
                return
        yield value


def stored() -> Iterator[tuple[str, str]]:
    """Yield every address that is stored in any table, with where."""
    for model in apps.get_models():
        if model._meta.app_label in NAMES_OTHERWISE or not model.__module__.startswith("laget."):
            continue
        texts = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
        for field in model._meta.concrete_fields:
            if isinstance(field, texts):
                for value in model._base_manager.values_list(field.attname, flat=True):
                    for text in strings_in(value):
                        if ADDRESS.fullmatch(text):
                            yield f"{model._meta.label}.{field.name}", text


def lost(region: Organisation) -> list[tuple[str, str]]:
    administrator = User.objects.get(email="administrator@example.se")
    there = [*stored()]
    names = named(region, {one for _, one in there}, viewer=administrator, today=timezone.localdate())
    return [(place, one) for place, one in there if one not in names and one not in BEFORE]


def test_no_address_that_is_stored_leads_nowhere(region: Organisation) -> None:
    places = {place for place, _ in stored()}
    assert {"evidence.EvidenceTie.address", "evidence.QuotationTie.address"} <= places
    assert lost(region) == []


def test_an_address_that_leads_nowhere_would_be_found(region: Organisation) -> None:
    evidence = Evidence.objects.filter(organisation=region).first()
    assert evidence is not None
    EvidenceTie.objects.create(evidence=evidence, address="element:finns-inte")
    assert lost(region) == [("evidence.EvidenceTie.address", "element:finns-inte")]
