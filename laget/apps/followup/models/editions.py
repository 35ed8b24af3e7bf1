"""Rows: judgements, published editions, what is masked in them, and gaps that are moved in the list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class Judgement(models.Model):
    """The strategy in force judged on the latest figures: an edition's document that nobody has published.

    The last one is what the pages show. `document` is the canonical JSON of core's Edition.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="judgements"
    )
    version = models.ForeignKey("strategy.StrategyVersion", on_delete=models.PROTECT)
    year = models.PositiveIntegerField()
    vintage = models.CharField(max_length=64)
    document = models.TextField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        get_latest_by = "at"
        indexes: ClassVar = [models.Index(fields=["organisation", "-at"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year} {self.hash[:8]}"


class Edition(models.Model):
    """A published follow-up as a document; a trigger refuses change and removal.

    A correction is a new `number` of the same year with its `reason`.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="editions"
    )
    version = models.ForeignKey("strategy.StrategyVersion", on_delete=models.PROTECT)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField(default=1)
    document = models.TextField()
    hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="one_edition_a_number")
        ]
        ordering: ClassVar = ["organisation", "year", "number"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}.{self.number}"


class Mask(models.Model):
    """A passage of a published edition that secrecy law forbids showing, as it is read.

    `place` is the text it stands in (`introduction` or `<element>.<field>`), empty for every text;
    `paragraph` is of the law (offentlighets- och sekretesslagen, 2009:400). The document itself is unchanged.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="masks")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="masks")
    place = models.CharField(max_length=160, blank=True)
    passage = models.TextField()
    paragraph = models.CharField(max_length=40)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    personal: ClassVar[dict[str, Personal]] = {
        "made_by": doer("vem som har maskerat ett avsnitt", "who masked a passage"),
        "passage": Personal(
            what=Said("avsnitt som sekretess hindrar att visa", "passages that secrecy forbids showing"),
            purpose=Said("hålla avsnittet dolt i alla visningar", "to keep the passage hidden everywhere"),
            ground=Ground.LEGAL_OBLIGATION,
            until=Said("upplagan inte längre finns", "the edition is there no longer"),
        ),
    }
    impersonal: ClassVar[dict[str, str]] = {"place": "which text of the edition it stands in"}

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"mask {self.pk} ({self.paragraph})"


class GapMove(models.Model):
    """A place in the list of largest gaps that somebody has given a target, with the reason that is shown."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=120)
    place = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    moved_at = models.DateTimeField(default=timezone.now)

    personal: ClassVar[dict[str, Personal]] = {
        "moved_by": doer("vem som har flyttat ett gap", "who moved a gap")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "target": "a target's id",
        "reason": "why a gap stands where it does",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "target"], name="one_place_a_target")
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.place}"
