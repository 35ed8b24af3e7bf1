"""Rows: folded text of what can be found, by organisation."""

from typing import ClassVar

from django.db import models


class Page(models.Model):
    """One page that can be found in one language; people are never in it."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE)
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=200)  # kind:id
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    folded = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "language", "address"], name="one_row_a_page")
        ]

    def __str__(self) -> str:
        return self.title
