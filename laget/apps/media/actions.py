"""Writes: a file is taken when its content is what its name says."""

import unicodedata
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.media.models import File
from laget.apps.media.permissions import BRING_FILE
from laget.data.media import keep_bytes, kind_of

LONGEST_NAME = 120


def bring_file(organisation: Organisation, *, actor: Visitor | None, name: str, data: bytes) -> File:
    """Keep a file that somebody has brought; one that nothing points at is gone in a day.

    Raises NotAllowed, UnfitFile, CannotWrite.
    """
    if actor is not None:
        require(actor, organisation, BRING_FILE)
    kind = kind_of(data, name=name, most=settings.MEDIA_MEGABYTES * 1_000_000)
    # The bytes first: what a row names is there, and bytes that no row names are cleared.
    hashed = keep_bytes(Path(settings.MEDIA_ROOT), data)
    with transaction.atomic():
        file = File.objects.create(
            organisation=organisation,
            name=_plain(name),
            kind=kind,
            size=len(data),
            hash=hashed,
            brought_by=actor if isinstance(actor, User) else None,
        )
        # No name: what the file is of may be under embargo.
        record(
            organisation,
            actor=actor,
            action="bring_file",
            subject=f"media:{file.pk}",
            detail={"kind": kind, "bytes": len(data)},
        )
    return file


def _plain(name: str) -> str:
    """Return a name without folders, marks that are not seen and what systems have a use for."""
    path = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/"))
    stem = "".join(one for one in path.stem if one.isprintable() and one not in '<>:"|?*')
    return f"{' '.join(stem.split())[:LONGEST_NAME].strip(' .') or 'fil'}{path.suffix.lower()}"
