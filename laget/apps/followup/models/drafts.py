"""Rows: the edition being written, its parts and sections, who writes, signs and approves them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.apps.followup.models.editions import Edition
from laget.core.followup.account import Nearness
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said


class EditionDraft(models.Model):
    """The edition that an organisation is writing; one at a time.

    `computed` is the canonical JSON of core's Edition without texts, and `hash` its SHA-256; the texts are in
    its parts. A correction names the edition it `corrects`, and the `reason`.
    """

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="edition_draft"
    )
    version = models.ForeignKey("strategy.StrategyVersion", on_delete=models.PROTECT)
    year = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    previous = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    computed = models.TextField()
    hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    started_at = models.DateTimeField(default=timezone.now, editable=False)

    personal: ClassVar[dict[str, Personal]] = {
        "started_by": doer("vem som har påbörjat en upplaga", "who began an edition")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "reason": "why an edition is corrected, meant for everybody",
        "computed": "figures and verdicts",
    }

    def __str__(self) -> str:
        return f"draft of {self.organisation_id} {self.year}"


class Contributor(models.Model):
    """Somebody outside who writes some parts by a link; `token` is the SHA-256 of the one in the link."""

    draft = models.ForeignKey(EditionDraft, on_delete=models.CASCADE, related_name="contributors")
    email = models.EmailField()
    elements = models.JSONField(default=list)  # ids of the elements whose parts are theirs
    token = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            what=Said("adressen till den som bidrar utifrån", "the address of a contributor outside"),
            purpose=Said("be om en text till uppföljningen", "to ask for a text for the follow-up"),
            ground=Ground.PUBLIC_TASK,
            until=Said(
                "upplagan är publicerad eller utkastet kastat",
                "the edition is published or its draft discarded",
            ),
        ),
        "sent_by": doer("vem som har bett om en text", "who asked for a text"),
    }
    impersonal: ClassVar[dict[str, str]] = {
        "elements": "ids of elements of the strategy",
        "token": "a check value of a link",
    }

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"contributor {self.pk} ({self.draft_id})"


class Part(models.Model):
    """What is written of one element of a draft; the introduction is the part of no element.

    `hash` is of what is written, so that of two who write at once the second is told.
    """

    draft = models.ForeignKey(EditionDraft, on_delete=models.CASCADE, related_name="parts")
    element = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    causes = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    contribution = models.TextField(blank=True)
    nearness = models.CharField(
        max_length=12,
        choices=[(one.value, one.said.sv) for one in Nearness],
        default=Nearness.NOT_JUDGED.value,
    )
    appraisal = models.TextField(blank=True)
    sources = models.JSONField(default=list)
    hash = models.CharField(max_length=64)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    contributor = models.ForeignKey(Contributor, on_delete=models.SET_NULL, null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade en text till en upplaga", "who last changed a text")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "element": "the id of an element",
        "text": "a text that is meant for everybody",
        "causes": "a text that is meant for everybody",
        "tried": "a text that is meant for everybody",
        "contribution": "a text that is meant for everybody",
        "appraisal": "a text that is meant for everybody",
        "sources": "addresses kind:id",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "element"], name="one_part_an_element")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.element or 'introduction'}"


class Section(models.Model):
    """What another part of the year has handed to a year's edition, written down where the edition reads it.

    `address` is whose it is (`mobilisation:…`, `signal:…`); the text is Markdown with bound numbers.
    """

    class Kind(models.TextChoices):
        """Which part of the year it comes from, in the order they are read."""

        HORIZON = "horizon"
        MOBILISATION = "mobilisation"

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    personal: ClassVar[dict[str, Personal]] = {
        "written_by": doer("vem som har lämnat ett avsnitt till en upplaga", "who handed in a section")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "address": "an address kind:id",
        "title": "a title that is meant for everybody",
        "text": "a text that is meant for everybody",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "address"], name="one_section_an_address")
        ]
        ordering: ClassVar = ["kind", "place", "pk"]

    def __str__(self) -> str:
        return f"{self.year} {self.address}"


class Signing(models.Model):
    """Somebody stands for the appraisal of a part; it falls when the part is changed."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="signings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField(default=timezone.now)

    personal: ClassVar[dict[str, Personal]] = {
        "person": doer("vem som står för en samlad bedömning", "who stands for an appraisal")
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "person"], name="one_signing_a_person")
        ]
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.person_id}"


class Approval(models.Model):
    """A second person's yes to a draft as it stood: `content` is the hash of all that would be published."""

    draft = models.ForeignKey(EditionDraft, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    content = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    personal: ClassVar[dict[str, Personal]] = {
        "person": doer("vem som har godkänt en upplaga", "who approved an edition")
    }

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.person_id}"
