"""Rows: what was done, by whom (an id only), to what, when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "subject", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
