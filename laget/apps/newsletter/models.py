"""Rows: those who subscribe, and letters made of blocks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import doer
from laget.apps.kept import Kept
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

UNTIL_LEAVING = Said("den som prenumererar avslutar", "whoever subscribes ends it")


class Subscription(models.Model):
    """An address that has asked for the newsletter; it gets none before it has answered a first mail.

    The links that confirm and end it are made of `nonce` and the installation's secret, and are kept nowhere.
    Ended, it is deleted at once.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    nonce = models.CharField(max_length=32, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            what=Said(
                "adressen till den som vill ha nyhetsbrevet", "the address of who wants the newsletter"
            ),
            purpose=Said("skicka nyhetsbrevet", "to send the newsletter"),
            ground=Ground.CONSENT,
            until=UNTIL_LEAVING,
        ),
        "nonce": Personal(
            what=Said("en del av länken som avslutar", "a part of the link that ends it"),
            purpose=Said("avsluta nyhetsbrevet", "to end the newsletter"),
            ground=Ground.CONSENT,
            until=UNTIL_LEAVING,
            secret=True,
        ),
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_subscription_an_address")
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class Letter(Kept):
    """A newsletter: a title, blocks in order, and when it was sent."""

    title = models.CharField(max_length=150)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)  # mails that it became

    personal: ClassVar[dict[str, Personal]] = {
        **Kept.personal,
        "sent_by": doer("vem som skickade ett nyhetsbrev", "who sent a newsletter"),
    }
    impersonal: ClassVar[dict[str, str]] = {"title": "what a newsletter is called"}

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    """A part of a letter: a text, or something with a page (`address` kind:id) with a text of its own."""

    class Kind(models.TextChoices):
        """What it shows."""

        TEXT = "text", pgettext_lazy("block", "Text")
        EDITION = "edition", pgettext_lazy("block", "Follow-up")
        GAP = "gap", pgettext_lazy("block", "Gap")
        EVENT = "event", pgettext_lazy("block", "Event")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="blocks")
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.TEXT)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)  # Markdown
    address = models.CharField(max_length=160, blank=True)
    told = models.JSONField(default=dict, blank=True)  # when sent, by language: title, sentence, link

    impersonal: ClassVar[dict[str, str]] = {
        "title": "a heading of a newsletter",
        "text": "a text that is meant for everybody",
        "address": "an address kind:id",
        "told": "what a page says to everybody",
    }

    class Meta:
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind}"
