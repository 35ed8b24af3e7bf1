"""Rows: organisations, people, and the roles that people have in organisations."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

UNTIL_ACCOUNT_ENDS = Said("kontot avslutas", "the account is closed")
UNTIL_RETENTION = Said("den dag som gallringsbeslutet sätter", "the day that the decision on retention sets")


RESERVED = frozenset(
    [
        "admin",
        "direkt",
        "en",
        "halsa",
        "hjalp",
        "karta",
        "konto",
        "oppna-data",
        "sal",
        "sok",
        "static",
        "stil",
        "tyck-till",
    ]
)
"""The words that addresses begin with, which no organisation may be called."""


def free_slug(slug: str) -> None:
    """Refuse a slug that an address of the installation begins with."""
    if slug in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is a word that addresses begin with; choose another."), params={"slug": slug}
        )


def doer(sv: str, en: str) -> Personal:
    """Return what is declared of a link to the person who did something."""
    return Personal(
        what=Said(sv, en),
        purpose=Said("visa vem som har gjort vad", "to show who has done what"),
        ground=Ground.PUBLIC_TASK,
        until=UNTIL_ACCOUNT_ENDS,
    )


class Organisation(models.Model):
    """A region or a network: whose strategy, pages, people and figures something is."""

    class Kind(models.TextChoices):
        """What an organisation is."""

        REGION = "region", pgettext_lazy("organisation", "Region")
        NETWORK = "network", pgettext_lazy("organisation", "Network")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGION)
    slug = models.SlugField(max_length=60, unique=True, validators=[free_slug])
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=2, blank=True)  # the county's code; a network has none

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people by their address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Return a new person, kept; without a password only a code or another provider signs in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Return a new administrator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now, editable=False)
    sign_outs = models.PositiveIntegerField(default=0, editable=False)  # counted up, every session ends

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    personal: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            what=Said("e-postadress till konto", "e-mail address of an account"),
            purpose=Said("inloggning och besked om arbetet", "sign-in and messages about the work"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
        "name": Personal(
            what=Said("namn på den som har konto", "name of a person with an account"),
            purpose=Said("visa vem som har gjort vad", "to show who has done what"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
        "password": Personal(
            what=Said("lösenord (endast ett kontrollvärde)", "password (only a check value)"),
            purpose=Said("inloggning", "sign-in"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
            secret=True,
        ),
        "last_login": Personal(
            what=Said("tid för senaste inloggning", "time of the last sign-in"),
            purpose=Said("upptäcka konton som inte används", "to see accounts that are not used"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
    }

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """Return what a session is bound to: a new password or a signing-out everywhere ends it."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same under secret keys that are being replaced."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        bound = f"{self.password}:{self.sign_outs}"
        return salted_hmac("laget.session", bound, secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    """What somebody is in an organisation; one may be several things."""

    ADMINISTRATOR = "administrator", _("administrator")
    STRATEGIST = "strategist", _("strategist")
    ANALYST = "analyst", _("analyst")
    COMMUNICATOR = "communicator", _("communicator")
    FACILITATOR = "facilitator", _("facilitator")
    READER = "reader", _("reader")


class Membership(models.Model):
    """One role of one person in one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now, editable=False)

    personal: ClassVar[dict[str, Personal]] = {
        "user": Personal(
            what=Said("vilka roller någon har hos en organisation", "which roles somebody has"),
            purpose=Said("avgöra vad var och en får göra", "to settle what each may do"),
            ground=Ground.PUBLIC_TASK,
            until=Said("rollen tas bort eller kontot avslutas", "the role is taken or the account is closed"),
        )
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user", "role"], name="one_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} ({self.organisation_id})"


class Retention(models.Model):
    """A decision on how long an organisation keeps something; without one nothing of it is deleted."""

    class What(models.TextChoices):
        """What a decision may be about."""

        MAIL = "mail", _("mails that have been sent or have failed")
        INVITATION = "invitation", _("invitations that have been answered or have expired")
        FEEDBACK = "feedback", _("readers' answers about the pages, and what is written about events")
        SEAT = "seat", _("names of those who have left a platform")
        UNCONFIRMED = "unconfirmed", _("registrations that nobody has confirmed")
        REGISTRATION = "registration", _("registrations to an event, after its last day")
        NEED = "need", _("food and access that somebody needs, after the last day of an event")
        PARTICIPANT = "participant", _("people in programmes, after the last day of an event")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="retentions")
    what = models.CharField(max_length=20, choices=What.choices)
    days = models.PositiveIntegerField()
    decision = models.CharField(max_length=60)  # its diary number
    decided = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "what"], name="one_retention_of_a_kind"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="retention_of_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.days} ({self.decision})"


class Deletion(models.Model):
    """How many of something were deleted one day, by which decision: all that is left of them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="deletions")
    what = models.CharField(max_length=20, choices=Retention.What.choices)
    decision = models.CharField(max_length=60)
    on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "what", "decision", "on"], name="one_count_a_day")
        ]
        ordering: ClassVar = ["-on", "what"]

    def __str__(self) -> str:
        return f"{self.on} {self.what}: {self.count}"
