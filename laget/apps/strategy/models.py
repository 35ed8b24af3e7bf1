"""Rows: adopted versions, the draft in the making, and the register of element ids."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.core.personal import Personal


class StrategyVersion(models.Model):
    """A version of a strategy as a document; once adopted a trigger refuses change and removal.

    `document` is the canonical JSON of core's StrategyDocument and `hash` its SHA-256. `number` counts the
    organisation's versions from 1; the latest adopted one is in force.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    document = models.TextField()
    hash = models.CharField(max_length=64)
    decided = models.DateField(null=True)
    adopted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_version_a_number")
        ]
        ordering: ClassVar = ["organisation", "number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Draft(models.Model):
    """The version that an organisation is writing; one at a time."""

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="draft"
    )
    based_on = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, null=True)
    document = models.TextField()
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade strategiutkastet", "who last changed the draft strategy")
    }
    impersonal: ClassVar[dict[str, str]] = {"document": "the strategy's own text, meant for everybody"}

    def __str__(self) -> str:
        return f"draft of {self.organisation_id}"


class Element(models.Model):
    """An element id that something may point at, made anew from the versions: it outlives its wording."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="elements"
    )
    key = models.CharField(max_length=120)  # the element's id in the document
    level = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    first = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="+")
    last = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_element_an_id")
        ]

    def __str__(self) -> str:
        return self.title
