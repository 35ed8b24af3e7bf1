"""Rows: whether a page was of use, without a person."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import UNTIL_RETENTION
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class Answer(models.Model):
    """One reader's answer about one page; nothing in it says who."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, null=True)
    page = models.CharField(max_length=300)
    useful = models.BooleanField()
    line = models.CharField(max_length=500, blank=True)
    on = models.DateField(default=timezone.localdate)
    form = models.UUIDField(null=True, editable=False)  # that it was sent by, so that sent twice it is one

    personal: ClassVar[dict[str, Personal]] = {
        "line": Personal(
            what=Said(
                "en rad om en sida, om någon skriver om en person i den",
                "a line about a page, should somebody write of a person in it",
            ),
            purpose=Said("göra sidorna bättre", "to make the pages better"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
    }

    impersonal: ClassVar[dict[str, str]] = {"form": "a random number that a form was shown with"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "form"], name="one_answer_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.useful}"
