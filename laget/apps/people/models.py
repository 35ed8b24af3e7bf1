"""Rows: invitations to take part in an organisation."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import UNTIL_RETENTION
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class Invitation(models.Model):
    """An invitation to an address; `token` is the SHA-256 of the one in the link, which is kept nowhere."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    roles = models.JSONField(default=list)  # values of Role
    token = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            what=Said("adressen i en inbjudan", "the address of an invitation"),
            purpose=Said("bjuda in den som ska arbeta här", "to invite those who shall work here"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
    }
    impersonal: ClassVar[dict[str, str]] = {
        "roles": "names of roles",
        "token": "a check value of a link that is used once",
    }

    def __str__(self) -> str:
        return f"invitation {self.pk} ({self.organisation_id})"
