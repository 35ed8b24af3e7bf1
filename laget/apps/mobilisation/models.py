"""Rows: questions to gather around, their grounds and decisions, platforms that take them on, outcomes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from laget.apps.accounts.models import UNTIL_RETENTION
from laget.apps.kept import Kept, Tie
from laget.core.personal import Ground as LegalGround
from laget.core.personal import Personal
from laget.core.words.said import Said


class Mobilisation(Kept):
    """A question the region gathers around for some years: kraftsamling.

    It is proposed until a decision chooses it: a body, a day, a paragraph and a diary number. A decision that
    chose several is written on each.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", pgettext_lazy("mobilisation", "Proposed")
        CHOSEN = "chosen", pgettext_lazy("mobilisation", "Chosen")
        CLOSED = "closed", pgettext_lazy("mobilisation", "Closed")
        DECLINED = "declined", pgettext_lazy("mobilisation", "Not chosen")

    title = models.CharField(max_length=300)  # the question
    text = models.TextField(blank=True)
    shift = models.TextField(blank=True)  # förflyttning: the movement that is asked for
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    decided_by = models.CharField(max_length=200, blank=True)  # the body
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    diary = models.CharField(max_length=60, blank=True)
    decision = models.TextField(blank=True)  # what it says
    public = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "title": "a question to gather around",
        "text": "a text that is meant for everybody",
        "shift": "a text that is meant for everybody",
        "decided_by": "the body that decided",
        "decision": "what was decided",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-first_year", "pk"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ground(Tie):
    """What speaks for a mobilisation: a gap, an appraisal, evidence, a signal; or what was said on a day.

    Votes and dialogues are written as text with their day, without an address.
    """

    class Kind(models.TextChoices):
        """What speaks for it."""

        GAP = "gap", pgettext_lazy("ground", "Gap")
        APPRAISAL = "appraisal", pgettext_lazy("ground", "Appraisal")
        EVIDENCE = "evidence", pgettext_lazy("ground", "Evidence")
        SIGNAL = "signal", pgettext_lazy("ground", "Signal")
        VOTE = "vote", pgettext_lazy("ground", "Vote")
        DIALOGUE = "dialogue", pgettext_lazy("ground", "Dialogue")

    mobilisation = models.ForeignKey(Mobilisation, on_delete=models.CASCADE, related_name="grounds")
    address = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mobilisation", "address"],
                condition=~models.Q(address=""),
                name="one_ground_an_address",
            )
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.mobilisation_id} {self.kind} {self.address}"


class Platform(Kept):
    """A standing group that existed before a mobilisation and stays after: its mandate and since when."""

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    mandate = models.TextField(blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    public = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what a group is called",
        "text": "a text that is meant for everybody",
        "mandate": "what a group is set to do",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """A place in a platform: of an organisation, and of the person who holds it where a name is given."""

    class Role(models.TextChoices):
        """What the place is."""

        CHAIR = "chair", pgettext_lazy("platform", "Chair")
        MEMBER = "member", pgettext_lazy("platform", "Member")
        SECRETARY = "secretary", pgettext_lazy("platform", "Secretary")

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    of = models.CharField(max_length=200)  # the organisation
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)  # what the person is there
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        field: Personal(
            what=what,
            purpose=Said("visa vilka som leder och sitter i en plattform", "to show who leads a platform"),
            ground=LegalGround.PUBLIC_TASK,
            until=UNTIL_RETENTION,
        )
        for field, what in (
            ("name", Said("namn på den som sitter i en plattform", "the name of who sits in a platform")),
            ("title", Said("titel på den som sitter i en plattform", "the title of who sits in a platform")),
        )
    }
    impersonal: ClassVar[dict[str, str]] = {"of": "an organisation"}

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.of}"


class Meeting(models.Model):
    """A day the platform met, and what came of it."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class Deed(models.Model):
    """What the platform has done, in a year."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="deeds")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    mobilisation = models.ForeignKey(
        Mobilisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="deeds"
    )

    class Meta:
        ordering: ClassVar = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.year} {self.platform_id}"


class Undertaking(models.Model):
    """A platform takes on a mobilisation, since a year and perhaps until one."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="undertakings")
    mobilisation = models.ForeignKey(Mobilisation, on_delete=models.CASCADE, related_name="undertakings")
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["platform", "mobilisation"], name="one_undertaking_a_pair")
        ]
        ordering: ClassVar = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.platform_id} → {self.mobilisation_id}"


class Answer(models.Model):
    """An initiative answers a mobilisation."""

    mobilisation = models.ForeignKey(Mobilisation, on_delete=models.CASCADE, related_name="answers")
    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mobilisation", "initiative"], name="one_answer_a_pair")
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.mobilisation_id}"


class Outcome(Kept):
    """So it went: what came of a mobilisation in a year, in words beside what is computed.

    `text` is Markdown with bound numbers. When it is handed to the year's edition it is written down there as
    a section, and the edition keeps what it said.
    """

    mobilisation = models.ForeignKey(Mobilisation, on_delete=models.CASCADE, related_name="outcomes")
    year = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    impersonal: ClassVar[dict[str, str]] = {"text": "a text that is meant for everybody"}

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["mobilisation", "year"], name="one_outcome_a_year"),
        ]
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return f"{self.mobilisation_id} {self.year}"
