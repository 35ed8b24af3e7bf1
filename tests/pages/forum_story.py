"""The forum day in the story of two years: written, published, registered to, frozen, told of afterwards."""

import re
from datetime import datetime, timedelta
from html import unescape

from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.programme import publish_programme
from laget.apps.forum.forms.open import SALT
from laget.apps.forum.models import Event, Registration, Session
from laget.apps.households.models import Household, Meaning
from laget.apps.mail.models import Message
from laget.apps.mobilisation.models import Mobilisation
from laget.pages.forum.figures import edition_of
from laget.pages.published import published
from tests.pages.forum_sheets import at, saved

TARGET = "m-unga-utanfor-halmstad"
EVENT = "tre-fragor-en-dag"
Slugs = tuple[str, ...]


def read(client: Client, address: str) -> str:
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def a_day_is_published(writer: Client, region: Organisation, slugs: Slugs, *, initiative: str) -> Event:
    """Make a forum day with a session about each question; let everybody see it, each step by its page."""
    begin = {"origin": "mall:forum-day", "title": "Tre frågor en dag", "place": "Salen", "seats": "2"}
    begin["on"] = (timezone.localdate() + timedelta(days=40)).isoformat()
    assert writer.post(f"/{region.slug}/forum/ny/", begin).status_code == 302
    event = Event.objects.get(organisation=region, slug=EVENT)
    titles = dict(Mobilisation.objects.filter(organisation=region).values_list("slug", "title"))
    for slug in slugs:
        about = [f"mobilisation:{slug}"]
        if slug == slugs[0]:
            about += [f"initiative:{initiative}", f"target:{TARGET}"]
        saved(
            writer, at("programme_add", event), title=f"Samtal: {titles[slug]}", kind="dialogue", about=about
        )
    visitor = Client()
    assert visitor.get(at("event", event)).status_code == 404  # a draft
    for slug in slugs:
        assert "Samtal" not in read(visitor, f"/{region.slug}/kraftsamling/{slug}/")
    sent = {"do": "publicera", "programmet": "ja", "revision": str(Event.objects.get(pk=event.pk).revision)}
    assert writer.post(at("event_decide", event), sent).status_code == 302
    return Event.objects.get(pk=event.pk)


def sessions_of(event: Event, slugs: Slugs) -> list[Session]:
    """Return the session about each question, in their order."""
    return [Session.objects.get(event=event, ties__address=f"mobilisation:{slug}") for slug in slugs]


def the_questions_lead_to_it(event: Event, slugs: Slugs, *, initiative: str) -> None:
    """Each question's and the initiative's own page lead to the session, and the session back."""
    visitor, region = Client(), event.organisation.slug
    for slug, session in zip(slugs, sessions_of(event, slugs), strict=True):
        link = f'href="{at("session", event, session.slug)}"'
        assert link in visitor.get(f"/{region}/kraftsamling/{slug}/").content.decode()
        shown = visitor.get(at("session", event, session.slug)).content.decode()
        assert f'href="/{region}/kraftsamling/{slug}/"' in shown
    first = sessions_of(event, slugs)[0]
    own = visitor.get(f"/{region}/insatser/{initiative}/").content.decode()
    assert f'href="{at("session", event, first.slug)}"' in own


def somebody_registers(event: Event) -> Registration:
    """Register by the form, and confirm by the link in the mail."""
    visitor = Client()
    stamp = signing.dumps([event.pk, timezone.now().timestamp() - 60], salt=SALT)
    attendance = str(event.passes.get(kind="on_site").pk)
    sent = {"name": "Vera Exempel", "email": "vera@example.se", "attendance": attendance, "when": stamp}
    assert visitor.post(at("register", event), {**sent, "webbplats": ""}).status_code == 302
    mail = Message.objects.get(to="vera@example.se")
    found = re.search(r"https?://[^/]+(/\S+/min-anmalan/\S+)", mail.text)
    assert found is not None
    assert visitor.post(found[1], {"act": "confirm"}).status_code == 302
    row = Registration.objects.get(event=event)
    assert row.state == Registration.State.CONFIRMED
    assert event.passes.get(kind="on_site").taken == 1
    return row


def a_household_follows_it(writer: Client, event: Event, slugs: Slugs) -> None:
    """Compose a household by its page, with what the first session means for it: chosen, not typed."""
    session = sessions_of(event, slugs)[0]
    address = f"session:{event.slug}.{session.slug}"
    page = f"/{event.organisation.slug}/hushall/nytt/"
    assert f'value="{address}"' in writer.get(page).content.decode()
    sent = {"name": "Familjen Saga", "area": "1380", "public": "on", "people-rows": "1", "follows-rows": "0"}
    sent |= {"people-0-who": "Sagan", "people-0-age": "17", "meanings-rows": "2"}
    sent |= {"meanings-0-address": address, "meanings-0-text": "Det här samtalet handlar om Sagan."}
    sent |= {"meanings-1-session": "En kväll i bygdegården", "meanings-1-on": "2025-03-01"}
    assert writer.post(page, {**sent, "meanings-1-text": "Dit gick hon."}).status_code == 302
    row = Household.objects.get(organisation=event.organisation, name="Familjen Saga")
    assert Meaning.objects.get(household=row, address=address).session == ""
    visitor = Client()
    told = visitor.get(f"/{event.organisation.slug}/hushall/{row.slug}/").content.decode()
    assert f'href="{at("session", event, session.slug)}"' in told
    assert "En kväll i bygdegården" in told
    assert "Det här samtalet handlar om Sagan." in read(visitor, at("session", event, session.slug))


def as_the_edition_told_it(event: Event) -> str:
    """Return the sentence of the first session's gap in the edition that the day presents."""
    edition = edition_of(Event.objects.get(pk=event.pk), now=timezone.now())
    assert edition is not None
    standing = published(edition).standing
    return " ".join(standing.gap(TARGET, language="sv").telling.short.text.split())


def the_day_has_been(writer: Client, event: Event, slugs: Slugs, *, edition: str) -> None:
    """Freeze the day with the edition that it presents; let it pass; write what was said and read it."""
    saved(writer, at("event_change", event), edition=edition)
    visitor, session = Client(), sessions_of(event, slugs)[0]
    frozen = as_the_edition_told_it(event)
    shown = read(visitor, at("session", event, session.slug))
    assert frozen in shown
    assert "Uppföljningen för 2025" in shown
    ago = timedelta(days=80)
    for day in event.days.all():
        day.on, day.starts, day.ends = day.on - ago, _moved(day.starts, ago), _moved(day.ends, ago)
        day.save()
    for one in Session.objects.filter(event=event):
        one.on = one.on - ago if one.on is not None else None
        one.starts, one.ends = _moved(one.starts, ago), _moved(one.ends, ago)
        one.save()
    publish_programme(event.organisation, actor=None, event=Event.objects.get(pk=event.pk))
    saved(writer, at("event_change", event), summary="Tre frågor blev tre löften.")
    saved(writer, at("session_change", event, session.slug), summary="Borden ville ha en enda väg in.")
    assert "Tre frågor blev tre löften." in read(visitor, at("event", event))
    told = read(visitor, at("session", event, session.slug))
    assert "Borden ville ha en enda väg in." in told
    assert frozen in told
    question = read(visitor, f"/{event.organisation.slug}/kraftsamling/{slugs[0]}/")
    assert "med det som sades där" in question
    assert "Vera" not in told + question


def _moved(moment: datetime | None, ago: timedelta) -> datetime | None:
    return moment - ago if moment is not None else None
