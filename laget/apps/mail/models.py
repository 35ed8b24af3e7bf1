"""Rows: mails to be sent, being sent, sent."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

UNTIL_RETENTION = Said("den dag som gallringsbeslutet sätter", "the day that the decision on retention sets")


class Message(models.Model):
    """One mail to one address, written in the transaction of what it tells."""

    class State(models.TextChoices):
        """Where a mail is: doubtful is one whose sender died while sending it."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DOUBTFUL = "doubtful"

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

    personal: ClassVar[dict[str, Personal]] = {
        name: Personal(
            purpose=Said(
                "skicka besked och visa att de gick fram", "to send messages and show that they went"
            ),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
        for name in ("to", "subject", "text", "html")
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due"])]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
