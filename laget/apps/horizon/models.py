"""Rows: signals, what drives and touches what, how each goes year by year; the economy's indicators."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.kept import Kept, Tie


class Strength(models.IntegerChoices):
    """How strongly a signal moves the county."""

    WEAK = 1, pgettext_lazy("signal", "Weak")
    SOME = 2, pgettext_lazy("signal", "Some")
    STRONG = 3, pgettext_lazy("signal", "Strong")
    DECISIVE = 4, pgettext_lazy("signal", "Decisive")


class Soon(models.IntegerChoices):
    """How soon it is felt, the nearest first."""

    NOW = 1, _("Now")
    TWO_YEARS = 2, _("Within two years")
    FIVE_YEARS = 3, _("Within five years")
    TEN_YEARS = 4, _("Within ten years")
    LATER = 5, _("Later than in ten years")


class Signal(Kept):
    """A megatrend, a trend, an occurrence or what is pending, and what it means for the county.

    `strength` and `soon` are of its latest year; those of each year are in SignalYear.
    """

    class Kind(models.TextChoices):
        """What the signal is."""

        MEGATREND = "megatrend", _("Megatrend")
        TREND = "trend", _("Trend")
        OCCURRENCE = "occurrence", _("Occurrence")
        PENDING = "pending", _("Pending")

    class Form(models.TextChoices):
        """What is pending."""

        INQUIRY = "inquiry", _("Inquiry")
        REFORM = "reform", _("Reform")
        PLAN = "plan", _("Plan")
        ELECTION = "election", _("Election")

    class Level(models.TextChoices):
        """How far it reaches; the words of the strategy format for plans."""

        MUNICIPAL = "municipal", _("Municipal")
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        EU = "eu", _("EU")
        GLOBAL = "global", _("Global")

    class Sureness(models.IntegerChoices):
        """How sure it is."""

        UNSURE = 1, pgettext_lazy("signal", "Unsure")
        LIKELY = 2, pgettext_lazy("signal", "Likely")
        SURE = 3, pgettext_lazy("signal", "Sure")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    form = models.CharField(max_length=20, choices=Form.choices, blank=True)  # of what is pending only
    level = models.CharField(max_length=20, choices=Level.choices)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    for_county = models.TextField(blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    sureness = models.PositiveSmallIntegerField(choices=Sureness.choices, default=Sureness.LIKELY)
    strength = models.PositiveSmallIntegerField(choices=Strength.choices, default=Strength.SOME)
    soon = models.PositiveSmallIntegerField(choices=Soon.choices, default=Soon.FIVE_YEARS)
    public = models.BooleanField(default=False)

    impersonal: ClassVar[dict[str, str]] = {
        "title": "what happens around the county",
        "text": "a text that is meant for everybody",
        "for_county": "a text that is meant for everybody",
    }

    class Meta(Kept.Meta):
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class SignalYear(models.Model):
    """How a signal went in a year's scan: new, stronger, as before, weaker or gone."""

    class Course(models.TextChoices):
        """How it is beside the year before."""

        NEW = "new", pgettext_lazy("signal", "New")
        STRONGER = "stronger", pgettext_lazy("signal", "Stronger")
        SAME = "same", pgettext_lazy("signal", "As before")
        WEAKER = "weaker", pgettext_lazy("signal", "Weaker")
        GONE = "gone", pgettext_lazy("signal", "Gone")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    course = models.CharField(max_length=20, choices=Course.choices)
    strength = models.PositiveSmallIntegerField(choices=Strength.choices)
    soon = models.PositiveSmallIntegerField(choices=Soon.choices)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["signal", "year"], name="one_course_a_year")]
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.year}: {self.course}"


class SignalStep(models.Model):
    """A step of what is pending: on a day, or in a month or a year where the day is not known."""

    class Exact(models.TextChoices):
        """How exactly the day is known."""

        DAY = "day", _("Day")
        MONTH = "month", _("Month")
        YEAR = "year", _("Year")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="steps")
    on = models.DateField()
    exact = models.CharField(max_length=5, choices=Exact.choices, default=Exact.DAY)
    title = models.CharField(max_length=200)
    done = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class SignalSource(models.Model):
    """What a signal rests on: a publication by name and address, or a piece of evidence."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    evidence = models.ForeignKey(
        "evidence.Evidence", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title or f"evidence {self.evidence_id}"


class Drive(models.Model):
    """One signal drives another; what drives a signal is never driven by it, however far around.

    It does so from the year `since`, and to the year `until` where it no longer does; None is not known.
    """

    driver = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="drives")
    driven = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="driven_by")
    text = models.CharField(max_length=300, blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    until = models.PositiveSmallIntegerField(null=True, blank=True)  # the last year

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["driver", "driven"], name="one_drive_a_pair"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since"))
                | models.Q(since=None)
                | models.Q(until=None),
                name="a_drive_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~models.Q(driver=models.F("driven")), name="nothing_drives_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver_id} → {self.driven_id}"


class Touch(Tie):
    """An element or indicator that a signal touches, and how."""

    class How(models.TextChoices):
        """What the signal does to it."""

        HELPS = "helps", _("Helps")
        HINDERS = "hinders", _("Hinders")
        CHANGES = "changes", _("Changes the conditions")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="touches")
    how = models.CharField(max_length=20, choices=How.choices)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["signal", "address"], name="one_touch_an_address")
        ]
        indexes: ClassVar = [models.Index(fields=["address"])]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.how} {self.address}"


class Selected(models.Model):
    """A signal chosen for a year's forum or for a year's edition, in its order, and why."""

    class Purpose(models.TextChoices):
        """What it is chosen for."""

        FORUM = "forum", _("The forum")
        EDITION = "edition", _("The follow-up")

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="selected")
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    place = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["signal", "year", "purpose"], name="one_selection_a_signal")
        ]
        ordering: ClassVar = ["-year", "purpose", "place", "pk"]

    def __str__(self) -> str:
        return f"{self.year} {self.purpose}: {self.signal_id}"


class Watched(models.Model):
    """An indicator of the strategy that the economy is followed by, month by month or quarter by quarter."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=120)  # its id in the strategy
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "indicator"], name="one_watch_an_indicator")
        ]
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.indicator
