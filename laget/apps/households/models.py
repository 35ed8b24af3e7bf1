"""Rows: households that a region has composed, what they follow, and what is written for each."""

from typing import ClassVar

from django.db import models

from laget.apps.kept import Kept, Tie


class Household(Kept):
    """A person or a family, invented, through whose eyes published figures are read: hushåll."""

    name = models.CharField(max_length=120)
    area = models.CharField(max_length=4)  # the code of the municipality it lives in
    lives_on = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField(default=0)  # in the order they are shown
    public = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "name": "an invented household's name",
        "lives_on": "what an invented household lives on",
        "text": "a text about an invented household",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody in the household, invented: who, and how old."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="people")
    who = models.CharField(max_length=120)
    age = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["-age", "pk"]

    def __str__(self) -> str:
        return f"{self.who}, {self.age}"


class Follows(Tie):
    """A stored filter: an indicator or element that touches the household, for which group, and why.

    Figures are of the household's municipality where they are published for it, else of the county.
    """

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="follows")
    group = models.CharField(max_length=60, blank=True)  # a group of the indicator; empty is all
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "address", "group"], name="one_filter_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.household_id} {self.address}"


class Meaning(models.Model):
    """What something means for a household, written: of an address, or of a session by name and day."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="meanings")
    address = models.CharField(max_length=160, blank=True)
    session = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    text = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "address"],
                condition=~models.Q(address=""),
                name="one_meaning_an_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(address="", session=""), name="a_meaning_is_of_something"
            ),
        ]
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.household_id} {self.address or self.session}"
