"""Rows: evidence, what is quoted from it, and what each of both is tied to."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from laget.apps.kept import Kept, Tie


class Evidence(Kept):
    """A report, survey, evaluation or what voices say: whose it is, how it was made, what it says.

    Before its `embargo` day it is seen by those with the permission alone; without one it is open when it is
    `public`. Its content is a file, an address or both, or only what it `says` in one sentence.
    """

    class Kind(models.TextChoices):
        """What the evidence is."""

        REPORT = "report", _("Report")
        SURVEY = "survey", _("Survey")
        EVALUATION = "evaluation", _("Evaluation")
        VOICES = "voices", _("Voices")
        DIALOGUE = "dialogue", _("Workshop or dialogue")

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.REPORT)
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=300)  # whose it is
    method = models.TextField(blank=True)  # how it was made
    year = models.PositiveSmallIntegerField()
    on = models.DateField(null=True, blank=True)  # the day of a workshop, dialogue or publication
    says = models.CharField(max_length=500)  # in one sentence
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey("media.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    embargo = models.DateField(null=True, blank=True)  # the first day it is open
    public = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what a publication is called",
        "source": "the organisation whose it is",
        "method": "how it was made",
        "says": "what it says, meant for everybody",
        "text": "a text that is meant for everybody",
        "link": "where it lies",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-year", "-pk"]

    def __str__(self) -> str:
        return f"evidence {self.pk}"  # no title: it may be under embargo where this is written

    def is_open(self, today: date) -> bool:
        """Return whether anybody may see it on a day."""
        return self.public and (self.embargo is None or self.embargo <= today)


class EvidenceTie(Tie):
    """An element, indicator, gap (`target:id`), signal or other address that a piece of evidence bears on."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="ties")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "address"], name="one_evidence_tie_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]


class Quotation(models.Model):
    """Somebody's own words from a piece of evidence; `voice` says whose without naming anybody."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="quotations")
    place = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    voice = models.CharField(max_length=120, blank=True)  # girl, 14, Laholm
    young = models.BooleanField(default=False)  # somebody under 26

    class Meta:
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return f"quotation {self.pk} ({self.evidence_id})"


class QuotationTie(Tie):
    """An address that a quotation bears on beside those of its evidence."""

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="ties")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quotation", "address"], name="one_quotation_tie_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]
