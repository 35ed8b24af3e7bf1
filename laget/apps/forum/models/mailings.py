"""Rows: mails to many of an event, the link to take part digitally, and what people thought afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import UNTIL_RETENTION, doer
from laget.apps.forum.models.events import Event
from laget.apps.kept import Revised
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class DigitalLink(Revised):
    """The link to take part digitally: in no page, feed, file, log or mail before it has been sent."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="digital_link")
    address = models.URLField(max_length=1000)
    text = models.TextField(blank=True)  # what more is needed to join

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "address": "where a meeting is",
        "text": "how to join a meeting",
    }

    def __str__(self) -> str:
        return f"digital link of {self.event_id}"


class Mailing(Revised):
    """A mail to many of an event: written, approved after a preview, and then sent once, at its time.

    `due` empty is sent as soon as it is approved. Nothing is sent that is not approved.
    """

    class Kind(models.TextChoices):
        """What it is for."""

        LINK = "link", pgettext_lazy("mailing", "The digital link")
        REMINDER = "reminder", pgettext_lazy("mailing", "Reminder")
        CHANGE = "change", pgettext_lazy("mailing", "Changed programme")
        THANKS = "thanks", pgettext_lazy("mailing", "Thanks and films")
        MESSAGE = "message", pgettext_lazy("mailing", "Message")

    class Audience(models.TextChoices):
        """Who gets it."""

        HELD = "held", pgettext_lazy("mailing", "Everybody with a seat")
        ON_SITE = "on_site", pgettext_lazy("mailing", "Those with a seat on site")
        DIGITAL = "digital", pgettext_lazy("mailing", "Those with a digital seat")
        WAITING = "waiting", pgettext_lazy("mailing", "Those who wait for a seat")
        EVERYBODY = "everybody", pgettext_lazy("mailing", "Everybody who has registered, those who wait too")
        ARRIVED = "arrived", pgettext_lazy("mailing", "Those who came")
        CONCERNED = "concerned", pgettext_lazy("mailing", "Those whose items have changed")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.HELD)
    subject = models.CharField(max_length=150)
    text = models.TextField()  # Markdown
    version = models.PositiveIntegerField(null=True, blank=True)  # of the programme that a change is about
    due = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)  # mails that it became

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last"),
        "approved_by": doer("vem som godkände ett utskick", "who approved a mailing"),
    }
    impersonal: ClassVar[dict[str, str]] = {
        "subject": "the subject of a mail to many",
        "text": "a text to many",
    }

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["sent_at", "due"])]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"


class Ask(models.Model):
    """A question of the form that people fill in after an event."""

    class Kind(models.TextChoices):
        """How it is answered."""

        SCALE = "scale", pgettext_lazy("ask", "From 1 to 5")
        YES_NO = "yes_no", pgettext_lazy("ask", "Yes or no")
        LINE = "line", pgettext_lazy("ask", "A line")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="asks")
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SCALE)
    text = models.CharField(max_length=300)

    impersonal: ClassVar[dict[str, str]] = {"text": "a question to everybody"}

    class Meta:
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return self.text


class Opinion(models.Model):
    """An answer to a question after an event, without a person and with its day only."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="opinions")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    line = models.CharField(max_length=500, blank=True)
    on = models.DateField(default=timezone.localdate)
    form = models.UUIDField()  # of the form, so that one sent twice is one

    personal: ClassVar[dict[str, Personal]] = {
        "line": Personal(
            what=Said(
                "en rad efter ett evenemang, om någon skriver om en person i den",
                "a line after an event, should somebody write of a person in it",
            ),
            purpose=Said("göra nästa evenemang bättre", "to make the next event better"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ask", "form"], name="one_opinion_a_form")]

    def __str__(self) -> str:
        return f"opinion {self.pk}"
