"""Rows: passes with their seats, those who have registered, the seats they hold, and what they answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import UNTIL_RETENTION, doer
from laget.apps.forum.models.events import Event
from laget.apps.forum.models.programme import Session
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


def _asked(sv: str, en: str, *, ground: Ground = Ground.PUBLIC_TASK, secret: bool = False) -> Personal:
    return Personal(
        what=Said(sv, en),
        purpose=Said(
            "ta emot anmälan, ge plats och skicka besked",
            "to take a registration, give a seat and send messages",
        ),
        ground=ground,
        until=UNTIL_RETENTION,
        secret=secret,
    )


def _counted(sv: str, en: str) -> Personal:
    return Personal(
        what=Said(sv, en),
        purpose=Said("räkna vilka vi når, utan namn", "to count whom we reach, without names"),
        ground=Ground.PUBLIC_TASK,
        until=UNTIL_RETENTION,
    )


class Pass(models.Model):
    """What seats are of: attendance on site or digitally, a day, a meal, an item with seats of its own.

    `taken` counts the seats that are held or offered. It changes only by one guarded update
    (`laget.apps.forum.actions.seats`); the database refuses more than there are. No `seats` is no limit.
    """

    class Kind(models.TextChoices):
        """What it admits to."""

        ON_SITE = "on_site", pgettext_lazy("pass", "On site")
        DIGITAL = "digital", pgettext_lazy("pass", "Digital")
        DAY = "day", pgettext_lazy("pass", "Day")
        MEAL = "meal", pgettext_lazy("pass", "Meal")
        SESSION = "session", pgettext_lazy("pass", "Item of the programme")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="passes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)  # empty is what its kind is called
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="passes"
    )
    on = models.DateField(null=True, blank=True)  # the day of a pass to a day
    seats = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, editable=False)

    impersonal: ClassVar[dict[str, str]] = {"title": "what a pass is called"}

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(seats=None) | models.Q(taken__lte=models.F("seats")),
                name="no_more_taken_than_there_are",
            ),
            models.UniqueConstraint(
                fields=["event", "kind"],
                condition=models.Q(kind__in=["on_site", "digital"]),
                name="one_pass_a_form",
            ),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(session__isnull=False), name="one_pass_a_session"
            ),
        ]

    def __str__(self) -> str:
        if self.title or self.session is None:
            return self.title or str(self.Kind(self.kind).label)
        return self.session.title


class Registration(models.Model):
    """One address registered to one event: anmälan, for itself or for a group.

    The link that confirms and changes it is made of `nonce` and the installation's secret; it is kept
    nowhere.
    """

    class State(models.TextChoices):
        """How far it has come."""

        UNCONFIRMED = "unconfirmed", pgettext_lazy("registration", "Not confirmed")
        CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
        CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")

    class Sort(models.TextChoices):
        """What kind of organisation somebody comes from, for statistics."""

        UNSAID = "", pgettext_lazy("sort", "Not stated")
        MUNICIPALITY = "municipality", pgettext_lazy("sort", "Municipality")
        REGION = "region", pgettext_lazy("sort", "Region")
        AGENCY = "agency", pgettext_lazy("sort", "State agency")
        UNIVERSITY = "university", pgettext_lazy("sort", "University")
        BUSINESS = "business", pgettext_lazy("sort", "Business")
        SOCIETY = "society", pgettext_lazy("sort", "Civil society")
        RESIDENT = "resident", pgettext_lazy("sort", "Resident")
        OTHER = "other", pgettext_lazy("sort", "Other")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    name = models.CharField(max_length=120)
    # Folded to lower case: the same address is one registration. Empty of who has none and called, or came.
    email = models.EmailField(blank=True)
    of = models.CharField(max_length=200, blank=True)  # the organisation
    sort = models.CharField(max_length=20, choices=Sort.choices, blank=True)
    area = models.CharField(max_length=4, blank=True)  # the municipality's code
    size = models.PositiveSmallIntegerField(default=1)  # people, with the one who registers
    language = models.CharField(max_length=2, default="sv")
    is_listed = models.BooleanField(default=False)  # consents to stand in the list of participants
    nonce = models.CharField(max_length=32, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived = models.PositiveSmallIntegerField(default=0)  # how many of them
    arrived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    link_sent_at = models.DateTimeField(null=True, blank=True)  # when the digital link went to it

    personal: ClassVar[dict[str, Personal]] = {
        "name": _asked("namn på den som anmält sig", "the name of who has registered"),
        "email": _asked("e-postadress till den som anmält sig", "the address of who has registered"),
        "of": _asked("organisation för den som anmält sig", "the organisation of who has registered"),
        "sort": _counted(
            "vilken sorts organisation den som anmält sig kommer från", "the kind of organisation"
        ),
        "area": _counted("kommun för den som anmält sig", "the municipality of who has registered"),
        "is_listed": _asked(
            "om den som anmält sig vill stå i deltagarlistan",
            "whether who has registered wants to stand in the list",
            ground=Ground.CONSENT,
        ),
        "nonce": _asked(
            "en del av den egna länken till en anmälan", "a part of the link of a registration", secret=True
        ),
        "arrived_by": doer("vem som prickade av", "who checked somebody in"),
    }
    impersonal: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering: ClassVar = ["created", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "email"], condition=~models.Q(email=""), name="one_registration_an_address"
            ),
            models.CheckConstraint(condition=models.Q(size__gte=1), name="a_registration_is_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class Companion(models.Model):
    """Somebody in a group beside who registered it, for badges and the door."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="companions")
    name = models.CharField(max_length=120)

    personal: ClassVar[dict[str, Personal]] = {
        "name": _asked("namn på den som följer med", "the name of who comes along")
    }

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"companion {self.pk}"


