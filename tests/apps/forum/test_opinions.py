"""What people think of an event afterwards: kept once a form and without who, for the organiser alone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.opinions import (
    Asked,
    Asking,
    NotAsked,
    answer_event,
    asks_of,
    write_asks,
)
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Ask, Event, Opinion
from laget.apps.forum.queries.opinions import answered, outcomes_of
from tests.apps.forum.mailing_rows import NOW, STARTS, published

pytestmark = pytest.mark.django_db
AFTER = STARTS + timedelta(days=1)
WISH = Asking(
    asks=(
        Asked(text="Hur var dagen?"),
        Asked(text="Vill du komma igen?", kind=Ask.Kind.YES_NO),
        Asked(text="Vad saknades?", kind=Ask.Kind.LINE),
    )
)


@pytest.fixture
def event(halland: Organisation) -> Event:
    row = published(halland)
    write_asks(halland, actor=None, event=row, wish=WISH, revision=None)
    return Event.objects.select_related("organisation").get(pk=row.pk)


def said(event: Event, *texts: str) -> dict[int, str]:
    return {ask.pk: text for ask, text in zip(event.asks.all(), texts, strict=True)}


def test_answers_are_counted_with_a_mean_and_bars(event: Event) -> None:
    for texts in (("5", "1", "Mer kaffe"), ("4", "1", ""), ("4", "0", "")):
        assert answer_event(event, given=said(event, *texts), form=uuid4(), now=AFTER) >= 2
    scale, yes_no, line = outcomes_of(event)
    assert scale.count == 3
    assert scale.mean == pytest.approx(13 / 3)
    assert [(one.value, one.count, one.share) for one in scale.bars[3:]] == [(4, 2, 67), (5, 1, 33)]
    assert [(one.value, one.count) for one in yes_no.bars] == [(1, 2), (0, 1)]
    assert (line.count, line.lines) == (1, ("Mer kaffe",))
    assert answered(event) == 3


def test_a_form_that_is_sent_twice_is_kept_once(event: Event) -> None:
    form = UUID(int=1)
    assert answer_event(event, given=said(event, "5", "1", "x"), form=form, now=AFTER) == 3
    assert answer_event(event, given=said(event, "1", "0", "y"), form=form, now=AFTER) == 0
    assert Opinion.objects.count() == 3


def test_a_line_is_kept_without_addresses_and_numbers(event: Event) -> None:
    number = "0" * 10  # no number that anybody has
    line = f"Ring mig på {number} eller vera@example.se"
    answer_event(event, given=said(event, "", "", line), form=uuid4(), now=AFTER)
    assert Opinion.objects.get().line == "Ring mig på [borttaget] eller [borttaget]"


def test_nothing_is_asked_before_the_event_or_of_one_that_is_cancelled(event: Event) -> None:
    with pytest.raises(NotAsked):
        answer_event(event, given=said(event, "5", "", ""), form=uuid4(), now=NOW)
    Event.objects.update(state=Event.State.CANCELLED)
    event.refresh_from_db()
    with pytest.raises(NotAsked):
        answer_event(event, given=said(event, "5", "", ""), form=uuid4(), now=AFTER)


@pytest.mark.parametrize("texts", [("", "", ""), ("6", "2", "  "), ("x", "", "")])
def test_an_empty_or_impossible_form_is_refused(event: Event, texts: tuple[str, str, str]) -> None:
    with pytest.raises(Unfit):
        answer_event(event, given=said(event, *texts), form=uuid4(), now=AFTER)
    assert not Opinion.objects.exists()


def test_a_question_that_is_answered_stays_as_it_is(event: Event) -> None:
    answer_event(event, given=said(event, "5", "", ""), form=uuid4(), now=AFTER)
    first, *others = asks_of(event).asks
    for wish in (others, [Asked(id=first.id, text="Något annat", kind=first.kind), *others]):
        with pytest.raises(Unfit):
            write_asks(
                event.organisation, actor=None, event=event, wish=Asking(asks=tuple(wish)), revision=None
            )
    write_asks(event.organisation, actor=None, event=event, wish=Asking(asks=(first,)), revision=None)
    assert [one.text for one in asks_of(event).asks] == ["Hur var dagen?"]


def test_the_form_on_the_page_and_the_answers_for_the_organiser(event: Event, communicator: User) -> None:
    event.days.update(on=timezone.localdate() - timedelta(days=1), starts=None, ends=None)
    args = [event.organisation.slug, event.slug]
    path, client = reverse("event_opinion", args=args), Client()
    page = client.get(path).content.decode()
    assert page.count("<fieldset") == 2
    given = {f"fraga-{pk}": text for pk, text in said(event, "4", "1", "Bra sal").items()}
    number = str(uuid4())
    assert client.post(path, {**given, "nummer": number, "webbplats": "x"}).status_code == 302
    assert not Opinion.objects.exists()  # a program fills in what people do not see
    for _ in range(2):
        assert client.post(path, {**given, "nummer": number}).status_code == 302
    assert Opinion.objects.count() == 3
    assert "Svara på minst en fråga" in client.post(path, {"nummer": str(uuid4())}).content.decode()
    results = reverse("event_opinions", args=args)
    assert client.get(results).status_code == 403
    client.force_login(communicator, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(results).content.decode()
    assert "Bra sal" in shown
    assert "medelvärde 4,0 av 5" in shown
    assert '<rect width="100"' in shown


def test_nothing_tells_who_has_answered() -> None:
    known = {one.name for one in Opinion._meta.get_fields()}
    assert known == {"id", "ask", "value", "line", "on", "form"}
