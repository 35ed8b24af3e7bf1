"""A mail to many as each gets it: the frame around the organiser's text, and the places in it filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from laget.apps.forum.models import DigitalLink, Event, Mailing, Participant, Registration
from laget.apps.forum.queries.events import starts_of
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.actions import Letter
from laget.core.canonical import sha256
from laget.core.forum.letters import CLOSING, GREETING, default_of, filled, marked, plain, unmarked
from laget.core.words.days import day_in_words
from laget.core.words.said import LANGUAGES, Language, Said
from laget.ui.templatetags.laget import markdown


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail to many in one language, with what is the same for all filled in when it is written to one."""

    subject: str
    text: str
    html: str
    values: Mapping[str, str]

    def to(self, registration: Registration, own: str) -> Letter:
        """Return the mail as one gets it; `own` is the address of their registration."""
        values = {**self.values, "namn": registration.name, "anmälan": own}
        return Letter(
            to=registration.email,
            subject=filled(self.subject, values),
            text=filled(self.text, values) + "\n",
            html=unmarked(self.html, values),
            about=f"registration:{registration.pk}",
        )


class Composer:
    """Writes the mails of one mailing; what is the same for all is worked out once for each language."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self.event = mailing.event
        self.link = DigitalLink.objects.filter(event=mailing.event_id).first()
        self.has_questions = self.event.asks.exists()
        self.known = {language: self._composed(language) for language in LANGUAGES}

    def letter(self, registration: Registration) -> Letter:
        """Return the mail that one gets, in the language of their registration."""
        language: Language = "en" if registration.language == "en" else "sv"
        slugs = [self.event.organisation.slug, self.event.slug]
        with translation.override(language):
            own = settings.ADDRESS + reverse("registration", args=[*slugs, token_of(registration)])
        return self.known[language].to(registration, own)

    @property
    def seal(self) -> str:
        """What tells this text, with all that is filled in for everybody, from any other."""
        seen = [(one.subject, one.text, sorted(one.values.items())) for one in self.known.values()]
        return sha256(repr((str(self.mailing.audience), self.mailing.version, seen)).encode())[:32]

    def _composed(self, language: Language) -> Composed:
        mailing = self.mailing
        is_cancelled = self.event.state == Event.State.CANCELLED
        purpose = "cancelled" if is_cancelled and mailing.kind == Mailing.Kind.MESSAGE else mailing.kind
        default = default_of(purpose, has_questions=self.has_questions)
        subject, text, intro, written_in = mailing.subject, mailing.text.strip(), "", "sv"
        if language != "sv":
            subject = default.subject.en if subject == default.subject.sv else subject
            if text == default.text.sv:
                text, written_in = default.text.en, language
            else:
                intro = default.intro.to(language)
        greeting, closing = GREETING.to(language), CLOSING.to(language)
        closing += f"\n\n{self.event.organisation}"
        before = "\n\n".join(filter(None, [greeting, intro]))
        parts = [(language, before), (written_in, text), (language, closing)]
        html = render_to_string(
            "forum/mails/mailing.html",
            {"language": language, "parts": [(lang, markdown(marked(part))) for lang, part in parts]},
        )
        return Composed(
            subject, "\n\n".join(plain(part) for _lang, part in parts), html, self._values(language)
        )

    def _values(self, language: Language) -> dict[str, str]:
        event, link = self.event, self.link
        slugs = [event.organisation.slug, event.slug]
        with translation.override(language):
            page = settings.ADDRESS + reverse("event", args=slugs)
            asked = settings.ADDRESS + reverse("event_opinion", args=slugs)
        values = {
            "evenemang": event.title,
            "dag": when(event).to(language),
            "plats": where(event).to(language),
            "program": page,
            "enkät": asked,
        }
        if self.mailing.kind == Mailing.Kind.LINK and link is not None:
            values |= {"länk": link.address, "anslutning": link.text}
        return values


def when(event: Event) -> Said:
    """Return the days of an event, and when the first begins where that is known."""
    days = sorted(event.days.all(), key=lambda day: day.on)
    if not days:
        return Said("dag kommer", "a day to come")
    first, last = day_in_words(days[0].on), day_in_words(days[-1].on)
    starts = starts_of(event)
    if len(days) > 1:
        return Said(f"{first.sv}–{last.sv}", f"{first.en}–{last.en}")
    if starts is None or days[0].starts is None:
        return first
    clock = timezone.localtime(starts)
    return Said(f"{first.sv} kl. {clock:%H.%M}", f"{first.en} at {clock:%H:%M}")


def where(event: Event) -> Said:
    """Return where an event is, in one text."""
    places = [", ".join(filter(None, [one.name, one.address])) for one in event.places.all()]
    on_site = "; ".join(places)
    if event.form == Event.Form.DIGITAL:
        return Said("digitalt", "online")
    if event.form == Event.Form.BOTH and on_site:
        return Said(f"{on_site}, eller digitalt", f"{on_site}, or online")
    return Said(on_site or "plats kommer", on_site or "a place to come")


def answers_to(event: Event) -> str:
    """Return the address that answers go to: the first contact's of the event who shows it; else nothing."""
    contacts = event.participants.filter(
        session=None, role=Participant.Role.CONTACT, person__shows_contact=True
    ).exclude(person__email="")
    return contacts.values_list("person__email", flat=True).first() or ""
