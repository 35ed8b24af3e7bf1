"""Rows: initiatives, where and with whom, their money and milestones, what they hope to move, their log."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import doer
from laget.apps.kept import Kept, Tie
from laget.core.personal import Personal


class Initiative(Kept):
    """A project or an effort with an owner, a period, money and places: insats.

    `practice` tells how somebody works (så gör vi), where it is worth learning from.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PROJECT = "project", _("Project")
        EFFORT = "effort", _("Effort")

    class Status(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", pgettext_lazy("initiative", "Planned")
        RUNNING = "running", pgettext_lazy("initiative", "Running")
        PAUSED = "paused", pgettext_lazy("initiative", "Paused")
        ENDED = "ended", pgettext_lazy("initiative", "Ended")
        STOPPED = "stopped", pgettext_lazy("initiative", "Stopped early")

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PROJECT)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PLANNED)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    owner = models.CharField(max_length=200)  # an organisation
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    practice = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)  # an example: no such initiative, no such money

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what an initiative is called",
        "text": "a text that is meant for everybody",
        "owner": "an organisation",
        "link": "where more is to be read",
        "practice": "how somebody works, meant for everybody",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """An organisation that takes part, and as what."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "name"], name="one_partner_a_name")
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A municipality, in whatever county, that takes part since a year, and perhaps until one."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="places")
    area = models.CharField(max_length=4)  # the municipality's code
    joined = models.PositiveSmallIntegerField()  # year
    left = models.PositiveSmallIntegerField(null=True, blank=True)  # the first year it takes part no longer

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "area"], name="one_place_a_municipality"),
            models.CheckConstraint(
                condition=models.Q(left__isnull=True) | models.Q(left__gt=models.F("joined")),
                name="left_after_joined",
            ),
        ]
        ordering: ClassVar = ["joined", "area"]

    def __str__(self) -> str:
        return f"{self.area} {self.joined}–"


class Money(models.Model):
    """What a source gives, in whole kronor."""

    class Kind(models.TextChoices):
        """What kind of source it is."""

        REGION = "region", _("The region")
        MUNICIPALITY = "municipality", _("Municipality")
        STATE = "state", _("The state")
        EU = "eu", _("EU")
        PRIVATE = "private", _("Companies")
        OTHER = "other", pgettext_lazy("money", "Other")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="money")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()  # kronor

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "source"], name="one_sum_a_source")
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount}"


class Milestone(models.Model):
    """What shall be there by a day, and the day it was."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=300)
    due = models.DateField()
    reached = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due", "pk"]

    def __str__(self) -> str:
        return self.title


class Serves(Tie):
    """An element, most often a direction, that an initiative serves."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="serves")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "address"], name="one_service_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]


class Hope(models.Model):
    """An indicator that an initiative hopes to move: by how much in the indicator's unit, where, until when.

    `by` has its sign: -2.5 is two and a half units lower than `since`.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="hopes")
    indicator = models.CharField(max_length=120)  # its id in the strategy
    area = models.CharField(max_length=4, blank=True)  # code; empty is the county
    by = models.FloatField()
    since = models.PositiveSmallIntegerField()  # year counted from
    until = models.PositiveSmallIntegerField()  # year
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "indicator", "area"], name="one_hope_a_place")
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.by:+g}"


class Entry(models.Model):
    """A line in an initiative's own follow-up: what happened on a day, and what it gave."""

    class Kind(models.TextChoices):
        """What the line tells."""

        DONE = "done", pgettext_lazy("log", "Done")
        RESULT = "result", pgettext_lazy("log", "Result")
        LESSON = "lesson", pgettext_lazy("log", "Lesson")
        OBSTACLE = "obstacle", pgettext_lazy("log", "Obstacle")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="entries")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.DONE)
    text = models.TextField()
    count = models.PositiveIntegerField(null=True, blank=True)  # of people or things, where it is counted
    counted = models.CharField(max_length=120, blank=True)  # what was counted
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    personal: ClassVar[dict[str, Personal]] = {
        "written_by": doer("vem som har skrivit i en insats logg", "who wrote in an initiative's log")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "text": "what an initiative has done, meant for everybody",
        "counted": "what was counted",
    }

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
