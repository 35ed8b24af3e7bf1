"""Rows: fetches of figures, and what is found of indicators."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.core.personal import Personal


class Refresh(models.Model):
    """A fetch of a strategy's figures that somebody asked for: a job with a lease, one open at a time.

    `done` of `planned` calls are made. `outcome` says for each indicator what came, and what came of it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    OPEN: ClassVar = (State.WAITING.value, State.RUNNING.value)

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="refreshes"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)

    personal: ClassVar[dict[str, Personal]] = {
        "asked_by": doer("vem som har bett om nya siffror", "who asked for fresh figures")
    }
    impersonal: ClassVar[dict[str, str]] = {"outcome": "what came of each indicator"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_open_refresh_an_organisation",
            )
        ]
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"refresh {self.pk} of {self.organisation_id}: {self.state}"


class Remark(models.Model):
    """What preflight found of an indicator, one row a kind, and what somebody has decided about it."""

    class State(models.TextChoices):
        """What is decided."""

        OPEN = "open"
        DONE = "done"
        LEFT = "left"

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="remarks"
    )
    indicator = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    is_fault = models.BooleanField()
    sv = models.TextField()
    en = models.TextField()
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    decided_at = models.DateTimeField(null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "decided_by": doer("vem som har avgjort en anmärkning", "who decided about a remark")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "indicator": "an indicator's id",
        "sv": "what was found of an indicator",
        "en": "what was found of an indicator",
        "reason": "why nothing is done about it",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "kind"], name="one_remark_a_kind_and_indicator"
            )
        ]
        ordering: ClassVar = ["-is_fault", "indicator", "kind"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.kind} ({self.state})"
