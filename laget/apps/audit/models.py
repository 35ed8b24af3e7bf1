"""Rows: what was done, by whom (an id only), to what, when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class Entry(models.Model):
    """One thing that was done; a trigger in the database refuses change and removal.

    `subject` is an address `kind:id`; `detail` holds facts about the thing, never a person's name.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    personal: ClassVar[dict[str, Personal]] = {
        "actor": Personal(
            what=Said("vem som har gjort vad, som ett nummer", "who did what, as a number"),
            purpose=Said("kunna visa hur ett beslut eller en text kom till", "to show how a text came about"),
            ground=Ground.PUBLIC_TASK,
            until=Said(
                "loggen bevaras; numret säger inget om vem det är när kontot är avslutat",
                "the log is kept; the number says nothing of who it is when the account is closed",
            ),
        )
    }
    impersonal: ClassVar[dict[str, str]] = {
        "action": "the name of an action",
        "subject": "an address kind:id",
        "detail": "facts about the thing, never a person's name",
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "subject", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
