"""Rows: folded text of what can be found, by organisation."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Page(models.Model):
    """One place that can be found in one language; no person is one.

    Without an organisation it is Läget's own, the same for all. `text` is what is read, without marks;
    `about` says what it is and where it belongs. `folded` is title and text as core searches them, its first
    `title_length` characters the title; `sort` is the title's Swedish key.
    """

    class Kind(models.TextChoices):
        """What can be found, in the order it is shown."""

        STRATEGY = "strategi", _("In the strategy")
        INDICATOR = "indikator", _("Indicators")
        EDITION = "uppfoljning", _("Follow-ups")
        EVIDENCE = "underlag", _("Evidence")
        HORIZON = "omvarld", _("What happens around us")
        INITIATIVE = "insatser", _("Initiatives")
        MOBILISATION = "kraftsamling", _("What we gather around")
        HOUSEHOLD = "hushall", _("Households")
        FORUM = "forum", _("Forum days")
        LETTER = "nyhetsbrev", _("Newsletters")
        HELP = "hjalp", _("Help")

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, null=True)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=200)  # kind:id
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    folded = models.TextField()
    title_length = models.PositiveIntegerField()
    sort = models.CharField(max_length=600)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "language", "address"], name="one_row_a_page"),
            models.UniqueConstraint(
                fields=["language", "address"],
                condition=models.Q(organisation=None),
                name="one_row_a_page_of_all",
            ),
        ]

    def __str__(self) -> str:
        return self.title
