"""Rows: items of a programme, who takes part in them, what they leave behind, and published versions."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import UNTIL_RETENTION, doer
from laget.apps.forum.models.events import Event, Place
from laget.apps.kept import LONGEST_SLUG, Revised, Tie
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


def _shown(sv: str, en: str, *, ground: Ground = Ground.PUBLIC_TASK) -> Personal:
    return Personal(
        what=Said(sv, en),
        purpose=Said("visa vilka som medverkar i ett program", "to show who takes part in a programme"),
        ground=ground,
        until=UNTIL_RETENTION,
    )


class Person(Revised):
    """Somebody who takes part in events: written once, so that two items at one time are noticed.

    Telephone and address are shown where the person has agreed; a picture likewise. `is_private` is for
    private persons and the young, who are shown only by their own agreement.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    of = models.CharField(max_length=200, blank=True)  # the organisation
    unit = models.CharField(max_length=200, blank=True)  # the part of it
    party = models.CharField(max_length=60, blank=True)  # of who is elected for one, and takes part as such
    place = models.CharField(max_length=120, blank=True)  # where somebody lives who speaks for nobody else
    text = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    shows_contact = models.BooleanField(default=False)  # has agreed that telephone and address are shown
    picture = models.ForeignKey(
        "media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(max_length=300, blank=True)
    shows_picture = models.BooleanField(default=False)  # has agreed to it
    is_private = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True, blank=True)  # the day of a private person's agreement

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last"),
        "name": _shown(
            "namn på den som medverkar i ett program", "the name of who takes part in a programme"
        ),
        "title": _shown("titel på den som medverkar", "the title of who takes part"),
        "unit": _shown("avdelning för den som medverkar", "the department of who takes part"),
        "party": _shown("parti för den som är förtroendevald", "the party of who is elected for one"),
        "place": _shown("ort för den som medverkar", "where somebody who takes part lives"),
        "text": _shown("text om den som medverkar", "a text about who takes part"),
        "email": _shown(
            "e-postadress till den som medverkar", "the address of who takes part", ground=Ground.CONSENT
        ),
        "telephone": _shown(
            "telefon till den som medverkar", "the telephone of who takes part", ground=Ground.CONSENT
        ),
        "mobile": _shown(
            "mobiltelefon till den som medverkar", "the mobile of who takes part", ground=Ground.CONSENT
        ),
        "picture": _shown("bild på den som medverkar", "a picture of who takes part", ground=Ground.CONSENT),
        "picture_alt": _shown(
            "beskrivning av en bild på den som medverkar",
            "what a picture of who takes part shows",
            ground=Ground.CONSENT,
        ),
    }
    impersonal: ClassVar[dict[str, str]] = {"of": "an organisation"}

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Session(Revised):
    """An item of a programme, breaks too: programpunkt. An item may hold others (`parent`).

    Without times it keeps its place by `number`. `uid` never changes; `sequence` rises
    when time or place does.
    """

    class Kind(models.TextChoices):
        """What happens."""

        TALK = "talk", pgettext_lazy("session", "Talk")
        FILM = "film", pgettext_lazy("session", "Film")
        PANEL = "panel", pgettext_lazy("session", "Panel")
        DIALOGUE = "dialogue", pgettext_lazy("session", "Dialogue in groups")
        PLENARY = "plenary", pgettext_lazy("session", "All together")
        VOTE = "vote", pgettext_lazy("session", "Vote")
        BREAK = "break", pgettext_lazy("session", "Break")
        MEAL = "meal", pgettext_lazy("session", "Meal")
        MOVEMENT = "movement", pgettext_lazy("session", "Movement")
        CHECK_IN = "check_in", pgettext_lazy("session", "Check-in")
        CHECK_OUT = "check_out", pgettext_lazy("session", "Check-out")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=LONGEST_SLUG)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )  # the item that goes on here, after a break
    number = models.PositiveIntegerField(default=0)
    on = models.DateField(null=True, blank=True)  # the day of an item without times
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)
    is_pinned = models.BooleanField(default=False)  # stays where it is when those before it grow: lunch
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    is_digital = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.TALK)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # Markdown
    question = models.CharField(max_length=500, blank=True)  # to check in with, or to talk about
    picture = models.ForeignKey(
        "media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)  # Markdown: what was said, afterwards
    is_cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "title": "what an item of a programme is called",
        "text": "a text that is meant for everybody",
        "question": "a question to everybody",
        "picture_alt": "what a picture shows",
        "summary": "a text that is meant for everybody",
    }

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "slug"], name="one_session_a_slug"),
            models.CheckConstraint(
                condition=models.Q(ends=None)
                | (models.Q(starts__isnull=False) & models.Q(ends__gte=models.F("starts"))),
                name="session_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SessionTie(Tie):
    """What an item is about: a direction, an indicator, a mobilisation, an initiative, evidence, a signal."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="ties")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "address"], name="one_session_tie_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]


class Participant(models.Model):
    """Who takes part in an item, or in the whole event: a person, or an organisation alone, in a role."""

    class Role(models.TextChoices):
        """As what."""

        SPEAKER = "speaker", pgettext_lazy("participant", "Speaker")
        PANELLIST = "panellist", pgettext_lazy("participant", "In the panel")
        MODERATOR = "moderator", pgettext_lazy("participant", "Moderator")
        HOST = "host", pgettext_lazy("participant", "Host")
        OPENS = "opens", pgettext_lazy("participant", "Opens")
        CLOSES = "closes", pgettext_lazy("participant", "Closes")
        LEADER = "leader", pgettext_lazy("participant", "Leads the conversation")
        CONTACT = "contact", pgettext_lazy("participant", "Contact")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="participants"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="participants"
    )
    of = models.CharField(max_length=200, blank=True)  # an organisation that takes part by itself
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SPEAKER)
    text = models.CharField(max_length=500, blank=True)  # with what
    number = models.PositiveSmallIntegerField(default=0)

    personal: ClassVar[dict[str, Personal]] = {
        "text": _shown("vad den som medverkar bidrar med", "what somebody who takes part contributes")
    }
    impersonal: ClassVar[dict[str, str]] = {"of": "an organisation", "person": "a row of its own"}

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(of=""), name="participant_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id or self.of}"


class Resource(models.Model):
    """A film, slides, a document or a link of an event or of an item of it."""

    class Kind(models.TextChoices):
        """What it is."""

        FILM = "film", pgettext_lazy("resource", "Film")
        SLIDES = "slides", pgettext_lazy("resource", "Slides")
        DOCUMENT = "document", pgettext_lazy("resource", "Document")
        LINK = "link", pgettext_lazy("resource", "Link")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="resources")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="resources"
    )
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.LINK)
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey("media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    has_captions = models.BooleanField(default=False)
    text = models.CharField(max_length=500, blank=True)

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what a film or document is called",
        "link": "where it lies",
        "text": "what it is",
    }

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(link="") | models.Q(file__isnull=False), name="resource_lies_somewhere"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """A programme as it was published: a numbered document that a trigger keeps as it is.

    `document` is the canonical JSON of `laget.core.forum.programme`. It names people by id alone.
    Who published it stands in the log.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    hash = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)  # what the organiser says of what is new
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    impersonal: ClassVar[dict[str, str]] = {
        "document": "a programme that names people by id",
        "note": "a text that is meant for everybody",
    }

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "number"], name="one_programme_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} version {self.number}"
