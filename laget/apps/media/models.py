"""Rows: files that people have brought."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.core.personal import Personal


class File(models.Model):
    """A file as it was brought: its bytes lie in the media folder, named by their SHA-256.

    `kind` is what its content is, not what its name says. Whether somebody may fetch it is for the app whose
    row holds it to say.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)  # as an attachment is called
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()  # bytes
    hash = models.CharField(max_length=64)
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    personal: ClassVar[dict[str, Personal]] = {
        "brought_by": doer("vem som har lagt in en fil", "who brought a file")
    }
    impersonal: ClassVar[dict[str, str]] = {"name": "what a file is called"}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hash"])]

    def __str__(self) -> str:
        return self.name
