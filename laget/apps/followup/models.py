"""Rows: judgements, published editions and their masks, the edition being written, and fetches of figures."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from laget.apps.accounts.models import doer
from laget.core.followup.account import Nearness
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


class Refresh(models.Model):
    """A fetch of a strategy's figures that somebody asked for: a job with a lease, one open at a time.

    `done` of `planned` calls are made. `outcome` says for each indicator what came, and what came of it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    OPEN: ClassVar = (State.WAITING.value, State.RUNNING.value)

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="refreshes"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)

    personal: ClassVar[dict[str, Personal]] = {
        "asked_by": doer("vem som har bett om nya siffror", "who asked for fresh figures")
    }
    impersonal: ClassVar[dict[str, str]] = {"outcome": "what came of each indicator"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_open_refresh_an_organisation",
            )
        ]
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"refresh {self.pk} of {self.organisation_id}: {self.state}"


class Remark(models.Model):
    """What preflight found of an indicator, one row a kind, and what somebody has decided about it."""

    class State(models.TextChoices):
        """What is decided."""

        OPEN = "open"
        DONE = "done"
        LEFT = "left"

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="remarks"
    )
    indicator = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    is_fault = models.BooleanField()
    sv = models.TextField()
    en = models.TextField()
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    decided_at = models.DateTimeField(null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "decided_by": doer("vem som har avgjort en anmärkning", "who decided about a remark")
    }
    impersonal: ClassVar[dict[str, str]] = {
        "indicator": "an indicator's id",
        "sv": "what was found of an indicator",
        "en": "what was found of an indicator",
        "reason": "why nothing is done about it",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "kind"], name="one_remark_a_kind_and_indicator"
            )
        ]
        ordering: ClassVar = ["-is_fault", "indicator", "kind"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.kind} ({self.state})"


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
