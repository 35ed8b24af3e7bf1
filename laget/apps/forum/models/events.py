"""Rows: events, the series they belong to, their days, places and hosts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from laget.apps.kept import Kept, Tie


class Series(Kept):
    """Events that follow each other: last year's figures, votes and films are at hand at this year's."""

    title = models.CharField(max_length=200)

    impersonal: ClassVar[dict[str, str]] = {"title": "what a series of events is called"}

    def __str__(self) -> str:
        return self.title


class Event(Kept):
    """A forum day, a network meeting or a seminar: RUS-dag, RUS-forum, nätverksträff.

    `state` is what people have decided; whether it is full, closed or over is worked out
    (`laget.core.forum.status`). Times are kept as moments and shown in Europe/Stockholm.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FORUM = "forum", pgettext_lazy("event", "Forum day")
        NETWORK = "network", pgettext_lazy("event", "Network meeting")
        SEMINAR = "seminar", pgettext_lazy("event", "Seminar")

    class State(models.TextChoices):
        """What has been decided of it."""

        DRAFT = "draft", pgettext_lazy("event", "Draft")
        PUBLISHED = "published", pgettext_lazy("event", "Published")
        CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")

    class Form(models.TextChoices):
        """How one takes part."""

        ON_SITE = "on_site", pgettext_lazy("event", "On site")
        DIGITAL = "digital", pgettext_lazy("event", "Digital")
        BOTH = "both", pgettext_lazy("event", "On site and digital")

    class Access(models.TextChoices):
        """Whether something that lets more people take part is there."""

        UNSAID = "", pgettext_lazy("access", "Not stated")
        YES = "yes", pgettext_lazy("access", "Yes")
        ASKED = "asked", pgettext_lazy("access", "If you ask for it when you register")
        NO = "no", pgettext_lazy("access", "No")

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.FORUM)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    form = models.CharField(max_length=20, choices=Form.choices, default=Form.ON_SITE)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)  # Markdown: the invitation
    purpose = models.TextField(blank=True)
    audience = models.TextField(blank=True)  # målgrupp
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    picture = models.ForeignKey(
        "media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(max_length=300, blank=True)
    hearing_loop = models.CharField(max_length=10, choices=Access.choices, blank=True)
    sign_interpreter = models.CharField(max_length=10, choices=Access.choices, blank=True)
    text_interpreter = models.CharField(max_length=10, choices=Access.choices, blank=True)
    step_free = models.CharField(max_length=10, choices=Access.choices, blank=True)
    access = models.TextField(blank=True)  # what more there is to say of it
    edition = models.CharField(max_length=10, blank=True)  # the follow-up it presents: 2025.1
    registers_from = models.DateTimeField(null=True, blank=True)
    registers_until = models.DateTimeField(null=True, blank=True)  # last day to register, with its time
    has_registration = models.BooleanField(default=True)
    has_waiting_list = models.BooleanField(default=True)
    largest_group = models.PositiveSmallIntegerField(default=1)  # seats in one registration
    shows_participants = models.BooleanField(default=False)  # those who consent are listed
    controller = models.CharField(max_length=300, blank=True)  # of personal data; empty is the organisation
    summary = models.TextField(blank=True)  # Markdown: the documentation afterwards
    sequence = models.PositiveIntegerField(default=0)  # of the calendar: rises when time or place does

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what an event is called",
        "theme": "the theme of an event",
        "text": "a text that is meant for everybody",
        "purpose": "a text that is meant for everybody",
        "audience": "whom an event is for",
        "picture_alt": "what a picture shows; a person in it is a Person's own row",
        "access": "what is there for those who need it",
        "controller": "the authority that answers for personal data",
        "summary": "a text that is meant for everybody",
    }

    def __str__(self) -> str:
        return self.title


class Day(models.Model):
    """A day of an event, from and to a time; both times may be unsaid."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)  # may lie past midnight
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "on"], name="one_day_a_date"),
            models.CheckConstraint(
                condition=models.Q(starts=None) | models.Q(ends=None) | models.Q(ends__gt=models.F("starts")),
                name="day_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.on}"


class Place(models.Model):
    """Where an event, or an item of it, is: a house, a hall, a room; several may be used at once."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)  # to a map
    text = models.CharField(max_length=500, blank=True)  # how to find it

    impersonal: ClassVar[dict[str, str]] = {
        "name": "what a place is called",
        "address": "where a place is",
        "link": "a map of a place",
        "text": "how to find a place",
    }

    class Meta:
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return self.name


class Host(models.Model):
    """Who hosts an event: an organisation here, or one that is only named."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="hosts")
    number = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)

    impersonal: ClassVar[dict[str, str]] = {"name": "an organisation"}

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(name=""), name="host_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation)


class EventTie(Tie):
    """What an event is about, presents or lets out: a direction, a mobilisation, evidence, a household."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ties")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "address"], name="one_event_tie_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]


class Wanted(models.Model):
    """Whom the region wants to reach: a municipality by its code, or an organisation by its name."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="wanted")
    area = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=200, blank=True)

    impersonal: ClassVar[dict[str, str]] = {"name": "an organisation"}

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(area="") | ~models.Q(name=""), name="wanted_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.area
