"""Rows that people keep together: who changed one last; of two who change it the second is told."""

from collections.abc import Collection
from typing import ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from laget.apps.accounts.models import Organisation, User, doer
from laget.apps.accounts.permissions import Visitor
from laget.core.personal import Personal
from laget.core.words.said import Refusal, Said

LONGEST_SLUG = 60


class ChangedMeanwhile(Refusal):
    """Somebody else changed the row after it was read."""


class Revised(models.Model):
    """A row that several people change: `revision` counts the changes, so that none is overwritten unseen."""

    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    personal: ClassVar[dict[str, Personal]] = {
        "changed_by": doer("vem som senast ändrade", "who changed it last")
    }

    class Meta:
        abstract = True


class Kept(Revised):
    """A row of an organisation with its own name in addresses, made of its first title and never changed."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=LONGEST_SLUG)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "slug"], name="%(app_label)s_%(class)s_one_a_slug"
            )
        ]


class Tie(models.Model):
    """What a row is tied to: an address `kind:id` that the pages resolve, since it may point upward."""

    address = models.CharField(max_length=160)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Revised)


def locked(row: Row, *, revision: int | None) -> Row:
    """Return the row as it stands, held until the transaction ends; raises ChangedMeanwhile.

    `revision` is of what the editor saw; None asks for no check. Only inside a transaction; rows that point
    at it may come meanwhile.
    """
    now: Row = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    if revision is not None and now.revision != revision:
        raise ChangedMeanwhile(
            Said(
                "Någon annan har sparat ändringar här sedan du öppnade sidan. Läs vad som står nu och för in "
                "din ändring igen.",
                "Somebody else has saved changes here since you opened the page. Read what stands now and "
                "make your change again.",
            )
        )
    return now


def touched(row: Revised, *, actor: Visitor | None) -> None:
    """Count one more change of a row, by `actor`; the row is not saved."""
    row.revision += 1
    row.changed_at = timezone.now()
    row.changed_by = actor if isinstance(actor, User) else None


def free_slug_for(
    model: type[Kept], organisation: Organisation, title: str, *, reserved: Collection[str] = ()
) -> str:
    """Return a slug of a title that no other row of the organisation has: barn-och-unga, barn-och-unga-2.

    `reserved` are words that addresses beside the rows' own begin with.
    """
    stem = slugify(title)[: LONGEST_SLUG - 4].strip("-") or model._meta.model_name or "rad"
    taken = set(
        model._default_manager.filter(organisation=organisation, slug__startswith=stem).values_list(
            "slug", flat=True
        )
    ).union(reserved)
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
