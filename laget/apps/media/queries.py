"""Reads: a file that somebody has brought, where its bytes lie, and the files that nothing points at."""

from pathlib import Path

from django.conf import settings
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.media.models import File
from laget.data.media import path_of


def bytes_of(file: File) -> Path:
    """Return where a file's bytes lie."""
    return path_of(Path(settings.MEDIA_ROOT), file.hash)


def brought_by(organisation: Organisation, actor: Visitor, pk: int) -> File | None:
    """Return a file that somebody has brought to an organisation, None where it is not theirs or is gone."""
    return File.objects.filter(organisation=organisation, brought_by=actor.pk, pk=pk).first()


def pointed_at_by_nothing() -> QuerySet[File]:
    """Return the files that no row of any app points at."""
    found = File.objects.all()
    for relation in File._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(pointing))
    return found
