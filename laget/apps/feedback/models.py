"""Rows: whether a page was of use, without a person."""

from django.db import models
from django.utils import timezone


class Answer(models.Model):
    """One reader's answer about one page; nothing in it says who."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, null=True)
    page = models.CharField(max_length=300)
    useful = models.BooleanField()
    line = models.CharField(max_length=500, blank=True)
    on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"{self.page}: {self.useful}"
