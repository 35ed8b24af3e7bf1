"""Rows: mails to be sent, being sent, sent."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import UNTIL_RETENTION
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

WHAT = {
    "to": Said("mottagarens adress i ett mejl", "the address that a mail went to"),
    "subject": Said("ämnesraden i ett mejl", "the subject of a mail"),
    "text": Said("texten i ett mejl", "the text of a mail"),
    "html": Said("texten i ett mejl, formaterad", "the text of a mail, formatted"),
    "unsubscribe": Said("länken i ett mejl som avslutar fler", "the link of a mail that ends more of them"),
    "reply_to": Said("adressen som ett svar går till", "the address that an answer goes to"),
    "fault": Said("e-postserverns svar när ett mejl inte gick fram", "what a mail server answered"),
}


class Message(models.Model):
    """One mail to one address, written in the transaction of what it tells."""

    class State(models.TextChoices):
        """Where a mail is: doubtful is one whose sender died, or lost the server, while sending it.

        Shown is one of the demonstration, which has no mail server: it can be read in the outbox.
        """

        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        SENDING = "sending", pgettext_lazy("mail", "being sent")
        SENT = "sent", pgettext_lazy("mail", "sent")
        FAILED = "failed", pgettext_lazy("mail", "failed")
        DOUBTFUL = "doubtful", pgettext_lazy("mail", "doubtful: may have been sent")
        SHOWN = "shown", pgettext_lazy("mail", "shown in the outbox")

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, null=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)  # an address kind:id
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(default=timezone.now, editable=False)
    due = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    sent = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)  # what ends more of them in one click
    private = models.BooleanField(default=False)  # holds a code or a link that only the addressee may see
    reply_to = models.EmailField(blank=True)
    batch = models.CharField(max_length=60, blank=True)  # an address kind:id of what went to many

    personal: ClassVar[dict[str, Personal]] = {
        name: Personal(
            what=what,
            purpose=Said(
                "skicka besked och visa att de gick fram", "to send messages and show that they went"
            ),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
        for name, what in WHAT.items()
    }

    impersonal: ClassVar[dict[str, str]] = {"about": "an address kind:id", "batch": "an address kind:id"}

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due"]),
            models.Index(fields=["batch", "state"], condition=~models.Q(batch=""), name="mails_of_a_batch"),
        ]

    @property
    def is_answered(self) -> bool:
        """Whether the fault is what a mail server answered, which begins with its code of three digits."""
        return self.fault[:3].isdigit()

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