class Hold(models.Model):
    """The seats of one registration to one pass: held, offered until a time, or waited for.

    `size` seats are held or offered together, or not at all. Those who wait stand in the order of `since`.
    """

    class State(models.TextChoices):
        """Whether there is a seat."""

        HELD = "held", pgettext_lazy("hold", "Has a seat")
        OFFERED = "offered", pgettext_lazy("hold", "Is offered a seat")
        WAITING = "waiting", pgettext_lazy("hold", "Waits for a seat")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="holds")
    to = models.ForeignKey(Pass, on_delete=models.CASCADE, related_name="holds")
    state = models.CharField(max_length=20, choices=State.choices)
    size = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        indexes: ClassVar = [models.Index(fields=["to", "state", "since"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "to"], name="one_hold_a_pass"),
            models.CheckConstraint(
                condition=(models.Q(state="offered") & models.Q(answer_by__isnull=False))
                | (~models.Q(state="offered") & models.Q(answer_by=None)),
                name="an_offer_has_its_last_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.state} {self.to_id}"


class Need(models.Model):
    """Food and access that somebody needs, apart from the registration, with a day of deletion of its own."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="need")
    food = models.CharField(max_length=500, blank=True)
    access = models.CharField(max_length=500, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "food": _asked("mat som den som anmält sig behöver", "the food that who has registered needs"),
        "access": _asked(
            "vad den som anmält sig behöver för att kunna delta", "what who has registered needs to take part"
        ),
    }

    def __str__(self) -> str:
        return f"need {self.pk}"


class Question(models.Model):
    """A question of the organiser's to everybody who registers."""

    class Kind(models.TextChoices):
        """How it is answered."""

        LINE = "line", pgettext_lazy("question", "A line")
        TEXT = "text", pgettext_lazy("question", "A text")
        CHOICE = "choice", pgettext_lazy("question", "One of several")
        SEVERAL = "several", pgettext_lazy("question", "Several of several")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.LINE)
    text = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)  # why it is asked: shown at the field
    choices = models.TextField(blank=True)  # a line each
    is_required = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "text": "a question to everybody",
        "purpose": "why a question is asked",
        "choices": "the answers to choose among",
    }

    class Meta:
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What somebody answered to a question."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()

    personal: ClassVar[dict[str, Personal]] = {
        "text": _asked("svar på frågor vid anmälan", "answers to questions when registering")
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "question"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Turnout(models.Model):
    """What is left of registrations: how many registered and came, by kind and municipality."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="turnout")
    form = models.CharField(max_length=20, choices=Pass.Kind.choices)
    sort = models.CharField(max_length=20, choices=Registration.Sort.choices, blank=True)
    area = models.CharField(max_length=4, blank=True)
    registered = models.PositiveIntegerField(default=0)
    came = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "form", "sort", "area"], name="one_turnout_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.form} {self.registered}"
