"""Rows: what those who meet prepare before a meeting, who has done it, and what they gave."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from laget.apps.accounts.models import doer
from laget.apps.forum.models.events import Event
from laget.apps.kept import Revised
from laget.core.personal import Personal


class Task(Revised):
    """Something to do before a meeting, with its last day."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=500)
    link = models.URLField(max_length=500, blank=True)
    due = models.DateField(null=True, blank=True)
    session = models.ForeignKey(
        "forum.Session", on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )  # the item that it prepares
    is_for_every_region = models.BooleanField(default=False)  # all 21, whether they have registered or not

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last")
    }
    impersonal: ClassVar[dict[str, str]] = {"text": "what is to be done", "link": "where it is done"}

    class Meta:
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return self.text


class TaskDone(models.Model):
    """An organisation has done a task: ticked by hand, with the day and what it gave."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="done")
    by = models.CharField(max_length=200)  # the organisation, as it is called
    on = models.DateField()
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey("media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    personal: ClassVar[dict[str, Personal]] = {
        "ticked_by": doer("vem som prickade av en uppgift", "who ticked a task")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "by": "an organisation",
        "text": "what a task gave",
        "link": "what a task gave",
    }

    class Meta:
        ordering: ClassVar = ["by", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "by"], name="one_tick_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.by}"
