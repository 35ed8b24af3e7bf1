"""Rows: how often something has been tried within an hour, without who or from where."""

from django.db import models


class Knock(models.Model):
    """How many times one address of mail, or one source, has sent the form of registration within an hour.

    `key` is made of it, the hour and the installation's secret: it says nothing to whoever reads the table,
    and cannot be followed from one hour to the next.
    """

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(db_index=True)  # the hour
    count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.since:%H} {self.count}"
