"""Rows: organisations, people, and the roles that people have in organisations."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

UNTIL_ACCOUNT_ENDS = Said("kontot avslutas", "the account is closed")


class Organisation(models.Model):
    """A region or a network: whose strategy, pages, people and figures something is."""

    class Kind(models.TextChoices):
        """What an organisation is."""

        REGION = "region", pgettext_lazy("organisation", "Region")
        NETWORK = "network", pgettext_lazy("organisation", "Network")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGION)
    slug = models.SlugField(max_length=60, unique=True)
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

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    personal: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            purpose=Said("inloggning och besked om arbetet", "sign-in and messages about the work"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
        "name": Personal(
            purpose=Said("visa vem som har gjort vad", "to show who has done what"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
        "password": Personal(
            purpose=Said("inloggning (endast ett kontrollvärde)", "sign-in (only a check value)"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
        "last_login": Personal(
            purpose=Said("upptäcka konton som inte används", "to see accounts that are not used"),
            ground=Ground.PUBLIC_TASK,
            until=UNTIL_ACCOUNT_ENDS,
        ),
    }

    def __str__(self) -> str:
        return self.name or self.email


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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user", "role"], name="one_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} ({self.organisation_id})"
